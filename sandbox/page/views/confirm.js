/** The confirmation dialog of an element. */

import { control, h } from "../core/dom.js";
import { textOf } from "../text/mrkdwn.js";
import { openDialog } from "./dialog.js";

function buttons(object, answer) {
  const style = object.style === "danger" ? "button--danger" : "button--primary";
  const yes = control({ class: `button ${style}`, onclick: () => answer(true) }, textOf(object.confirm ?? "Yes"));
  const no = control({ class: "button", onclick: () => answer(false) }, textOf(object.deny ?? "Cancel"));
  return [no, yes];
}

/** Asks by a `confirm` object; gives true if the person said yes. */
export function confirmed(object) {
  return new Promise((resolve) => {
    const answer = (yes) => {
      dialog.close();
      resolve(yes);
    };
    const dialog = openDialog({
      title: textOf(object.title ?? "Are you sure?"),
      body: h("div", { class: "modal-body text" }, textOf(object.text)),
      foot: buttons(object, answer),
      escape: () => answer(false),
      className: "modal--confirm",
    });
    dialog.foot.lastElementChild.focus();
  });
}
