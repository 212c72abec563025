/** The `video` block: thumbnail and titles; the video itself opens in another tab. */

import { h } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { link } from "../text/references.js";
import { textOf, wordsOf } from "../text/mrkdwn.js";
import { picture } from "./picture.js";

/** Draws the block; nothing of another site is loaded before it is asked for. */
export function video(block) {
  const title = block.title_url ? link(block.title_url, textOf(block.title)) : textOf(block.title);
  const still = picture({ image_url: block.thumbnail_url, alt_text: block.alt_text }, { className: "video-still" });
  const play = h("span", { class: "video-play", "aria-hidden": "true" }, icon("play"));
  const watch = link(block.video_url ?? "", still, play);
  watch.classList.add("video-frame");
  watch.setAttribute("aria-label", `Play ${wordsOf(block.title)}`);
  const by = [block.provider_name, block.author_name].filter(Boolean).join(" · ");
  return h(
    "div",
    { class: "video" },
    by && h("div", { class: "video-by" }, by),
    h("div", { class: "video-title" }, title),
    block.description && h("div", { class: "text" }, textOf(block.description)),
    watch,
  );
}
