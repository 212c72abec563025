/** A small window beside what opened it; one at a time. Escape, a click elsewhere or another popover closes it. */

import { byId, h } from "../core/dom.js";

let current = null;

function position(node, anchor, { width, above }) {
  const box = anchor.getBoundingClientRect();
  if (width === "anchor") node.style.minWidth = `${box.width}px`;
  const size = node.getBoundingClientRect();
  const below = innerHeight - box.bottom - 8;
  const up = above || (below < size.height && box.top > below);
  const room = up ? box.top - 12 : below - 4;
  node.style.maxHeight = `${Math.max(120, room)}px`;
  node.style.top = up ? `${Math.max(4, box.top - Math.min(size.height, room) - 4)}px` : `${box.bottom + 4}px`;
  node.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
}

/** Closes the open popover, if any. */
export function closePopover() {
  current?.close();
}

/** Whether one is open. */
export const popoverOpen = () => current !== null;

function listen(popover) {
  const outside = (event) => {
    if (!popover.node.contains(event.target) && !popover.anchor.contains(event.target)) popover.close();
  };
  const key = (event) => {
    if (event.key !== "Escape" && event.key !== "Tab") return;
    if (event.key === "Tab" && popover.keepTab) return;
    event.stopPropagation();
    if (event.key === "Escape") event.preventDefault();
    popover.close({ refocus: true });
  };
  const moved = (event) =>
    !popover.node.contains(event.target) && position(popover.node, popover.anchor, popover.options);
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", key, true);
  addEventListener("scroll", moved, true);
  return () => {
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", key, true);
    removeEventListener("scroll", moved, true);
  };
}

/**
 * Opens `content` beside `anchor`. Options: `width: "anchor"` makes it as wide; `above` puts it over;
 * `keepTab` lets Tab move inside; `onclose()`. Gives {close({refocus}), place()}.
 */
export function openPopover(anchor, content, options = {}) {
  current?.close();
  const node = h("div", { class: `popover ${options.className ?? ""}` }, content);
  const popover = { node, anchor, options, keepTab: options.keepTab };
  byId("popovers").append(node);
  const stop = listen(popover);
  popover.place = () => position(node, anchor, options);
  popover.close = ({ refocus = false } = {}) => {
    if (current !== popover) return;
    current = null;
    stop();
    node.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (refocus) anchor.focus();
    options.onclose?.();
  };
  current = popover;
  anchor.setAttribute("aria-expanded", "true");
  popover.place();
  return popover;
}
