/** Menus: arrows move, Enter chooses, Escape closes. */

import { control, h } from "../core/dom.js";
import { openPopover } from "./popover.js";

function moveFocus(menu, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  items[(at + step + items.length) % items.length].focus();
}

function itemNode(entry, choose) {
  if (entry.line) return h("hr", { class: "menu-line" });
  if (entry.heading) return h("div", { class: "menu-heading", role: "presentation" }, entry.heading);
  const properties = { class: `menu-item ${entry.className ?? ""}`, role: "menuitem", onclick: () => choose(entry) };
  return control(properties, entry.content);
}

/**
 * Opens a menu of {content, choose(), className?} or {heading} or {line: true} at `anchor`; `after` stands under
 * it and is reached by Tab.
 */
export function openMenu(anchor, entries, { after = null, ...options } = {}) {
  const choose = (entry) => {
    popover.close({ refocus: true });
    entry.choose();
  };
  const items = entries.map((entry) => itemNode(entry, choose));
  const menu = h("div", { class: "menu", role: "menu", onkeydown: (event) => moveFocus(menu, event) }, items);
  const popover = openPopover(anchor, [menu, after], { keepTab: Boolean(after), ...options });
  menu.querySelector("[role=menuitem]")?.focus();
  return popover;
}
