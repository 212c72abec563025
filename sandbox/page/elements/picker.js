/** A list to choose from, with search as one types: the heart of every select, the time picker and the quick switcher. */

import { freshId, h, put } from "../core/dom.js";
import { openPopover } from "./popover.js";

/** Rows: {key, words, content?, description?, value}; groups: [{label?, rows}] or {note: "a sentence"}. */

function rowNode(row, at, list) {
  const chosen = list.isChosen?.(row) ?? false;
  const node = h(
    "div",
    {
      class: "option",
      role: "option",
      id: `${list.id}-${at}`,
      "aria-selected": String(chosen),
      data: { key: row.key },
      onpointerdown: (event) => event.preventDefault(),
      onclick: () => list.choose(row),
      onpointermove: () => list.move(at),
    },
    h("span", { class: "option-text" }, row.content ?? row.words),
    row.description ? h("span", { class: "option-description" }, row.description) : null,
  );
  if (chosen && list.multi) node.append(h("span", { class: "option-tick", "aria-hidden": "true" }, "✓"));
  return node;
}

class List {
  constructor(options) {
    Object.assign(this, options);
    this.id = freshId("list");
    this.rows = [];
    this.at = 0;
    this.box = h("div", {
      class: "options",
      role: "listbox",
      id: this.id,
      "aria-label": options.label ?? "Options",
      ...(options.multi ? { "aria-multiselectable": "true" } : {}),
    });
  }

  show(found) {
    if (found.note) return this.empty(found.note);
    this.rows = found.flatMap((group) => group.rows);
    if (!this.rows.length) return this.empty(this.nothing ?? "No results");
    let at = -1;
    put(
      this.box,
      found.map((group) =>
        h(
          "div",
          { role: "group", "aria-label": group.label ?? "" },
          group.label ? h("div", { class: "option-group", "aria-hidden": "true" }, group.label) : null,
          group.rows.map((row) => rowNode(row, (at += 1), this)),
        ),
      ),
    );
    const chosen = this.multi ? -1 : this.rows.findIndex((row) => this.isChosen?.(row));
    this.move(Math.max(0, this.keep ? Math.min(this.at, this.rows.length - 1) : chosen));
  }

  empty(note) {
    this.rows = [];
    put(this.box, h("div", { class: "option-none", role: "note" }, note));
    this.search?.removeAttribute("aria-activedescendant");
  }

  move(at) {
    this.at = at;
    for (const node of this.box.querySelectorAll(".option--at")) node.classList.remove("option--at");
    const node = this.box.querySelector(`[id="${this.id}-${at}"]`);
    node?.classList.add("option--at");
    this.search?.setAttribute("aria-activedescendant", `${this.id}-${at}`);
    return node;
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.rows.length) {
      this.move((this.at + step + this.rows.length) % this.rows.length)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      if (this.rows[this.at]) this.choose(this.rows[this.at]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function refresher(list, source, popover) {
  let turn = 0;
  return async (query, keep = false) => {
    const mine = (turn += 1);
    let groups = source(query);
    if (groups instanceof Promise) {
      list.empty("Loading…");
      groups = await groups;
      if (mine !== turn) return;
    }
    list.keep = keep;
    list.show(groups);
    popover()?.place();
  };
}

function searchBox(list, options, refresh) {
  let timer = 0;
  return h("input", {
    class: "picker-search",
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-expanded": "true",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
    "aria-label": options.label ?? "Search",
    placeholder: options.placeholder ?? "Search",
    value: options.query ?? "",
    onkeydown: (event) => list.key(event),
    oninput: (event) => {
      clearTimeout(timer);
      if (!options.wait) return refresh(event.target.value);
      list.empty("Loading…");
      timer = setTimeout(() => refresh(event.target.value), options.wait);
      return null;
    },
  });
}

/**
 * Opens a list at `anchor`. Options: `source(query)` gives groups or a promise of them, `choose(row)`,
 * `isChosen(row)`, `multi` (stays open), `label`, `placeholder`, `wait` (ms before asking), `onclose`, `nothing`.
 */
export function openPicker(anchor, options) {
  let popover = null;
  const list = new List({ ...options, choose: pick });
  const refresh = refresher(list, options.source, () => popover);
  list.search = searchBox(list, options, refresh);
  function pick(row) {
    if (!options.multi) popover.close({ refocus: true });
    options.choose(row);
    if (options.multi) refresh(list.search.value, true);
  }
  popover = openPopover(anchor, [list.search, list.box], { width: "anchor", className: "picker", ...options });
  anchor.setAttribute("aria-controls", list.id);
  refresh(options.query ?? "");
  list.search.focus();
  return popover;
}
