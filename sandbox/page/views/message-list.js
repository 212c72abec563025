/** A list of messages with day dividers; keeps its place at the foot while new ones come. */

import { h, sync } from "../core/dom.js";
import { isReply, keyOf } from "../core/history.js";
import { dayDivider, instantOfTs, isoDay } from "../core/times.js";
import { authorOf, drawMessage } from "./message.js";

const TOGETHER = 5 * 60;

function isCompact(before, message) {
  if (!before || message.ephemeral || before.ephemeral || message.files?.length) return false;
  return (
    authorOf(before).id === authorOf(message).id &&
    Number(message.ts) - Number(before.ts) < TOGETHER &&
    !before.reply_count
  );
}

function divider(words, className) {
  return h(
    "div",
    { class: `day ${className}`, role: "separator", "aria-label": words },
    h("span", { class: "day-label" }, words),
  );
}

export class MessageList {
  /** `channel`; `inThread` for the side panel; `label` for readers; `top`: nodes above the first message. */
  constructor({ channel, inThread = false, label, ontop = null }) {
    Object.assign(this, { channel, inThread, ontop });
    this.drawn = new Map();
    this.box = h("div", { class: "messages", role: "log", "aria-label": label, "aria-live": "polite", tabindex: "0" });
    this.pill = h(
      "button",
      { type: "button", class: "new-pill", hidden: true, onclick: () => this.toEnd() },
      "↓ New messages",
    );
    this.node = h("div", { class: "messages-frame" }, this.box, this.pill);
    this.box.addEventListener("scroll", () => this.scrolled());
    new ResizeObserver(() => this.pinned && this.toEnd()).observe(this.box);
    this.pinned = true;
  }

  scrolled() {
    this.pinned = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < 60;
    if (this.pinned) this.pill.hidden = true;
    if (this.box.scrollTop < 80) this.ontop?.();
  }

  /** After a message was drawn anew under a person's hands: keeps the keyboard's place there. */
  focus(key) {
    const node = this.drawn.get(key)?.node;
    if (!node?.isConnected) return;
    node.tabIndex = -1;
    node.focus({ preventScroll: true });
  }

  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
    this.pill.hidden = true;
  }

  reuse(key, shape, draw) {
    const known = this.drawn.get(key);
    if (known?.shape === shape) return known.node;
    const node = draw();
    node
      .querySelectorAll?.("img")
      .forEach((image) => image.addEventListener("load", () => this.pinned && this.toEnd()));
    this.drawn.set(key, { shape, node });
    return node;
  }

  rows(messages, newFrom) {
    const rows = [];
    let before = null;
    for (const message of messages) {
      const day = isoDay(instantOfTs(message.ts));
      const newDay = !before || isoDay(instantOfTs(before.ts)) !== day;
      if (newDay && !this.inThread)
        rows.push(
          this.reuse(`day ${day}`, dayDivider(instantOfTs(message.ts)), () =>
            divider(dayDivider(instantOfTs(message.ts)), ""),
          ),
        );
      if (message.ts === newFrom) rows.push(this.reuse("new", message.ts, () => divider("New", "day--new")));
      const compact = !newDay && message.ts !== newFrom && isCompact(before, message);
      rows.push(
        this.reuse(keyOf(message), `${compact}${JSON.stringify(message)}`, () =>
          drawMessage(message, { channel: this.channel, compact, inThread: this.inThread }),
        ),
      );
      if (this.inThread && !isReply(message) && messages.length > 1) rows.push(this.counted(messages.length - 1));
      before = message;
    }
    return rows;
  }

  counted(number) {
    const words = number === 1 ? "1 reply" : `${number} replies`;
    return this.reuse("count", words, () => divider(words, "day--count"));
  }

  /** Shows these messages; `top` stands above them, `newFrom` is the ts of the first unread one. */
  show(messages, { top = [], newFrom = null } = {}) {
    const fromEnd = this.box.scrollHeight - this.box.scrollTop;
    const last = messages.at(-1);
    const grown = this.last !== undefined && last && keyOf(last) !== this.last;
    const older = this.first !== undefined && messages[0] && keyOf(messages[0]) !== this.first && !grown;
    const focused = document.activeElement?.closest(".message")?.dataset.key;
    sync(this.box, [...top, ...this.rows(messages, newFrom)]);
    if (focused && document.activeElement === document.body) this.focus(focused);
    if (this.pinned) this.toEnd();
    else if (older) this.box.scrollTop = this.box.scrollHeight - fromEnd;
    else if (grown) this.pill.hidden = false;
    this.last = last && keyOf(last);
    this.first = messages[0] && keyOf(messages[0]);
  }
}
