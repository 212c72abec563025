/** The `data_table` block: a table one can sort, page and search. */

import { control, h, put } from "../core/dom.js";
import { cellContent } from "./table.js";

function wordsOfCell(cell) {
  return h("td", {}, cellContent(cell)).textContent;
}

function compare(first, second) {
  if (first?.type === "raw_number" && second?.type === "raw_number") return first.value - second.value;
  return wordsOfCell(first).localeCompare(wordsOfCell(second), "en", { numeric: true });
}

function shownRows(rows, look) {
  const wanted = look.search.toLowerCase();
  const found = rows.filter((row) => !wanted || row.some((cell) => wordsOfCell(cell).toLowerCase().includes(wanted)));
  if (look.column === null) return found;
  return found.toSorted((first, second) => (look.down ? -1 : 1) * compare(first[look.column], second[look.column]));
}

function bodyRow(named) {
  const cellNode = (cell, at) => {
    const kind = cell?.type === "raw_number" ? "cell--number" : "";
    return at === named
      ? h("th", { scope: "row", class: kind }, cellContent(cell))
      : h("td", { class: kind }, cellContent(cell));
  };
  return (row) => h("tr", {}, row.map(cellNode));
}

class DataTable {
  constructor(block) {
    this.block = block;
    [this.head, ...this.rows] = block.rows ?? [[]];
    this.size = block.page_size ?? 5;
    this.look = { search: "", column: null, down: false, page: 0 };
    this.frame = h("div", {
      class: "table-frame",
      tabindex: "0",
      role: "region",
      "aria-label": block.caption ?? "Table",
    });
    this.foot = h("div", {});
    this.redraw();
  }

  sortBy(column) {
    this.look.down = this.look.column === column && !this.look.down;
    this.look.column = column;
    this.redraw();
  }

  turn(by) {
    this.look.page += by;
    this.redraw();
  }

  headCell(cell, at) {
    const order = this.look.column === at ? (this.look.down ? "descending" : "ascending") : "none";
    const sign = { ascending: " ↑", descending: " ↓", none: "" }[order];
    const button = control({ class: "sort", onclick: () => this.sortBy(at) }, cellContent(cell), sign);
    return h("th", { scope: "col", "aria-sort": order }, button);
  }

  pager(pages) {
    if (pages < 2) return null;
    const { page } = this.look;
    const step = (by, words, disabled) =>
      control({ class: "button button--small", disabled, onclick: () => this.turn(by) }, words);
    const where = h("span", {}, `Page ${page + 1} of ${pages}`);
    return h("div", { class: "pager" }, step(-1, "Previous", page === 0), where, step(1, "Next", page === pages - 1));
  }

  redraw() {
    const shown = shownRows(this.rows, this.look);
    const pages = Math.max(1, Math.ceil(shown.length / this.size));
    this.look.page = Math.min(this.look.page, pages - 1);
    const from = this.look.page * this.size;
    const head = h(
      "tr",
      {},
      this.head.map((cell, at) => this.headCell(cell, at)),
    );
    const rows = shown.slice(from, from + this.size).map(bodyRow(this.block.row_header_column_index ?? 0));
    put(this.frame, h("table", { class: "table" }, h("thead", {}, head), h("tbody", {}, rows)));
    put(this.foot, this.pager(pages));
  }

  search() {
    if (this.rows.length <= this.size) return null;
    const oninput = (event) => {
      this.look.search = event.target.value;
      this.redraw();
    };
    const names = { placeholder: "Search", "aria-label": "Search the table" };
    return h("input", { type: "search", class: "table-search", ...names, oninput });
  }
}

/** Draws the table, `page_size` rows (5) at a time. */
export function dataTable(block) {
  const table = new DataTable(block);
  const caption = h("div", { class: "table-caption" }, h("strong", {}, block.caption ?? ""), table.search());
  return h("div", { class: "data-table" }, caption, table.frame, table.foot);
}
