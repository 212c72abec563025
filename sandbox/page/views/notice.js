/** Short notices at the foot of the window. */

import { byId, h } from "../core/dom.js";

const SHOWN_FOR = 6000;

/** Shows a sentence for some seconds. */
export function notice(sentence) {
  const node = h(
    "div",
    { class: "notice" },
    sentence,
    h("button", { type: "button", class: "notice-close", "aria-label": "Dismiss", onclick: () => node.remove() }, "×"),
  );
  byId("notices").append(node);
  setTimeout(() => node.remove(), SHOWN_FOR);
}
