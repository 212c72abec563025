/** The middle: the open conversation with its heading, messages and composer, or the app's tabs. */

import { act } from "../core/api.js";
import { byId, control, h, put } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { drop, history, load, loadOlder } from "../core/history.js";
import { conversation, conversationName, on, person, store, tell } from "../core/store.js";
import { mrkdwn } from "../text/mrkdwn.js";
import { aboutTab } from "./about.js";
import { avatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { homeTab, openHome, openMessages } from "./home.js";
import { MessageList } from "./message-list.js";

let list = null;
const drafts = new Map();

function heading(one) {
  if (one.kind === "channel") return [h("span", { class: "main-sign", "aria-hidden": "true" }, "#"), one.name];
  if (one.kind === "private")
    return [h("span", { class: "main-sign", role: "img", "aria-label": "Private channel" }, icon("lock")), one.name];
  const other = one.kind === "app" ? person(store.state.app.bot_user) : person(one.user);
  return [avatar(other, { small: true, presence: one.kind === "dm" }), conversationName(one)];
}

function tabNames() {
  const { app } = store.state;
  const home = app.home_enabled ? [["home", "Home"]] : [];
  const messages = app.messages_enabled === false ? [] : [["messages", "Messages"]];
  return [...home, ...messages, ["about", "About"]];
}

function goTab(tab) {
  store.tab = tab;
  draw();
  byId("main").querySelector(`[data-tab="${tab}"]`)?.focus();
}

function tabButton([tab, words]) {
  const chosen = store.tab === tab;
  const state = { role: "tab", "aria-selected": String(chosen), tabindex: chosen ? "0" : "-1", data: { tab } };
  return control({ class: "tab", ...state, onclick: () => goTab(tab) }, words);
}

function tabs() {
  const names = tabNames();
  const onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = names.findIndex(([tab]) => tab === store.tab);
    if (step) goTab(names[(at + step + names.length) % names.length][0]);
  };
  return h("div", { class: "tabs", role: "tablist", "aria-label": "App", onkeydown }, names.map(tabButton));
}

function header(one) {
  const topic = one.topic ? h("div", { class: "main-topic" }, mrkdwn(one.topic)) : null;
  const about = one.kind === "dm" ? h("div", { class: "main-topic" }, person(one.user)?.title ?? "") : null;
  return h(
    "header",
    { class: "main-head" },
    h("h1", { class: "main-title" }, heading(one)),
    topic ?? about,
    one.kind === "app" ? tabs() : null,
  );
}

function beginning(one) {
  const isChannel = one.kind === "channel" || one.kind === "private";
  const name = conversationName(one);
  const words = isChannel
    ? ["This is the very beginning of the ", h("strong", {}, name), " channel."]
    : ["This conversation is just between ", h("strong", {}, `@${name}`), " and you."];
  const face = isChannel ? null : avatar(one.kind === "app" ? person(store.state.app.bot_user) : person(one.user));
  return h("div", { class: "beginning" }, face, h("h2", {}, isChannel ? `# ${name}` : name), h("p", {}, words));
}

function showMessages(one) {
  const page = history(one.id);
  if (!page || !list || list.channel !== one.id) return;
  const older = h(
    "button",
    { type: "button", class: "link-button older", onclick: () => loadOlder(one.id) },
    "Load older messages",
  );
  list.show(page.messages, { top: [page.hasMore ? older : beginning(one)], newFrom: page.newFrom });
}

function messagesPane(one) {
  let loading = false;
  const ontop = async () => {
    if (loading || !history(one.id)?.hasMore) return;
    loading = true;
    await loadOlder(one.id);
    loading = false;
  };
  list = new MessageList({ channel: one.id, label: `Messages in ${conversationName(one)}`, ontop });
  const closed = one.kind === "app" && store.state.app.read_only;
  if (closed)
    return [list.node, h("p", { class: "beginning quiet" }, "Sending messages to this app has been turned off.")];
  return [list.node, new Composer({ channel: one.id, drafts }).node];
}

function draw() {
  const one = conversation(store.open);
  const main = byId("main");
  list = null;
  if (!one) return put(main, h("p", { class: "beginning" }, "Choose a conversation at the left."));
  const tab = one.kind === "app" ? store.tab : "messages";
  const pane = { home: () => homeTab(), about: () => aboutTab() }[tab]?.() ?? messagesPane(one);
  put(main, header(one), pane);
  main.setAttribute("aria-label", conversationName(one));
  if (tab === "home") openHome();
  if (one.kind === "app" && tab === "messages") openMessages();
  if (tab !== "messages") return null;
  showMessages(one);
  markRead(one);
  return list.toEnd();
}

function markRead(one) {
  const last = history(one.id)
    ?.messages.filter((message) => !message.ephemeral)
    .at(-1);
  if (!last || document.hidden || !(one.unread || one.mentions) || (one.kind === "app" && store.tab !== "messages"))
    return;
  Object.assign(one, { unread: 0, mentions: 0 });
  tell("conversations");
  act("read", { channel: one.id, ts: last.ts }).catch(() => null);
}

/** Opens a conversation: its messages are read from the sandbox, and count as read. */
export async function open({ channel, tab = null, focus = true }) {
  const one = conversation(channel);
  if (!one) return;
  store.open = channel;
  if (one.kind === "app") store.tab = tab ?? (one.unread || !store.state.app.home_enabled ? "messages" : store.tab);
  const { unread } = one;
  draw();
  tell("open");
  await load(channel, { unread });
  if (store.open !== channel) return;
  showMessages(one);
  markRead(one);
  list?.toEnd();
  if (focus) byId("main").querySelector(".composer-text")?.focus();
}

/** Begins to follow the store. */
export function startConversation() {
  on("go", open);
  on("dismiss", ({ channel, key }) => drop(channel, key));
  on("messages", (channel) => {
    const one = conversation(store.open);
    if (channel !== store.open || !one) return;
    showMessages(one);
  });
  on("conversations", () => {
    const one = conversation(store.open);
    if (one) markRead(one);
  });
  document.addEventListener("visibilitychange", () => tell("conversations"));
}
