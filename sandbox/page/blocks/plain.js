/** The blocks without anything to press: header, divider, context, image, markdown, rich_text, file. */

import { h } from "../core/dom.js";
import { markdown } from "../text/markdown.js";
import { textOf, wordsOf } from "../text/mrkdwn.js";
import { richText } from "../text/rich.js";
import { picture } from "./picture.js";

/** `header`: large and bold; on Home it heads a part of the page. */
export function header(block, place) {
  return h(place.kind === "home" ? "h2" : "h3", { class: "header-text" }, textOf(block.text));
}

/** `divider`. */
export const divider = () => h("hr", { class: "divider" });

/** `context`: small images and grey text in one line. */
export function context(block) {
  const parts = (block.elements ?? []).map((element) =>
    element.type === "image"
      ? picture(element, { className: "context-image" })
      : h("span", { class: "context-text" }, textOf(element)),
  );
  return h("div", { class: "context" }, parts);
}

/** `image`: its title with a triangle that folds it. */
export function image(block) {
  const drawn = picture(block, { className: "image-block-picture" });
  if (!block.title) return drawn;
  return h("details", { class: "image-block", open: true }, h("summary", {}, textOf(block.title)), drawn);
}

/** `markdown`: standard Markdown. */
export const markdownBlock = (block) => h("div", { class: "text markdown" }, markdown(block.text ?? ""));

/** `rich_text`. */
export const richTextBlock = (block) => h("div", { class: "text rich" }, richText(block));

/** `file`: a remote file, by its external id. */
export const file = (block) =>
  h("div", { class: "file" }, h("span", { class: "file-kind" }, "file"), wordsOf(block.external_id ?? "Remote file"));
