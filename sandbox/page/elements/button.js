/** Buttons: plain, primary, danger, with a link. */

import { h, safeUrl } from "../core/dom.js";
import { textOf } from "../text/mrkdwn.js";
import { press } from "./press.js";

function follow(element) {
  const url = element.url && safeUrl(element.url);
  if (url) window.open(url, "_blank", "noopener,noreferrer");
}

/** A button: shows a spinner until the app has answered. */
export function button(element, frame) {
  const style = ["primary", "danger"].includes(element.style) ? ` button--${element.style}` : "";
  const label = element.accessibility_label ? { "aria-label": element.accessibility_label } : {};
  const node = h(
    "button",
    {
      type: "button",
      class: `button${style} ${frame.className ?? ""}`,
      data: { actionId: element.action_id ?? "" },
      ...label,
    },
    h("span", { class: "button-text" }, frame.icon ?? textOf(element.text)),
  );
  if (frame.icon) node.title = element.text?.text ?? "";
  node.addEventListener("click", async () => {
    if (node.classList.contains("busy")) return;
    const pressed = press(node, element, frame, null);
    if (!element.confirm) follow(element);
    else if (await pressed) follow(element);
  });
  return node;
}
