/** The `input` block: label, element, hint, and the error beside the field. */

import { freshId, h } from "../core/dom.js";
import { drawElement } from "../elements/index.js";
import { textOf } from "../text/mrkdwn.js";

const GROUPS = new Set(["checkboxes", "radio_buttons", "datetimepicker", "file_input"]);

/** Draws the field. The error's text is set by the form (`views/form.js`), which finds it by `data-block-id`. */
export function input(block, place) {
  const id = freshId("field");
  const described = { hint: `${id}-hint`, error: `${id}-error` };
  const need = block.optional
    ? h("span", { class: "field-optional" }, "(optional)")
    : h("span", { class: "field-required", "aria-hidden": "true" }, "*");
  const label = h("label", { class: "field-label", id: `${id}-label`, for: id }, textOf(block.label), " ", need);
  const drawn = drawElement(block.element, {
    place,
    block,
    id,
    labelledBy: `${id}-label`,
    describedBy: `${described.error} ${described.hint}`,
    inInput: true,
  });
  const group = GROUPS.has(block.element?.type) ? { role: "group", "aria-labelledby": `${id}-label` } : {};
  return h(
    "div",
    { class: "input-block", ...group },
    label,
    drawn,
    h("div", { class: "field-error", id: described.error, role: "alert" }),
    block.hint ? h("div", { class: "field-hint", id: described.hint }, textOf(block.hint)) : null,
  );
}
