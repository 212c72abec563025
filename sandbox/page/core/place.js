/**
 * Where blocks stand: a message, a modal or Home. A place knows what each field holds, tells the app what was
 * pressed, and asks it for options.
 *
 * What a field holds: text → a string; one choice → the option or an id; several → a list of them; a date →
 * "2026-11-22", a time → "09:41", both → seconds since 1970; files → a list of files. Empty: null, "" or [].
 */

import { heldFrom, initialOf, pressedOf, typedOf } from "../elements/values.js";
import { act, Refused } from "./api.js";

const TROUBLE = "We had some trouble connecting. Try again?";

export class Place {
  #seen;

  /** `kind` "message", "modal" or "home"; `where` as the README's; `seen(answer)` gets what an act brought. */
  constructor({ kind, where, seen }) {
    this.kind = kind;
    this.where = where;
    this.held = new Map();
    this.fields = new Map();
    this.known = {};
    this.#seen = seen;
  }

  /** What the sandbox knows of the fields already: a view's `state.values`. */
  know(values) {
    this.known = values ?? {};
  }

  static key(block, element) {
    return `${block.block_id} ${element.action_id}`;
  }

  /** What the field holds now; what it holds at first if nobody has touched it. */
  value(block, element) {
    const key = Place.key(block, element);
    this.fields.set(key, { block, element });
    if (!this.held.has(key)) {
      const known = this.known[block.block_id]?.[element.action_id];
      this.held.set(key, known ? heldFrom(element, known) : initialOf(element));
    }
    return this.held.get(key);
  }

  /** Keeps what a person put in. */
  hold(block, element, held) {
    this.held.set(Place.key(block, element), held);
  }

  /** Every field as the sandbox wants it: {block_id: {action_id: typed}}. */
  typed() {
    const values = {};
    for (const [key, { block, element }] of this.fields) {
      values[block.block_id] ??= {};
      values[block.block_id][element.action_id] = typedOf(element, this.held.get(key));
    }
    return values;
  }

  /** Forgets the fields that are not drawn any more. */
  keepOnly(keys) {
    for (const key of this.fields.keys()) {
      if (keys.has(key)) continue;
      this.fields.delete(key);
      this.held.delete(key);
    }
  }

  /** Tells the app; gives a sentence if that went wrong, else "". */
  async press(block, element, held) {
    const details = { where: this.where, block_id: block.block_id, action_id: element.action_id };
    const value = pressedOf(element, held);
    if (value !== null) details.value = value;
    if (this.kind !== "message") details.values = this.typed();
    return this.run("click", details);
  }

  /** Does an act and hands on what it brought; gives a sentence if it went wrong, else "". */
  async run(doing, details) {
    try {
      const { seen } = await act(doing, details);
      if (seen) this.#seen(seen);
      return seen?.error ?? "";
    } catch (error) {
      if (error instanceof Refused) return error.message || TROUBLE;
      throw error;
    }
  }

  /** The app's options for what was typed: {options} or {option_groups}. Throws `Refused`. */
  async options(block, element, query) {
    return act("suggest", { where: this.where, block_id: block.block_id, action_id: element.action_id, query });
  }
}
