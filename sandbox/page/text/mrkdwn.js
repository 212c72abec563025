/**
 * Slack's mrkdwn: *bold* _italic_ ~strike~ `code` ```block``` > quote, and what stands in angle brackets.
 * Gives DOM nodes; text stays text whatever is in it. (docs.slack.dev, "Formatting message text")
 */

import { h } from "../core/dom.js";
import { emoji, emojiAt, withEmoji } from "./emoji.js";
import { broadcast, channelMention, date, groupMention, link, personMention } from "./references.js";

const MARKS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;
const BARE_URL = /^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)'"\]]/i;

/** Text with `&amp;`, `&lt;` and `&gt;` read; every other entity stays as it is, as in Slack. */
export function decoded(text) {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);
}

function special(body) {
  const [command, label] = body.slice(1).split("|", 2);
  if (["here", "channel", "everyone"].includes(command)) return broadcast(command);
  if (command.startsWith("subteam^")) return groupMention(command.slice(8), label && decoded(label));
  if (!command.startsWith("date^")) return document.createTextNode(decoded(label ?? `<${body}>`));
  const [, seconds, template, url] = command.split("^");
  return date(seconds, decoded(template ?? ""), { url: decoded(url ?? ""), fallback: decoded(label ?? "") });
}

/** What `<body>` stands for, as a node; null if it stands for nothing. */
function reference(body) {
  if (body.startsWith("!")) return special(body);
  const bar = body.indexOf("|");
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? "" : body.slice(bar + 1);
  if (/^@[UWB][A-Z0-9]+$/.test(target)) return personMention(target.slice(1), decoded(label));
  if (/^#[CGD][A-Z0-9]+$/.test(target)) return channelMention(target.slice(1), decoded(label));
  if (!/^(https?:|mailto:|tel:)/i.test(target)) return null;
  return link(decoded(target), label ? withEmoji(decoded(label)) : decoded(target.replace(/^mailto:/, "")));
}

function closingAt(text, from, mark) {
  for (let index = from; index < text.length; index += 1) {
    const letter = text[index];
    if (letter === "\n") return -1;
    if (letter === "<") index = Math.max(index, text.indexOf(">", index));
    else if (letter === "`" && mark !== "`") index = Math.max(index, text.indexOf("`", index + 1));
    else if (letter === mark && index > from && text[index - 1] !== " " && !WORD.test(text[index + 1] ?? ""))
      return index;
  }
  return -1;
}

function opensAt(text, index) {
  return !WORD.test(text[index - 1] ?? "") && !/[\s]/.test(text[index + 1] ?? " ") && text[index + 1] !== text[index];
}

/** One piece at `index`: [node, how long it is], or null if it is plain text. */
function pieceAt(text, index) {
  const letter = text[index];
  if (letter === "<") {
    const end = text.indexOf(">", index);
    const node = end > 0 ? reference(text.slice(index + 1, end)) : null;
    return node && [node, end - index + 1];
  }
  if (letter === ":") {
    const name = emojiAt(text.slice(index, index + 80));
    return name && [emoji(name), name.length + 2];
  }
  if (letter === "h" && !WORD.test(text[index - 1] ?? "")) {
    const url = BARE_URL.exec(text.slice(index))?.[0];
    return url ? [link(decoded(url)), url.length] : null;
  }
  return markAt(text, index);
}

function markAt(text, index) {
  const letter = text[index];
  if (letter !== "`" && !(letter in MARKS)) return null;
  if (!opensAt(text, index)) return null;
  const end = closingAt(text, index + 1, letter);
  if (end < 0) return null;
  const inside = text.slice(index + 1, end);
  const node = letter === "`" ? h("code", {}, references(inside)) : h(MARKS[letter], {}, inline(inside));
  return [node, end - index + 1];
}

/** Inside code: only what stands in angle brackets is read. */
function references(text) {
  return text.split(/(<[^<>\n]+>)/).map((part) => {
    const node = part.startsWith("<") && part.endsWith(">") ? reference(part.slice(1, -1)) : null;
    return node ?? decoded(part);
  });
}

/** A line's nodes: formatting, references, emoji. */
export function inline(text) {
  const nodes = [];
  let plain = "";
  for (let index = 0; index < text.length;) {
    const piece = pieceAt(text, index);
    if (piece) {
      nodes.push(decoded(plain), piece[0]);
      plain = "";
      index += piece[1];
    } else plain += text[index++];
  }
  return [...nodes, decoded(plain)].filter((node) => node !== "");
}

function paragraphs(text) {
  const nodes = [];
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const quote = /^(?:&gt;|>)(?:&gt;&gt;|>>)? ?/.exec(lines[index]);
    if (!quote) {
      nodes.push(...inline(lines[index]), index < lines.length - 1 ? h("br") : "");
      continue;
    }
    const rest = quote[0].trim().length > (quote[0].startsWith("&") ? 4 : 1);
    const quoted = [lines[index].slice(quote[0].length)];
    while (index + 1 < lines.length && (rest || /^(&gt;|>)/.test(lines[index + 1]))) {
      index += 1;
      quoted.push(rest ? lines[index] : lines[index].replace(/^(&gt;|>) ?/, ""));
    }
    nodes.push(
      h(
        "blockquote",
        {},
        quoted.flatMap((line, at) => [at ? h("br") : "", ...inline(line)]),
      ),
    );
  }
  return nodes.filter((node) => node !== "");
}

/** The nodes of a mrkdwn text. */
export function mrkdwn(text) {
  return String(text ?? "")
    .split(/```([\s\S]+?)```/)
    .flatMap((part, index) => {
      if (index % 2) return [h("pre", {}, references(part.replace(/^\n|\n$/g, "")))];
      return part.trim() === "" && index ? [] : paragraphs(index ? part.replace(/^\n/, "") : part);
    });
}

/** The nodes of a text object, or of a bare string read as plain text. */
export function textOf(object) {
  if (!object) return [];
  if (typeof object === "string") return withEmoji(object);
  if (object.type === "mrkdwn") return mrkdwn(object.text);
  const lines = String(object.text ?? "").split("\n");
  return lines.flatMap((line, at) => [at ? h("br") : "", ...(object.emoji === false ? [line] : withEmoji(line))]);
}

/** The same as words, for labels and search. */
export function wordsOf(object) {
  return h("span", {}, textOf(object)).textContent;
}
