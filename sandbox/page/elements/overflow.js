/** The overflow menu: three dots, up to five options. */

import { control, h, safeUrl } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { textOf } from "../text/mrkdwn.js";
import { openMenu } from "./menu.js";
import { press } from "./press.js";

function entry(option, node, element, frame) {
  const about = option.description ? h("span", { class: "option-description" }, textOf(option.description)) : null;
  const choose = () => {
    const url = option.url && safeUrl(option.url);
    if (url) window.open(url, "_blank", "noopener,noreferrer");
    press(node, element, frame, option);
  };
  return { content: [textOf(option.text), about], choose };
}

/** A ⋯ button that opens its menu. */
export function overflow(element, frame) {
  const state = { "aria-haspopup": "menu", "aria-expanded": "false", data: { actionId: element.action_id ?? "" } };
  const node = control({ class: "button button--dots", label: "More actions", ...state }, icon("dots"));
  node.addEventListener("click", () =>
    openMenu(
      node,
      element.options.map((option) => entry(option, node, element, frame)),
    ),
  );
  return node;
}
