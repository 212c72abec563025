/** Fields to type in: one line, several lines, number, e-mail, address, rich text (as plain text). */

import { h } from "../core/dom.js";
import { wordsOf } from "../text/mrkdwn.js";
import { clearError, naming, press } from "./press.js";

const KINDS = {
  email_text_input: { type: "text", inputmode: "email", autocomplete: "off" },
  url_text_input: { type: "text", inputmode: "url", autocomplete: "off" },
  number_input: { type: "text", inputmode: "decimal", autocomplete: "off" },
  plain_text_input: { type: "text", autocomplete: "off" },
};

/** Milliseconds after the last letter before `on_character_entered` is told. */
const TELL_AFTER = 400;

function grow(node) {
  node.style.height = "auto";
  node.style.height = `${Math.min(node.scrollHeight + 2, 320)}px`;
}

/** How many letters are left, shown once few are. */
function counter(element, node) {
  const most = element.max_length;
  if (!most) return null;
  const left = h("span", { class: "field-left", "aria-live": "polite" });
  const redraw = () => {
    const rest = most - [...node.value].length;
    left.textContent = rest <= Math.max(20, most * 0.2) || rest < 0 ? String(rest) : "";
    left.classList.toggle("field-left--over", rest < 0);
  };
  node.addEventListener("input", redraw);
  redraw();
  return left;
}

function dispatching(element, frame, node) {
  if (!frame.block.dispatch_action) return;
  const when = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const tell = () => press(node, element, frame, node.value);
  let timer = 0;
  if (when.includes("on_character_entered")) {
    node.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(tell, TELL_AFTER);
    });
  }
  if (when.includes("on_enter_pressed")) {
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      tell();
    });
  }
}

/** A field; what is typed is kept at once. */
export function textInput(element, frame) {
  const many = element.multiline || element.type === "rich_text_input";
  const properties = {
    class: many ? "text-field text-field--many" : "text-field",
    data: { actionId: element.action_id ?? "" },
    placeholder: element.placeholder ? wordsOf(element.placeholder) : "",
    value: frame.place.value(frame.block, element),
    ...(many ? { rows: 4 } : (KINDS[element.type] ?? KINDS.plain_text_input)),
    ...naming(frame),
  };
  if (!frame.block.optional) properties["aria-required"] = "true";
  const node = h(many ? "textarea" : "input", properties);
  node.addEventListener("input", () => {
    frame.place.hold(frame.block, element, node.value);
    clearError(node);
    if (many) grow(node);
  });
  if (element.focus_on_load) node.dataset.focusOnLoad = "yes";
  dispatching(element, frame, node);
  return h("div", { class: "text-frame" }, node, counter(element, node));
}
