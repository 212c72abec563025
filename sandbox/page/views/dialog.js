/** The frame of every dialog: overlay, title, body, foot; focus stays inside and goes back at the end. */

import { byId, control, freshId, h, trapTab } from "../core/dom.js";
import { icon } from "../core/icons.js";

function header({ title, back, quit }, id) {
  const heading = h("h2", { class: "modal-title", id }, title);
  const backward = back && control({ class: "modal-icon", label: "Back", onclick: back }, icon("back"));
  const close = control({ class: "modal-icon", label: "Close this window", onclick: quit }, icon("cross"));
  return { heading, node: h("header", { class: "modal-head" }, backward, heading, close) };
}

function onKey(node, escape) {
  return (event) => {
    trapTab(node, event);
    if (event.key !== "Escape") return;
    event.stopPropagation();
    escape();
  };
}

/**
 * Opens a dialog. `title` nodes, `body` node, `foot` nodes or null, `escape()` on Escape, `quit()` on × (the same
 * unless given), `back()` if there is one below, `className`. Gives {node, body, foot, heading, close()}.
 */
export function openDialog({ title, body, foot, escape, back = null, className = "", quit = escape }) {
  const id = freshId("dialog");
  const before = document.activeElement;
  const head = header({ title, back, quit }, id);
  const footNode = foot ? h("footer", { class: "modal-foot" }, foot) : null;
  const names = { role: "dialog", "aria-modal": "true", "aria-labelledby": id, tabindex: "-1" };
  const node = h("div", { class: `modal ${className}`, ...names }, head.node, body, footNode);
  node.addEventListener("keydown", onKey(node, escape));
  const overlay = h("div", { class: "modal-overlay" }, node);
  byId("modals").append(overlay);
  byId("client").inert = true;
  return { node, body, foot: footNode, heading: head.heading, close: () => closeOverlay(overlay, before) };
}

function closeOverlay(overlay, before) {
  overlay.remove();
  byId("client").inert = byId("modals").children.length > 0;
  if (before?.isConnected) before.focus();
}
