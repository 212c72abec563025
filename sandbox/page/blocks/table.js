/** The `table` block. */

import { h } from "../core/dom.js";
import { richText } from "../text/rich.js";

/** A cell's nodes: raw_text, raw_number or rich_text. */
export function cellContent(cell) {
  if (!cell) return [];
  if (cell.type === "rich_text") return richText(cell);
  return [cell.text ?? String(cell.value ?? "")];
}

function cellNode(tag, cell, column = {}) {
  const scope = tag === "th" ? { scope: "col" } : {};
  const style = { "text-align": column.align ?? "left" };
  return h(tag, { class: column.is_wrapped ? "cell--wrapped" : "", style, ...scope }, cellContent(cell));
}

/** Draws the table; the first row is its head, `column_settings` align and wrap. */
export function table(block) {
  const settings = block.column_settings ?? [];
  const row = (tag) => (cells) =>
    h(
      "tr",
      {},
      cells.map((cell, at) => cellNode(tag, cell, settings[at])),
    );
  const [head, ...rows] = block.rows ?? [];
  const top = head && h("thead", {}, row("th")(head));
  const whole = h("table", { class: "table" }, top, h("tbody", {}, rows.map(row("td"))));
  return h("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": "Table" }, whole);
}
