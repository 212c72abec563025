/** Checkboxes and radio buttons. */

import { freshId, h } from "../core/dom.js";
import { textOf } from "../text/mrkdwn.js";
import { commit } from "./press.js";

function row(option, box) {
  const description = option.description
    ? h("span", { class: "choice-description" }, textOf(option.description))
    : null;
  return h(
    "label",
    { class: "choice" },
    box,
    h("span", { class: "choice-words" }, h("span", {}, textOf(option.text)), description),
  );
}

function frameNode(element, frame, role) {
  const names = frame.labelledBy ? { "aria-labelledby": frame.labelledBy, "aria-describedby": frame.describedBy } : {};
  const group = role === "radio" ? "radiogroup" : "group";
  return h("div", { class: "choices", role: group, data: { actionId: element.action_id ?? "" }, ...names });
}

function drawn(element, frame, { role, isChosen, next }) {
  const name = freshId("choice");
  const node = frameNode(element, frame, role);
  const options = element.options ?? [];
  const boxes = options.map((option, at) => {
    const id = at === 0 && frame.id ? { id: frame.id } : {};
    return h("input", { type: role, name, checked: isChosen(option), ...id });
  });
  const change = async (at) => {
    const kept = await commit(node, element, frame, next(options[at], boxes[at].checked));
    if (!kept) for (const [index, box] of boxes.entries()) box.checked = isChosen(options[index]);
  };
  for (const [at, box] of boxes.entries()) box.addEventListener("change", () => change(at));
  node.append(...options.map((option, at) => row(option, boxes[at])));
  return node;
}

/** Checkboxes: any number of the options. */
export function checkboxes(element, frame) {
  const held = () => frame.place.value(frame.block, element);
  return drawn(element, frame, {
    role: "checkbox",
    isChosen: (option) => held().some((one) => one.value === option.value),
    next: (option, checked) =>
      element.options.filter((one) =>
        one.value === option.value ? checked : held().some((other) => other.value === one.value),
      ),
  });
}

/** Radio buttons: one of the options. */
export function radios(element, frame) {
  return drawn(element, frame, {
    role: "radio",
    isChosen: (option) => frame.place.value(frame.block, element)?.value === option.value,
    next: (option) => option,
  });
}
