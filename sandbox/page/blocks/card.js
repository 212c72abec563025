/** `card` and `carousel`. */

import { control, h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { drawElement } from "../elements/index.js";
import { textOf } from "../text/mrkdwn.js";
import { picture } from "./picture.js";

function heading(block) {
  if (!block.icon && !block.slack_icon && !block.title && !block.subtitle) return null;
  const words = h(
    "div",
    { class: "card-words" },
    block.title && h("div", { class: "card-title" }, textOf(block.title)),
    block.subtitle && h("div", { class: "card-subtitle" }, textOf(block.subtitle)),
  );
  return h("div", { class: "card-heading" }, block.icon && picture(block.icon, { className: "card-icon" }), words);
}

/** One card: a large picture, icon and titles, body, buttons. */
export function card(block, place) {
  return h(
    "article",
    { class: "card" },
    block.hero_image && picture(block.hero_image, { className: "card-hero" }),
    h(
      "div",
      { class: "card-inside" },
      heading(block),
      block.body && h("div", { class: "card-body text" }, textOf(block.body)),
      (block.actions?.length &&
        h(
          "div",
          { class: "actions" },
          block.actions.map((element) => drawElement(element, { place, block })),
        )) ||
        null,
    ),
  );
}

function stepper(row, direction, sign, label) {
  const onclick = () => row.scrollBy({ left: direction * 260, behavior: "smooth" });
  return control({ class: "carousel-step", label, onclick }, icon(sign));
}

/** Cards side by side; arrows move them, and so do the arrow keys once the row has focus. */
export function carousel(block, place) {
  const cards = (block.elements ?? []).map((one) => card(one, place));
  const row = h("div", { class: "carousel-row", tabindex: "0", role: "group", "aria-label": "Cards" }, cards);
  const steps = [stepper(row, -1, "back", "Previous cards"), stepper(row, 1, "forward", "Next cards")];
  return h("div", { class: "carousel" }, row, h("div", { class: "carousel-steps" }, steps));
}
