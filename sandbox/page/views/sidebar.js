/** The side bar: channels, direct messages, apps; unread in bold, mentions counted. */

import { act } from "../core/api.js";
import { byId, control, h, put } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { conversationName, displayName, on, person, store, tell } from "../core/store.js";
import { attempt } from "./attempt.js";
import { avatar } from "./avatar.js";

const byName = (first, second) => conversationName(first).localeCompare(conversationName(second));

/** All conversations in the order they stand, as {heading, ones}. */
export function sections() {
  const all = store.state?.conversations ?? [];
  const of = (...kinds) => all.filter((one) => kinds.includes(one.kind)).sort(byName);
  return [
    { heading: "Channels", ones: of("channel", "private") },
    { heading: "Direct messages", ones: of("dm") },
    { heading: "Apps", ones: of("app") },
  ];
}

function sign(one) {
  if (one.kind === "channel") return h("span", { class: "item-sign", "aria-hidden": "true" }, "#");
  if (one.kind === "private") return h("span", { class: "item-sign" }, icon("lock"));
  const other = one.kind === "app" ? person(store.state.app.bot_user) : person(one.user);
  return avatar(other, { small: true, presence: one.kind === "dm" });
}

function badgeCount(one) {
  return one.kind === "dm" || one.kind === "app" ? one.unread : one.mentions;
}

function spokenName(one, unread) {
  const kind = { private: "private channel", channel: "channel" }[one.kind];
  return [conversationName(one), kind, unread && `${one.unread} unread`].filter(Boolean).join(", ");
}

function item(one) {
  const current = one.id === store.open;
  const unread = one.unread > 0 && !current;
  const count = current ? 0 : badgeCount(one);
  const properties = {
    class: unread ? "item item--unread" : "item",
    label: spokenName(one, unread),
    data: { channel: one.id },
    ...(current ? { "aria-current": "page" } : {}),
    onclick: () => tell("go", { channel: one.id }),
  };
  const badge = count ? h("span", { class: "badge", "aria-hidden": "true" }, String(count)) : null;
  return h("li", {}, control(properties, sign(one), h("span", { class: "item-name" }, conversationName(one)), badge));
}

function strangers(known) {
  const met = new Set(known.map((one) => one.user));
  const others = store.state.people.filter((one) => !one.is_bot && one.id !== store.me && !met.has(one.id));
  return others.map((one) =>
    h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: "item item--new",
          "aria-label": `${displayName(one)}, start a direct message`,
          onclick: () => start(one),
        },
        avatar(one, { small: true, presence: true }),
        h("span", { class: "item-name" }, displayName(one)),
      ),
    ),
  );
}

async function start(one) {
  const answer = await attempt(act("dm", { user: one.id }));
  if (!answer) return;
  const id = answer.channel?.id ?? answer.channel;
  if (!store.state.conversations.some((known) => known.id === id)) {
    store.state.conversations.push({
      id,
      name: one.name,
      kind: "dm",
      user: one.id,
      topic: "",
      unread: 0,
      mentions: 0,
      last_ts: null,
    });
  }
  tell("go", { channel: id });
}

function appDoor() {
  const bot = person(store.state.app.bot_user) ?? { id: store.state.app.bot_user, real_name: store.state.app.name };
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "item", onclick: () => start(bot) },
      avatar(bot, { small: true }),
      h("span", { class: "item-name" }, store.state.app.name),
    ),
  );
}

function section({ heading, ones }) {
  const extra = heading === "Direct messages" ? strangers(ones) : heading === "Apps" && !ones.length ? [appDoor()] : [];
  return h(
    "details",
    { class: "section-list", open: true },
    h("summary", {}, heading),
    h("ul", {}, ones.map(item), extra),
  );
}

function teamHeading() {
  const arrow = h("span", { class: "select-arrow", "aria-hidden": "true" });
  const button = control({ class: "team-name", onclick: () => tell("quick") }, store.state.team.name, arrow);
  return h("div", { class: "team" }, button);
}

function drawTitle() {
  const waiting = store.state.conversations.filter((one) => one.id !== store.open).map(badgeCount);
  const sum = waiting.reduce((total, count) => total + count, 0);
  document.title = `${sum ? `(${sum}) ` : ""}${store.state.team.name} | Sandbox`;
}

function draw() {
  if (!store.state) return;
  const bar = byId("sidebar");
  const focused = document.activeElement?.dataset?.channel;
  const { scrollTop } = bar;
  put(bar, teamHeading(), h("div", { class: "sidebar-lists" }, sections().map(section)));
  bar.scrollTop = scrollTop;
  if (focused) bar.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
  drawTitle();
}

/** Opens the conversation above (-1) or below (1) in the side bar. */
export function step(by) {
  const all = sections().flatMap((one) => one.ones);
  const at = all.findIndex((one) => one.id === store.open);
  const next = all[(at + by + all.length) % all.length];
  if (next) tell("go", { channel: next.id });
}

/** Begins to follow the store. */
export function startSidebar() {
  for (const topic of ["conversations", "open", "state"]) on(topic, draw);
}
