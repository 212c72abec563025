/** The bar over the client: search field that opens the quick switcher, and who I am. */

import { byId, h, put } from "../core/dom.js";
import { displayName, me, on, store, tell } from "../core/store.js";
import { avatar } from "./avatar.js";

function draw() {
  if (!store.state) return;
  const name = store.state.team.name ?? "";
  put(
    byId("topbar"),
    h("span", { class: "topbar-space" }),
    h(
      "button",
      { type: "button", class: "topbar-search", onclick: () => tell("quick"), "aria-keyshortcuts": "Control+K Meta+K" },
      h("span", { "aria-hidden": "true", class: "glass" }),
      ` Search ${name}`,
    ),
    h(
      "span",
      { class: "topbar-me", title: `You are ${displayName(me())}` },
      avatar(me(), { small: true, presence: true }),
    ),
  );
}

/** Begins to follow the store. */
export function startTopbar() {
  on("state", draw);
}
