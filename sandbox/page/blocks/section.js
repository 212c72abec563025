/** The `section` block: text, two columns of fields, and one accessory at the right. */

import { h } from "../core/dom.js";
import { drawElement } from "../elements/index.js";
import { foldable } from "../text/fold.js";
import { textOf } from "../text/mrkdwn.js";

/** Draws a section; long text folds behind “See more” unless the block says `expand`. */
export function section(block, place) {
  const text = block.text && h("div", { class: "text" }, textOf(block.text));
  const fields =
    block.fields?.length &&
    h(
      "div",
      { class: "fields" },
      block.fields.map((field) => h("div", { class: "field text" }, textOf(field))),
    );
  const main = h("div", { class: "section-main" }, text && (block.expand ? text : foldable(text)), fields || null);
  if (!block.accessory) return h("div", { class: "section" }, main);
  const wide = ["image", "checkboxes", "radio_buttons"].includes(block.accessory.type)
    ? ` section-accessory--${block.accessory.type}`
    : "";
  const accessory = h("div", { class: `section-accessory${wide}` }, drawElement(block.accessory, { place, block }));
  return h("div", { class: "section" }, main, accessory);
}
