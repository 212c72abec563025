/** The quick switcher (Ctrl+K or Cmd+K): jump to a conversation or a person. */

import { act } from "../core/api.js";
import { byId } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { conversationName, displayName, on, person, store, tell } from "../core/store.js";
import { openPicker } from "../elements/picker.js";
import { attempt } from "./attempt.js";
import { avatar } from "./avatar.js";

function conversationRow(one) {
  const name = conversationName(one);
  const face = { dm: () => person(one.user), app: () => person(store.state.app.bot_user) }[one.kind];
  const sign = face ? avatar(face(), { small: true }) : one.kind === "private" ? icon("lock") : "#";
  return { key: one.id, words: name, content: [sign, " ", name], value: { channel: one.id } };
}

function people() {
  const met = new Set(store.state.conversations.map((one) => one.user));
  const others = store.state.people.filter((one) => !one.is_bot && one.id !== store.me && !met.has(one.id));
  return others.map((one) => ({
    key: one.id,
    words: displayName(one),
    content: [avatar(one, { small: true }), " ", displayName(one)],
    value: { user: one.id },
  }));
}

function found(query) {
  const wanted = query.trim().toLowerCase();
  const recent = [...store.state.conversations].sort(
    (first, second) => second.unread - first.unread || Number(second.last_ts ?? 0) - Number(first.last_ts ?? 0),
  );
  return [
    { rows: [...recent.map(conversationRow), ...people()].filter((row) => row.words.toLowerCase().includes(wanted)) },
  ];
}

async function jump({ value }) {
  if (value.channel) return tell("go", value);
  const answer = await attempt(act("dm", value));
  return answer && tell("go", { channel: answer.channel?.id ?? answer.channel });
}

/** Begins to listen for the topic "quick". */
export function startQuick() {
  on("quick", () =>
    openPicker(byId("topbar").querySelector(".topbar-search"), {
      source: found,
      choose: jump,
      className: "picker picker--quick",
      label: "Jump to a conversation",
      placeholder: "Find a channel, person or app",
      nothing: "Nothing is called that",
    }),
  );
}
