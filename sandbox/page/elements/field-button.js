/** The button of a date or time field: a sign, what is chosen, an arrow. */

import { control, freshId, h, put } from "../core/dom.js";
import { icon } from "../core/icons.js";

/**
 * Draws it: {node, set(words)}. `sign` an icon's name; `names(id)` the attributes that name it (`id` is that of
 * its text); `placeholder` stands while nothing is chosen.
 */
export function fieldButton({ sign, names, placeholder, className, popup, press }) {
  const id = freshId("field-text");
  const state = {
    "aria-haspopup": popup,
    "aria-expanded": "false",
    ...(popup === "listbox" ? { role: "combobox" } : {}),
  };
  const node = control({ class: `select ${className}`, ...state, ...names(id), onclick: () => press() });
  const set = (words) => {
    const text = h(
      "span",
      { id, class: words ? "select-text" : "select-text select-text--empty" },
      words || placeholder,
    );
    put(node, icon(sign), text, h("span", { class: "select-arrow", "aria-hidden": "true" }));
  };
  return { node, set };
}
