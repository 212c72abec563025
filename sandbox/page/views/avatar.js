/** Avatars: coloured initials. Decoration only; the name always stands beside it. */

import { h } from "../core/dom.js";
import { store } from "../core/store.js";

/** The avatar of a person, or of the app; `small` for lists. */
export function avatar(one, { small = false, presence = false } = {}) {
  const isApp = one?.id === store.state?.app?.bot_user;
  const colour = (isApp && store.state.app.color) || one?.avatar_color || "#616061";
  const letters = one?.initials || (one?.real_name ?? one?.name ?? "S").slice(0, 1).toUpperCase();
  const shape = `avatar${small ? " avatar--small" : ""}${isApp ? " avatar--app" : ""}`;
  const dot = presence
    ? h("span", { class: `presence presence--${one?.presence === "active" ? "active" : "away"}` })
    : null;
  return h(
    "span",
    { class: shape, "aria-hidden": "true", style: { "--avatar": colour } },
    isApp ? letters.slice(0, 1) : letters,
    dot,
  );
}
