/** Standard Markdown, for the `markdown` block: what Slack's client shows of it. Gives DOM nodes. */

import { h } from "../core/dom.js";
import { withEmoji } from "./emoji.js";
import { link } from "./references.js";

const INLINE = [
  [/^`([^`]+)`/, (match) => h("code", {}, match[1])],
  [/^!?\[([^\]]*)\]\((\S+?)(?:\s+"[^"]*")?\)/, (match) => link(match[2], match[1] || match[2])],
  [/^\*\*(?=\S)([\s\S]*?\S)\*\*/, (match) => h("strong", {}, spans(match[1]))],
  [/^__(?=\S)([\s\S]*?\S)__/, (match) => h("strong", {}, spans(match[1]))],
  [/^~~(?=\S)([\s\S]*?\S)~~/, (match) => h("s", {}, spans(match[1]))],
  [/^\*(?=\S)([^*]*[^\s*])\*/, (match) => h("em", {}, spans(match[1]))],
  [/^_(?=\S)([^_]*[^\s_])_(?!\w)/, (match) => h("em", {}, spans(match[1]))],
  [/^<?(https?:\/\/[^\s<>]+[^\s<>.,;:!?)])>?/, (match) => link(match[1])],
  [/^\\([\\`*_{}[\]()#+\-.!~|>])/, (match) => match[1]],
];

function spans(text) {
  const nodes = [];
  let plain = "";
  for (let index = 0; index < text.length;) {
    const rest = text.slice(index);
    const found = INLINE.map(([pattern, draw]) => [pattern.exec(rest), draw]).find(([match]) => match);
    const inWord = rest[0] === "_" && /\w/.test(text[index - 1] ?? "");
    if (found && !inWord) {
      nodes.push(...withEmoji(plain), found[1](found[0]));
      plain = "";
      index += found[0][0].length;
    } else plain += text[index++];
  }
  return [...nodes, ...withEmoji(plain)];
}

/** Takes lines off the front while `test` holds. */
function takeWhile(lines, test) {
  const end = lines.findIndex((line) => !test(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

function fence(lines) {
  lines.shift();
  const code = takeWhile(lines, (line) => !/^\s*```/.test(line));
  lines.shift();
  return h("pre", {}, code.join("\n"));
}

const cells = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

function table(lines) {
  const [head, , ...rows] = takeWhile(lines, (line) => line.includes("|"));
  const row = (tag) => (line) =>
    h(
      "tr",
      {},
      cells(line).map((cell) => h(tag, {}, spans(cell))),
    );
  const body = h("table", { class: "table" }, h("thead", {}, row("th")(head)), h("tbody", {}, rows.map(row("td"))));
  return h("div", { class: "table-frame" }, body);
}

const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;

function task(text) {
  const box = /^\[([ xX])\]\s+(.*)$/.exec(text);
  if (!box) return spans(text);
  const done = box[1] !== " ";
  return [
    h("input", { type: "checkbox", disabled: true, checked: done, "aria-label": done ? "done" : "open" }),
    " ",
    spans(box[2]),
  ];
}

function list(lines) {
  const [, indent, sign] = ITEM.exec(lines[0]);
  const items = [];
  while (lines.length) {
    const match = ITEM.exec(lines[0]);
    if (!match || match[1].length < indent.length) break;
    if (match[1].length > indent.length) items.at(-1).append(list(lines));
    else {
      items.push(h("li", {}, task(match[3])));
      lines.shift();
    }
  }
  const ordered = /\d/.test(sign);
  return h(ordered ? "ol" : "ul", ordered ? { start: Number.parseInt(sign, 10) } : {}, items);
}

function paragraph(lines) {
  const first = lines.shift();
  const others = takeWhile(lines, (line) => line.trim() && !/^(#{1,6} |>|\s*```|\s*([-*+]|\d+[.)])\s)/.test(line));
  return h(
    "p",
    {},
    [first, ...others].flatMap((line, at) => [at ? h("br") : "", ...spans(line.trimEnd())]),
  );
}

function piece(lines) {
  const line = lines[0];
  const heading = /^(#{1,6})\s+(.*?)#*$/.exec(line);
  if (!line.trim()) return lines.shift() && null;
  if (/^\s*```/.test(line)) return fence(lines);
  if (heading)
    return (
      lines.shift() &&
      h(`h${Math.min(heading[1].length + 2, 6)}`, { class: `heading heading--${heading[1].length}` }, spans(heading[2]))
    );
  if (/^\s*(?:-\s*){3,}$|^\s*(?:\*\s*){3,}$|^\s*(?:_\s*){3,}$/.test(line)) return lines.shift() && h("hr");
  if (/^\s*>/.test(line))
    return h(
      "blockquote",
      {},
      markdown(
        takeWhile(lines, (one) => /^\s*>/.test(one))
          .map((one) => one.replace(/^\s*> ?/, ""))
          .join("\n"),
      ),
    );
  if (ITEM.test(line)) return list(lines);
  if (line.includes("|") && /^[\s|:-]+$/.test(lines[1] ?? "") && lines[1].includes("-")) return table(lines);
  return paragraph(lines);
}

/** The nodes of a Markdown text. */
export function markdown(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const nodes = [];
  while (lines.length) nodes.push(piece(lines));
  return nodes.filter(Boolean);
}
