/** Menus: arrows move, Enter chooses, Escape closes. */

import { h } from "../core/dom.js";
import { openPopover } from "./popover.js";

function moveFocus(menu, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  items[(at + step + items.length) % items.length].focus();
}

/** Opens a menu of {content, choose(), className?} or {heading} or {line: true} at `anchor`. */
export function openMenu(anchor, entries, options = {}) {
  let popover = null;
  const item = (entry) => {
    if (entry.line) return h("hr", { class: "menu-line" });
    if (entry.heading) return h("div", { class: "menu-heading" }, entry.heading);
    const choose = () => {
      popover.close({ refocus: true });
      entry.choose();
    };
    return h(
      "button",
      { type: "button", class: `menu-item ${entry.className ?? ""}`, role: "menuitem", onclick: choose },
      entry.content,
    );
  };
  const menu = h(
    "div",
    { class: "menu", role: "menu", onkeydown: (event) => moveFocus(menu, event) },
    entries.map(item),
    options.after ?? null,
  );
  popover = openPopover(anchor, menu, { keepTab: Boolean(options.after), ...options });
  menu.querySelector("[role=menuitem]")?.focus();
  return popover;
}
