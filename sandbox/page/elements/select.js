/** Selects with one choice: from the block, the app, people, conversations or channels. */

import { control, freshId, h, put } from "../core/dom.js";
import { store } from "../core/store.js";
import { wordsOf } from "../text/mrkdwn.js";
import { openPicker } from "./picker.js";
import { commit, naming } from "./press.js";
import { nameOf, sourceOf } from "./sources.js";

/** Milliseconds after the last letter before the app is asked. */
export const ASK_AFTER = 250;

const keyOf = (held) => (typeof held === "string" ? held : held?.value);

/** A field that begins with the conversation one is in, if nobody has chosen yet. */
function firstValue(element, frame) {
  const held = frame.place.value(frame.block, element);
  if (held === null && element.default_to_current_conversation && store.open) {
    frame.place.hold(frame.block, element, store.open);
  }
}

function clearer(node, choose) {
  const onclick = () => {
    choose(null);
    node.focus();
  };
  return control({ class: "select-clear", label: "Clear the selection", onclick }, "×");
}

class Select {
  constructor(element, frame) {
    Object.assign(this, { element, frame, textId: freshId("select-text") });
    this.placeholder = wordsOf(element.placeholder ?? "Select an option");
    const state = { role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false" };
    const names = { data: { actionId: element.action_id ?? "" }, ...naming(frame, { labelSelf: this.textId }) };
    this.node = control({ class: "select", ...state, ...names, onclick: () => this.open() });
    this.node.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      this.open();
    });
    firstValue(element, frame);
    this.draw();
  }

  get held() {
    return this.frame.place.value(this.frame.block, this.element);
  }

  draw() {
    const empty = this.held === null;
    const words = empty ? this.placeholder : nameOf(this.element, this.held);
    this.node.classList.toggle("select--empty", empty);
    const shape = empty ? "select-text select-text--empty" : "select-text";
    const arrow = h("span", { class: "select-arrow", "aria-hidden": "true" });
    put(this.node, h("span", { class: shape, id: this.textId }, words), arrow);
  }

  async choose(value) {
    const sent = commit(this.node, this.element, this.frame, value);
    this.draw();
    if (!(await sent)) this.draw();
  }

  open() {
    openPicker(this.node, {
      source: sourceOf(this.element, this.frame),
      label: this.placeholder,
      wait: this.element.type === "external_select" ? ASK_AFTER : 0,
      isChosen: (row) => row.key === keyOf(this.held),
      choose: (row) => this.choose(row.value),
    });
  }
}

/** A select: a button that opens its list; an optional field's can be cleared. */
export function select(element, frame) {
  const made = new Select(element, frame);
  if (!frame.inInput || !frame.block.optional) return made.node;
  return h(
    "div",
    { class: "select-row" },
    made.node,
    clearer(made.node, (value) => made.choose(value)),
  );
}
