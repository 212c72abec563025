/** `task_card` and `plan`. */

import { h } from "../core/dom.js";
import { link } from "../text/references.js";
import { richText } from "../text/rich.js";

const SIGNS = { pending: "○", in_progress: "◐", complete: "✓", error: "⚠" };

/** One task: its state, title, and details that fold. */
export function taskCard(block) {
  const sources = (block.sources ?? []).map((source) => h("li", {}, link(source.url, source.text ?? source.url)));
  const heading = h(
    "summary",
    {},
    h("span", { class: `task-sign task-sign--${block.status}`, title: block.status }, SIGNS[block.status] ?? "○"),
    " ",
    block.title ?? "",
  );
  const inside = [
    block.details && h("div", { class: "text" }, richText(block.details)),
    block.output && h("div", { class: "text" }, richText(block.output)),
    sources.length ? h("ul", {}, sources) : null,
  ];
  return h("details", { class: "task" }, heading, inside);
}

/** A plan: a titled list of tasks. */
export function plan(block) {
  return h("section", { class: "plan" }, h("strong", {}, block.title ?? ""), (block.tasks ?? []).map(taskCard));
}
