/** References in text: people, channels, groups, dates and links, drawn as Slack draws them. */

import { h, safeUrl } from "../core/dom.js";
import { conversation, conversationName, displayName, me, person, store, tell } from "../core/store.js";
import { filledDate, fullTime } from "../core/times.js";

/** A mention of a person: highlighted if it is me. */
export function personMention(id, label) {
  const found = person(id);
  const name = displayName(found) || label || "unknown-user";
  const mine = id === me()?.id;
  return h("span", { class: mine ? "mention mention--me" : "mention", data: { user: id } }, `@${name}`);
}

/** A link to a channel: opens it if I am in it. */
export function channelMention(id, label) {
  const found = conversation(id);
  if (!found) return h("span", { class: "mention" }, label ? `#${label}` : "#private channel");
  const open = () => tell("go", { channel: id });
  const text = found.kind === "channel" || found.kind === "private" ? `#${found.name}` : conversationName(found);
  return h("button", { type: "button", class: "mention mention--channel", onclick: open }, text);
}

/** @here, @channel, @everyone. */
export function broadcast(range) {
  return h("span", { class: "mention mention--me" }, `@${range}`);
}

/** A user group: the sandbox has none, so its label or its id. */
export function groupMention(id, label) {
  return h("span", { class: "mention" }, label ? `@${label.replace(/^@/, "")}` : `@${id}`);
}

/** A link; its text alone if the address is not one to follow. */
export function link(address, ...children) {
  const url = safeUrl(address);
  const content = children.length ? children : [address];
  if (!url) return h("span", {}, content);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow", class: "link" }, content);
}

/** A date (`seconds` since 1970) in my own zone, by Slack's template; `fallback` if it cannot be shown. */
export function date(seconds, template, { url = "", fallback = "" } = {}) {
  const at = Number(seconds) * 1000;
  const text = Number.isFinite(at) && store.state ? filledDate(template, at) : null;
  const shown = h("time", { class: "date", title: text === null ? "" : fullTime(at) }, text ?? fallback);
  return url ? link(url, shown) : shown;
}
