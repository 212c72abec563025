/** The `alert` block: a note with a level. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { textOf } from "../text/mrkdwn.js";

const SIGNS = { default: "bell", info: "info", warning: "warning", error: "stop", success: "tick" };

/** Draws the note; warnings and errors are announced. */
export function alert(block) {
  const level = block.level in SIGNS ? block.level : "default";
  const role = level === "error" || level === "warning" ? "alert" : "note";
  const sign = h("span", { class: "alert-sign", "aria-hidden": "true" }, icon(SIGNS[level]));
  return h("div", { class: `alert alert--${level}`, role }, sign, h("div", { class: "text" }, textOf(block.text)));
}
