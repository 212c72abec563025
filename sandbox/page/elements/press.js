/** Telling the app what was pressed or chosen: confirmation, spinner, and the note if it did not answer. */

import { h } from "../core/dom.js";
import { confirmed } from "../views/confirm.js";
import { notice } from "../views/notice.js";

function note(control, sentence) {
  const block = control.closest(".block, .home-body");
  block?.querySelector(":scope > .block-note")?.remove();
  if (!sentence) return;
  if (control.isConnected && block) block.append(h("p", { class: "block-note", role: "alert" }, "⚠\uFE0E ", sentence));
  else notice(sentence);
}

/** Sends one press. Gives false if the person said no in the confirmation, else true. */
export async function press(control, element, frame, held) {
  if (element.confirm && !(await confirmed(element.confirm))) return false;
  control.classList.add("busy");
  control.setAttribute("aria-busy", "true");
  const sentence = await frame.place.press(frame.block, element, held);
  control.classList.remove("busy");
  control.removeAttribute("aria-busy");
  note(control, sentence);
  return true;
}

/** Keeps a new value, and tells the app where it wants to know at once. Gives false if the person took it back. */
export async function commit(control, element, frame, held) {
  const before = frame.place.value(frame.block, element);
  frame.place.hold(frame.block, element, held);
  clearError(control);
  if (frame.inInput && !frame.block.dispatch_action) return true;
  const kept = await press(control, element, frame, held);
  if (!kept) frame.place.hold(frame.block, element, before);
  return kept;
}

/** Takes the error from beside a field, once the person mends it. */
export function clearError(control) {
  const field = control.closest(".input-block");
  field?.classList.remove("input-block--wrong");
  field?.querySelector(".field-error")?.replaceChildren();
}

/** The attributes that bind a control to its label, hint and error; `labelSelf` is the id of its own text. */
export function naming(frame, { labelSelf = "" } = {}) {
  const names = {};
  if (frame.id) names.id = frame.id;
  const labels = [frame.labelledBy, labelSelf].filter(Boolean).join(" ");
  if (labels) names["aria-labelledby"] = labels;
  if (frame.describedBy) names["aria-describedby"] = frame.describedBy;
  return names;
}
