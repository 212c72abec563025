/** The app's About tab: what it is, and what one can ask of it. */

import { h } from "../core/dom.js";
import { person, store } from "../core/store.js";
import { avatar } from "./avatar.js";

function commandLine(one) {
  const usage = h("span", { class: "quiet" }, one.usage_hint ?? "");
  return h("li", {}, h("strong", {}, one.command), " ", usage, h("div", {}, one.description ?? ""));
}

function shortcutLine(one) {
  const where = one.type === "message" ? " in a message’s ⋯ menu" : " in the + menu";
  return h(
    "li",
    {},
    h("strong", {}, one.name),
    h("span", { class: "quiet" }, where),
    h("div", {}, one.description ?? ""),
  );
}

/** The pane, from the manifest. */
export function aboutTab() {
  const { app, commands, shortcuts } = store.state;
  const words = h("div", {}, h("h2", {}, app.name), h("p", {}, app.description ?? ""));
  const parts = [
    h("div", { class: "about-head" }, avatar(person(app.bot_user)), words),
    h("h3", {}, "Commands"),
    h("ul", {}, commands.map(commandLine)),
    h("h3", {}, "Shortcuts"),
    h("ul", {}, shortcuts.map(shortcutLine)),
  ];
  const body = h("div", { class: "home-body about" }, parts);
  return h("div", { class: "home", role: "tabpanel", tabindex: "0", "aria-label": "About" }, body);
}
