/** Emoji: from Slack's short codes to characters, by the map of `/sandbox/state`. */

import { h } from "../core/dom.js";
import { store } from "../core/store.js";

/** The characters of a short code without colons ("tada"), or null. */
export function emojiOf(name) {
  const [base, tone] = name.split("::");
  const found = store.state?.emoji[base];
  if (!found) return null;
  const step = /^skin-tone-([2-6])$/.exec(tone ?? "");
  return step ? found + String.fromCodePoint(0x1f3f9 + Number(step[1])) : found;
}

/** An element that shows a short code; `:name:` as text if there is no such emoji. */
export function emoji(name) {
  const characters = emojiOf(name);
  if (!characters) return document.createTextNode(`:${name}:`);
  return h(
    "span",
    { class: "emoji", role: "img", "aria-label": `${name.replaceAll("_", " ")} emoji`, title: `:${name}:` },
    characters,
  );
}

/** A short code at the start of `text`: its name, or null. */
export function emojiAt(text) {
  const match = /^:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/i.exec(text);
  return match && emojiOf(match[1]) ? match[1] : null;
}

/** Text with every known `:short_code:` drawn. */
export function withEmoji(text) {
  const nodes = [];
  let plain = "";
  for (let index = 0; index < text.length; index += 1) {
    const name = text[index] === ":" ? emojiAt(text.slice(index, index + 80)) : null;
    if (name) {
      nodes.push(plain, emoji(name));
      plain = "";
      index += name.length + 1;
    } else plain += text[index];
  }
  return [...nodes, plain].filter((node) => node !== "");
}
