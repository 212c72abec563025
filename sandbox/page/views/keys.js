/** Keys that work everywhere: Ctrl+K or Cmd+K, Alt+↑ and Alt+↓, Escape. */

import { byId } from "../core/dom.js";
import { on, tell } from "../core/store.js";
import { popoverOpen } from "../elements/popover.js";
import { step } from "./sidebar.js";

function toComposer() {
  byId("main").querySelector(".composer-text")?.focus();
}

function pressed(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !event.shiftKey) {
    event.preventDefault();
    if (!byId("client").inert) tell("quick");
  } else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key) && !byId("client").inert) {
    event.preventDefault();
    step(event.key === "ArrowUp" ? -1 : 1);
  } else if (event.key === "Escape" && !popoverOpen() && document.activeElement === document.body) toComposer();
}

/** Begins to listen. */
export function startKeys() {
  document.addEventListener("keydown", pressed);
  on("focus", toComposer);
}
