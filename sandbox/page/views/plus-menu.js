/** The + menu of the composer: upload a file, or use one of the app's global shortcuts. */

import { act } from "../core/api.js";
import { h } from "../core/dom.js";
import { person, store } from "../core/store.js";
import { openMenu } from "../elements/menu.js";
import { attempt } from "./attempt.js";
import { avatar } from "./avatar.js";

function shortcut(one) {
  const face = avatar(person(store.state.app.bot_user), { small: true });
  const about = h("span", { class: "quiet" }, one.description ?? store.state.app.name);
  return {
    content: [face, h("span", { class: "menu-words" }, h("span", {}, one.name), about)],
    choose: () => attempt(act("shortcut", { callback_id: one.callback_id })),
  };
}

/** Opens the menu over `button`; `upload()` is called for a file. */
export function openPlusMenu(button, upload) {
  const shortcuts = store.state.shortcuts.filter((one) => one.type === "global").map(shortcut);
  const heading = shortcuts.length ? [{ line: true }, { heading: "Shortcuts" }] : [];
  openMenu(button, [{ content: "Upload from your computer", choose: upload }, ...heading, ...shortcuts], {
    above: true,
  });
}
