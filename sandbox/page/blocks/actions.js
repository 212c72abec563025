/** The blocks of elements in a row: `actions` and `context_actions`. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { store } from "../core/store.js";
import { drawElement } from "../elements/index.js";
import { wordsOf } from "../text/mrkdwn.js";

const FOLD_AFTER = 5;

/** `actions`: more than five stand behind “Show more”, as in Slack. */
export function actions(block, place) {
  const drawn = (block.elements ?? []).map((element) => drawElement(element, { place, block }));
  const row = h("div", { class: "actions" }, drawn.slice(0, FOLD_AFTER));
  const rest = drawn.slice(FOLD_AFTER);
  if (rest.length <= 1) return (row.append(...rest), row);
  const more = h("button", { type: "button", class: "link-button" }, `+${rest.length} more`);
  more.addEventListener("click", () => {
    more.replaceWith(...rest);
    rest[0].querySelector("button, input")?.focus();
  });
  row.append(more);
  return row;
}

function iconButton(element, block, place) {
  const visible = element.visible_to_user_ids;
  if (visible?.length && !visible.includes(store.me)) return null;
  const button = { ...element, type: "button" };
  return drawElement(button, {
    place,
    block,
    className: "button--icon",
    icon: icon(element.icon === "trash" ? "trash" : "dots"),
  });
}

function feedback(element, block, place) {
  const side = (choice, sign) => {
    if (!choice) return null;
    const button = { type: "feedback", action_id: element.action_id, value: choice.value, text: choice.text };
    const label = choice.accessibility_label ?? wordsOf(choice.text);
    return drawElement(
      { ...button, accessibility_label: label },
      { place, block, className: "button--icon", icon: sign },
    );
  };
  return h(
    "span",
    { class: "feedback" },
    side(element.positive_button, icon("up")),
    side(element.negative_button, icon("down")),
  );
}

/** `context_actions`: feedback thumbs and icon buttons. */
export function contextActions(block, place) {
  const draw = (element) => (element.type === "feedback_buttons" ? feedback : iconButton)(element, block, place);
  return h("div", { class: "context-actions" }, (block.elements ?? []).map(draw));
}
