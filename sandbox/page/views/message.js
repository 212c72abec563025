/** One message: who, when, what, and what hangs under it. */

import { drawBlocks } from "../blocks/index.js";
import { applySeen } from "../core/events.js";
import { act } from "../core/api.js";
import { h } from "../core/dom.js";
import { keyOf } from "../core/history.js";
import { icon } from "../core/icons.js";
import { Place } from "../core/place.js";
import { displayName, person, store, tell } from "../core/store.js";
import { bareTime, clockTime, fullTime, instantOfTs } from "../core/times.js";
import { foldable } from "../text/fold.js";
import { mrkdwn } from "../text/mrkdwn.js";
import { emojiOf } from "../text/emoji.js";
import { attempt } from "./attempt.js";
import { drawAttachment } from "./attachments.js";
import { avatar } from "./avatar.js";
import { drawFile } from "./files.js";
import { tools } from "./message-tools.js";

const places = new Map();

function placeOf(channel, message) {
  const key = `${store.me} ${channel} ${keyOf(message)}`;
  const where = message.ephemeral ? { ephemeral: message.ephemeral } : { channel, ts: message.ts };
  if (!places.has(key)) places.set(key, new Place({ kind: "message", where, seen: applySeen }));
  places.get(key).fields.clear();
  return places.get(key);
}

/** The person or app that wrote a message. */
export function authorOf(message) {
  const found = person(message.user) ?? (message.bot ? person(store.state.app.bot_user) : null);
  return found ?? { id: message.user, real_name: message.local ? "Slackbot" : "Unknown", avatar_color: "#4a154b" };
}

function isBot(message, author) {
  return Boolean(message.bot) || author.is_bot;
}

function time(message, { bare = false } = {}) {
  const at = instantOfTs(message.ts);
  return h(
    "time",
    { class: "message-time", title: fullTime(at), datetime: new Date(at).toISOString() },
    bare ? bareTime(at) : clockTime(at),
  );
}

function heading(message, author) {
  const name = displayName(author) || "Unknown";
  return h(
    "div",
    { class: "message-head" },
    h("span", { class: "message-author" }, message.username ?? name),
    isBot(message, author) ? h("span", { class: "app-badge" }, "APP") : null,
    time(message),
  );
}

function reactions(channel, message) {
  if (!message.reactions?.length) return null;
  return h(
    "div",
    { class: "reactions" },
    message.reactions.map((one) => {
      const mine = one.users?.includes(store.me);
      const names = (one.users ?? []).map((id) => displayName(person(id))).join(", ");
      return h(
        "button",
        {
          type: "button",
          class: mine ? "reaction reaction--mine" : "reaction",
          "aria-pressed": String(Boolean(mine)),
          title: `${names} reacted with :${one.name}:`,
          "aria-label": `${one.count} reacted with ${one.name}`,
          onclick: () => mine || attempt(act("react", { channel, ts: message.ts, name: one.name })),
        },
        emojiOf(one.name) ?? `:${one.name}:`,
        h("span", { class: "reaction-count" }, String(one.count)),
      );
    }),
  );
}

function replies(channel, message) {
  if (!message.reply_count) return null;
  const faces = (message.reply_users ?? []).slice(0, 5).map((id) => avatar(person(id), { small: true }));
  const count = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  const last = message.latest_reply
    ? h(
        "span",
        { class: "quiet" },
        `Last reply ${fullTime(instantOfTs(message.latest_reply))
          .toLowerCase()
          .replace(/ (am|pm)$/, (end) => end.toUpperCase())}`,
      )
    : h("span", { class: "quiet" }, "View thread");
  return h(
    "button",
    { type: "button", class: "replies", onclick: () => tell("thread-open", { channel, ts: message.ts }) },
    faces,
    h("strong", {}, count),
    last,
  );
}

const editedMark = (message) =>
  message.edited ? h("span", { class: "edited", title: "This message was edited" }, "(edited)") : null;

function content(channel, message) {
  const place = placeOf(channel, message);
  const text = message.blocks?.length
    ? [drawBlocks(message.blocks, place), editedMark(message)]
    : message.text
      ? foldable(h("div", { class: "text" }, mrkdwn(message.text), " ", editedMark(message)))
      : null;
  return [
    text,
    (message.attachments ?? []).map((one) => drawAttachment(one, place)),
    message.files?.length ? h("div", { class: "files" }, message.files.map(drawFile)) : null,
  ];
}

/** Draws a message. `compact`: the author stands above already; `inThread`: in the side panel. */
export function drawMessage(message, { channel, compact = false, inThread = false }) {
  const author = authorOf(message);
  const only = message.ephemeral ? h("div", { class: "only-you" }, icon("eye"), " Only visible to you") : null;
  const gutter = h("div", { class: "message-gutter" }, compact ? time(message, { bare: true }) : avatar(author));
  const main = h(
    "div",
    { class: "message-main" },
    compact ? null : heading(message, author),
    content(channel, message),
    reactions(channel, message),
    inThread ? null : replies(channel, message),
  );
  const shape = ["message", compact && "message--compact", message.ephemeral && "message--ephemeral"]
    .filter(Boolean)
    .join(" ");
  const label = `${displayName(author)}, ${fullTime(instantOfTs(message.ts))}`;
  return h(
    "div",
    { class: shape, role: "article", "aria-label": label, data: { ts: message.ts, key: keyOf(message) } },
    only,
    gutter,
    main,
    message.local ? dismiss(channel, message) : tools(channel, message, { inThread }),
  );
}

function dismiss(channel, message) {
  return h(
    "div",
    { class: "message-tools" },
    h(
      "button",
      {
        type: "button",
        class: "tool",
        "aria-label": "Dismiss this message",
        onclick: () => tell("dismiss", { channel, key: keyOf(message) }),
      },
      icon("cross"),
    ),
  );
}
