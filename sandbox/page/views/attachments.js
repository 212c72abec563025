/** Attachments and unfurls under a message: a coloured bar at the left, old fields or blocks inside. */

import { drawBlocks } from "../blocks/index.js";
import { picture } from "../blocks/picture.js";
import { h } from "../core/dom.js";
import { store } from "../core/store.js";
import { foldable } from "../text/fold.js";
import { mrkdwn } from "../text/mrkdwn.js";
import { link } from "../text/references.js";
import { withEmoji } from "../text/emoji.js";

const NAMED = { good: "#2eb67d", warning: "#ecb22e", danger: "#e01e5a" };

function colour(attachment) {
  const given = attachment.color ?? "";
  return NAMED[given] ?? (/^#?[0-9a-f]{3,6}$/i.test(given) ? `#${given.replace("#", "")}` : "var(--line-strong)");
}

function field(one) {
  return h(
    "div",
    { class: one.short ? "field text" : "field field--wide text" },
    h("strong", {}, one.title ?? ""),
    h("div", {}, mrkdwn(one.value ?? "")),
  );
}

function legacy(attachment) {
  const title =
    attachment.title &&
    h(
      "div",
      { class: "attachment-title" },
      attachment.title_link ? link(attachment.title_link, attachment.title) : withEmoji(attachment.title),
    );
  return [
    attachment.author_name && h("div", { class: "attachment-author" }, attachment.author_name),
    title,
    attachment.text && foldable(h("div", { class: "text" }, mrkdwn(attachment.text))),
    attachment.fields?.length ? h("div", { class: "fields" }, attachment.fields.map(field)) : null,
    attachment.image_url &&
      picture(
        { image_url: attachment.image_url, alt_text: attachment.title ?? "" },
        { className: "image-block-picture" },
      ),
    attachment.footer && h("div", { class: "context quiet" }, attachment.footer),
  ];
}

/** One attachment. */
export function drawAttachment(attachment, place) {
  const inside = attachment.blocks?.length ? drawBlocks(attachment.blocks, place) : legacy(attachment);
  const pretext = attachment.pretext && h("div", { class: "text" }, mrkdwn(attachment.pretext));
  const by = attachment.is_app_unfurl ? h("div", { class: "context" }, `Added by ${store.state.app.name}`) : null;
  return h("div", {}, pretext, h("div", { class: "attachment", style: { "--edge": colour(attachment) } }, inside, by));
}
