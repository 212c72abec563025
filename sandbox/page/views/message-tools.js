/** What appears at a message under the pointer, or as one tabs through: reactions, reply, and the app's shortcuts. */

import { act } from "../core/api.js";
import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { person, store, tell } from "../core/store.js";
import { openMenu } from "../elements/menu.js";
import { emojiOf } from "../text/emoji.js";
import { attempt } from "./attempt.js";
import { avatar } from "./avatar.js";

const QUICK = ["white_check_mark", "eyes", "raised_hands"];

function tool(label, sign, press) {
  return h("button", { type: "button", class: "tool", "aria-label": label, title: label, onclick: press }, sign);
}

function react(channel, message, name) {
  return tool(`React with ${name.replaceAll("_", " ")}`, emojiOf(name), () =>
    attempt(act("react", { channel, ts: message.ts, name })),
  );
}

function shortcuts(channel, message) {
  const wanted = store.state.shortcuts.filter((one) => one.type === "message");
  const face = () => avatar(person(store.state.app.bot_user), { small: true });
  return wanted.map((one) => ({
    content: [
      face(),
      h("span", { class: "menu-words" }, h("span", {}, one.name), h("span", { class: "quiet" }, store.state.app.name)),
    ],
    choose: () => attempt(act("shortcut", { callback_id: one.callback_id, channel, ts: message.ts })),
  }));
}

function more(event, channel, message) {
  const copy = {
    content: "Copy text",
    choose: () =>
      navigator.clipboard?.writeText(event.target.closest(".message")?.querySelector(".message-main")?.innerText ?? ""),
  };
  const entries = shortcuts(channel, message);
  openMenu(event.currentTarget, [
    ...(entries.length ? [{ heading: "Message shortcuts" }, ...entries, { line: true }] : []),
    copy,
  ]);
}

/** The row of small buttons; ephemeral messages have none. */
export function tools(channel, message, { inThread }) {
  if (message.ephemeral) return null;
  const reply = () => tell("thread-open", { channel, ts: message.thread_ts ?? message.ts });
  const quick = QUICK.filter(emojiOf).map((name) => react(channel, message, name));
  const dots = tool("More actions", icon("dots"), (event) => more(event, channel, message));
  dots.setAttribute("aria-haspopup", "menu");
  return h(
    "div",
    { class: "message-tools" },
    quick,
    inThread ? null : tool("Reply in thread", icon("reply"), reply),
    dots,
  );
}
