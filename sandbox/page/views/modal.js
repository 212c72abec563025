/** Modals: the stack of views; the one on top is drawn. */

import { act, Refused } from "../core/api.js";
import { drawBlock } from "../blocks/index.js";
import { applySeen } from "../core/events.js";
import { h, put, sync } from "../core/dom.js";
import { Place } from "../core/place.js";
import { on, store } from "../core/store.js";
import { closePopover } from "../elements/popover.js";
import { textOf } from "../text/mrkdwn.js";
import { openDialog } from "./dialog.js";
import { faults, showErrors } from "./form.js";

const TROUBLE = "We had some trouble connecting. Try again?";

/** The keys of every field of a view's blocks. */
function fieldKeys(blocks) {
  const keys = new Set();
  for (const block of blocks) {
    const elements = [block.element, block.accessory, ...(block.elements ?? [])].filter((one) => one?.action_id);
    for (const element of elements) keys.add(Place.key(block, element));
  }
  return keys;
}

class Modal {
  constructor(view) {
    this.view = view;
    this.drawn = new Map();
    this.place = new Place({ kind: "modal", where: { view_id: view.id }, seen: applySeen });
    this.place.know(view.state?.values);
  }

  open(depth) {
    this.body = h("div", { class: "modal-body" });
    this.trouble = h("div", { class: "modal-trouble", role: "alert" });
    this.foot = h("div", { class: "modal-buttons" });
    this.dialog = openDialog({
      title: textOf(this.view.title),
      body: this.body,
      foot: [this.trouble, this.foot],
      className: "modal--view",
      escape: () => this.leave(),
      quit: () => this.leave({ all: true }),
      back: depth > 1 ? () => this.leave() : null,
    });
    this.dialog.node.addEventListener("keydown", (event) => this.key(event));
    this.draw();
    this.focusFirst();
  }

  shut() {
    closePopover();
    this.dialog?.close();
    this.dialog = null;
  }

  update(view) {
    this.view = view;
    this.place.know(view.state?.values);
    if (this.dialog) this.draw();
  }

  draw() {
    put(this.dialog.heading, textOf(this.view.title));
    const nodes = this.view.blocks.map((block) => this.blockNode(block));
    sync(this.body, nodes);
    this.place.keepOnly(fieldKeys(this.view.blocks));
    this.drawFoot();
    if (document.activeElement === document.body) this.focusFirst();
  }

  blockNode(block) {
    const shape = JSON.stringify(block);
    const known = this.drawn.get(block.block_id);
    if (known?.shape === shape) return known.node;
    const node = drawBlock(block, this.place);
    this.drawn.set(block.block_id, { shape, node });
    return node;
  }

  drawFoot() {
    const { submit, close } = this.view;
    const leave = h(
      "button",
      { type: "button", class: "button", onclick: () => this.leave() },
      textOf(close ?? (submit ? "Cancel" : "Close")),
    );
    const send =
      submit &&
      h(
        "button",
        { type: "button", class: "button button--primary modal-submit", onclick: () => this.submit() },
        h("span", { class: "button-text" }, textOf(submit)),
      );
    put(this.foot, leave, send ?? null);
  }

  focusFirst() {
    const wanted = this.body.querySelector("[data-focus-on-load]");
    const first = this.body.querySelector(
      ".block--input input:not([type=file]), .block--input textarea, .block--input button",
    );
    (wanted ?? first ?? this.dialog.node).focus({ preventScroll: !wanted });
  }

  key(event) {
    const single = event.target.matches("input.text-field");
    const sends =
      event.key === "Enter" &&
      !event.isComposing &&
      (single || (event.target.matches("textarea") && (event.ctrlKey || event.metaKey)));
    if (!sends || !this.view.submit) return;
    event.preventDefault();
    this.submit();
  }

  wrong(errors) {
    showErrors(this.body, errors);
    const gone = Object.keys(errors).filter(
      (id) => !this.body.querySelector(`.block--input[data-block-id="${CSS.escape(id)}"]`),
    );
    put(this.trouble, gone.length ? TROUBLE : "");
  }

  async submit() {
    if (this.busy) return;
    put(this.trouble);
    const found = faults(this.view, this.place);
    if (Object.keys(found).length) return this.wrong(found);
    showErrors(this.body, {});
    await this.tell("submit", { view_id: this.view.id, values: this.place.typed() });
  }

  async leave({ all = false } = {}) {
    closePopover();
    await this.tell("close", all ? { view_id: this.view.id, all } : { view_id: this.view.id });
  }

  async tell(doing, details) {
    this.busy = true;
    const button = this.foot.querySelector(".modal-submit");
    if (doing === "submit") button?.classList.add("busy");
    try {
      const { seen } = await act(doing, details);
      await this.answered(seen ?? {});
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      put(this.trouble, "⚠\uFE0E ", error.message || TROUBLE);
    }
    this.busy = false;
    button?.classList.remove("busy");
  }

  async answered(seen) {
    await applySeen(seen);
    if (!this.dialog) return;
    if (seen.error) put(this.trouble, "⚠\uFE0E ", TROUBLE, h("span", { class: "modal-trouble-why" }, seen.error));
    if (Object.keys(seen.field_errors ?? {}).length) this.wrong(seen.field_errors);
  }
}

const modals = new Map();
let shown = null;

function show(stack) {
  store.state.views = stack;
  for (const id of modals.keys()) if (!stack.some((view) => view.id === id)) forget(id);
  for (const view of stack) {
    const known = modals.get(view.id);
    if (!known) modals.set(view.id, new Modal(view));
    else if (known.view.hash !== view.hash || JSON.stringify(known.view.blocks) !== JSON.stringify(view.blocks))
      known.update(view);
  }
  const top = stack.length ? modals.get(stack.at(-1).id) : null;
  if (top === shown) return;
  shown?.shut();
  shown = top;
  top?.open(stack.length);
}

function forget(id) {
  const modal = modals.get(id);
  if (modal === shown) {
    shown.shut();
    shown = null;
  }
  modals.delete(id);
}

/** Draws the stack from now on, whenever it changes. */
export function startModals() {
  on("views", show);
}
