/** Selects with several choices: each stands in the field as a chip. */

import { freshId, h, put } from "../core/dom.js";
import { wordsOf } from "../text/mrkdwn.js";
import { openPicker } from "./picker.js";
import { clearError, commit, naming } from "./press.js";
import { ASK_AFTER } from "./select.js";
import { nameOf, sourceOf } from "./sources.js";

const keyOf = (one) => (typeof one === "string" ? one : one.value);

/** The list with this value put in, or taken out if it was there. */
function toggled(held, value) {
  const without = held.filter((one) => keyOf(one) !== keyOf(value));
  return without.length === held.length ? [...held, value] : without;
}

class Multi {
  constructor(element, frame) {
    Object.assign(this, { element, frame });
    const own = freshId("multi");
    this.chips = h("span", { class: "chips" });
    this.button = h(
      "button",
      {
        type: "button",
        class: "multi-add",
        role: "combobox",
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        ...naming(frame, { labelSelf: `${own}-text` }),
      },
      h(
        "span",
        { id: `${own}-text`, class: "select-text select-text--empty" },
        wordsOf(element.placeholder ?? "Select options"),
      ),
    );
    this.node = h("div", { class: "multi", data: { actionId: element.action_id ?? "" } }, this.chips, this.button);
    this.button.addEventListener("click", () => this.open());
    this.redraw();
  }

  get held() {
    return this.frame.place.value(this.frame.block, this.element);
  }

  set(held) {
    this.frame.place.hold(this.frame.block, this.element, held);
    clearError(this.node);
    this.redraw();
  }

  async tell(before) {
    const same =
      before.length === this.held.length &&
      before.every((one) => this.held.some((other) => keyOf(other) === keyOf(one)));
    if (same) return;
    const kept = await commit(this.node, this.element, this.frame, this.held);
    if (!kept) this.set(before);
  }

  chip(one) {
    const name = nameOf(this.element, one);
    const remove = () => {
      const before = this.held;
      this.set(toggled(before, one));
      this.tell(before);
      this.button.focus();
    };
    return h(
      "span",
      { class: "chip" },
      name,
      h("button", { type: "button", class: "chip-remove", "aria-label": `Remove ${name}`, onclick: remove }, "×"),
    );
  }

  redraw() {
    put(
      this.chips,
      this.held.map((one) => this.chip(one)),
    );
    this.node.classList.toggle("multi--filled", this.held.length > 0);
  }

  open() {
    const before = this.held;
    const most = this.element.max_selected_items ?? Infinity;
    openPicker(this.button, {
      source: sourceOf(this.element, this.frame),
      multi: true,
      label: wordsOf(this.element.placeholder ?? "Select options"),
      wait: this.element.type === "multi_external_select" ? ASK_AFTER : 0,
      isChosen: (row) => this.held.some((one) => keyOf(one) === row.key),
      choose: (row) => {
        const next = toggled(this.held, row.value);
        if (next.length <= most || next.length < this.held.length) this.set(next);
      },
      onclose: () => this.tell(before),
    });
  }
}

/** A field of chips with a button that opens the list. */
export function multiSelect(element, frame) {
  return new Multi(element, frame).node;
}
