/** The `container` block: a titled box of other blocks, which may fold. */

import { h } from "../core/dom.js";
import { textOf } from "../text/mrkdwn.js";
import { richText } from "../text/rich.js";
import { drawBlocks } from "./index.js";
import { picture } from "./picture.js";

/** Draws the box; with `is_collapsible` its heading is a button. */
export function container(block, place) {
  const title = block.rich_text_title ? richText(block.rich_text_title) : textOf(block.title);
  const heading = [
    block.icon && picture(block.icon, { className: "card-icon" }),
    h(
      "span",
      { class: "card-words" },
      h("span", { class: "card-title" }, title),
      block.subtitle && h("span", { class: "card-subtitle" }, textOf(block.subtitle)),
    ),
  ];
  const inside = h("div", { class: "container-inside" }, drawBlocks(block.child_blocks, place));
  const shape = `container container--${block.width ?? "standard"}`;
  if (!block.is_collapsible) {
    const line = block.has_header_divider ? " container-heading--line" : "";
    return h("section", { class: shape }, h("div", { class: `container-heading${line}` }, heading), inside);
  }
  return h(
    "details",
    { class: shape, open: !block.default_collapsed },
    h("summary", { class: "container-heading" }, heading),
    inside,
  );
}
