/** The `rich_text` block: sections, lists, quotes, preformatted text, and every element inside them. */

import { h } from "../core/dom.js";
import { emoji } from "./emoji.js";
import { broadcast, channelMention, date, groupMention, link, personMention } from "./references.js";

const TAGS = [
  ["code", "code"],
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "s"],
  ["underline", "u"],
];

function styled(node, style = {}) {
  return TAGS.reduce((inside, [name, tag]) => (style[name] ? h(tag, {}, inside) : inside), node);
}

const lines = (text) => text.split("\n").flatMap((line, at) => (at ? [h("br"), line] : [line]));

function emojiOfCode(part) {
  if (!part.unicode) return emoji(part.skin_tone ? `${part.name}::skin-tone-${part.skin_tone}` : part.name);
  const points = part.unicode.split("-").map((code) => Number.parseInt(code, 16));
  return h(
    "span",
    { class: "emoji", role: "img", "aria-label": `${part.name} emoji` },
    String.fromCodePoint(...points),
  );
}

function swatch(part) {
  const dot = h("span", { class: "swatch", style: { "background-color": part.value } });
  return h("span", {}, part.value, " ", dot);
}

const ELEMENTS = {
  text: (part) => h("span", {}, lines(part.text ?? "")),
  link: (part) => link(part.url, ...(part.text ? [part.text] : [])),
  emoji: emojiOfCode,
  user: (part) => personMention(part.user_id),
  channel: (part) => channelMention(part.channel_id),
  usergroup: (part) => groupMention(part.usergroup_id),
  team: (part) => groupMention(part.team_id),
  broadcast: (part) => broadcast(part.range),
  date: (part) => date(part.timestamp, part.format, { url: part.url, fallback: part.fallback }),
  color: swatch,
};

function element(part) {
  const draw = ELEMENTS[part.type];
  if (draw) return styled(draw(part), part.style);
  return part.elements ? h("span", {}, part.elements.map(element)) : document.createTextNode(part.text ?? "");
}

function list(part) {
  const indent = part.indent ?? 0;
  const properties = {
    class: `rich-list rich-list--${part.style}`,
    style: { "--indent": String(indent) },
    data: { level: indent % 3 },
  };
  if (part.offset) properties.start = part.offset + 1;
  return h(
    part.style === "ordered" ? "ol" : "ul",
    properties,
    (part.elements ?? []).map((item) => h("li", {}, element(item))),
  );
}

function preformatted(part) {
  return h(
    "pre",
    {},
    (part.elements ?? []).map((inside) =>
      inside.type === "link" ? link(inside.url, ...(inside.text ? [inside.text] : [])) : (inside.text ?? ""),
    ),
  );
}

const PARTS = {
  rich_text_section: (part) => h("div", { class: "rich-section" }, (part.elements ?? []).map(element)),
  rich_text_list: list,
  rich_text_quote: (part) => h("blockquote", {}, (part.elements ?? []).map(element)),
  rich_text_preformatted: preformatted,
};

/** The nodes of a rich_text block (or of one used as a table cell). */
export function richText(block) {
  return (block.elements ?? []).map((part) => PARTS[part.type]?.(part) ?? element(part));
}

/** A rich_text value as plain words, for a plain field. */
export function richWords(block) {
  return (block?.elements ?? []).map((part) => h("div", {}, richText({ elements: [part] })).textContent).join("\n");
}
