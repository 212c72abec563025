/** Long text folds, with “See more” under it. */

import { h } from "../core/dom.js";

const LINES = 5;
const LETTERS = 700;

function isLong(node) {
  const breaks = node.querySelectorAll("br, li, pre, blockquote").length;
  return node.textContent.length > LETTERS || breaks > LINES * 3;
}

/** The node itself if it is short; otherwise folded to a few lines with a button that opens it. */
export function foldable(node) {
  if (!isLong(node)) return node;
  const box = h("div", { class: "fold fold--closed" }, node);
  const toggle = h("button", { type: "button", class: "fold-toggle", "aria-expanded": "false" }, "See more");
  toggle.addEventListener("click", () => {
    const closed = box.classList.toggle("fold--closed");
    toggle.textContent = closed ? "See more" : "See less";
    toggle.setAttribute("aria-expanded", String(!closed));
  });
  return h("div", {}, box, toggle);
}
