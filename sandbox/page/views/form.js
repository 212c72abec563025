/** What Slack's client checks before it sends a form, and how a field shows its error. */

import { put } from "../core/dom.js";
import { isEmpty } from "../elements/values.js";

const EMAIL = /^[^@\s,;<>]+@[^@\s.,;<>]+(\.[^@\s.,;<>]+)+$/;
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\S*$/i;
const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)$/;

function text(element, held) {
  const letters = [...held].length;
  if (letters > (element.max_length ?? Infinity))
    return `Please shorten this to ${element.max_length} characters or fewer.`;
  if (letters < (element.min_length ?? 0)) return `Please use at least ${element.min_length} characters.`;
  return "";
}

function number(element, held) {
  const typed = held.trim();
  if (!NUMBER.test(typed)) return "Please enter a number.";
  if (typed.includes(".") && !element.is_decimal_allowed) return "Please enter a whole number.";
  if (element.min_value !== undefined && Number(typed) < Number(element.min_value))
    return `Please enter a number of at least ${element.min_value}.`;
  if (element.max_value !== undefined && Number(typed) > Number(element.max_value))
    return `Please enter a number of at most ${element.max_value}.`;
  return "";
}

const CHECKS = {
  plain_text_input: text,
  number_input: number,
  email_text_input: (_, held) =>
    EMAIL.test(held) ? "" : "Please enter a valid email address (like name@example.com).",
  url_text_input: (_, held) => (ADDRESS.test(held) ? "" : "Please enter a valid URL (like https://example.com)."),
};

/** Why this field cannot be sent, or "". */
export function fault(block, held) {
  if (isEmpty(held)) return block.optional ? "" : "Please complete this required field.";
  return CHECKS[block.element.type]?.(block.element, held) ?? "";
}

/** The faults of a view's fields: {block_id: sentence}. */
export function faults(view, place) {
  const found = {};
  for (const block of view.blocks.filter((one) => one.type === "input")) {
    const sentence = fault(block, place.value(block, block.element));
    if (sentence) found[block.block_id] = sentence;
  }
  return found;
}

/** Shows errors beside their fields and moves focus to the first; what was typed stays. */
export function showErrors(body, errors) {
  let first = null;
  for (const field of body.querySelectorAll(".block--input")) {
    const sentence = errors[field.dataset.blockId] ?? "";
    const inside = field.querySelector(".input-block");
    inside.classList.toggle("input-block--wrong", Boolean(sentence));
    put(inside.querySelector(".field-error"), sentence);
    const control = inside.querySelector("input:not([type=file]), textarea, button:not(.chip-remove)");
    if (sentence) control?.setAttribute("aria-invalid", "true");
    else control?.removeAttribute("aria-invalid");
    if (sentence) first ??= control ?? inside;
  }
  first?.focus();
  first?.closest(".block--input")?.scrollIntoView({ block: "nearest" });
}
