/** The thread in the side panel. */

import { byId, h, put } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { loadThread } from "../core/history.js";
import { conversation, conversationName, on, store, tell } from "../core/store.js";
import { Composer } from "./composer.js";
import { MessageList } from "./message-list.js";

const drafts = new Map();
let list = null;

function closeThread() {
  store.thread = null;
  list = null;
  byId("side").hidden = true;
  put(byId("side"));
}

async function openThread({ channel, ts }) {
  store.thread = { channel, ts, messages: null };
  const one = conversation(channel);
  const name = `${one.kind === "channel" ? "# " : ""}${conversationName(one)}`;
  list = new MessageList({ channel, inThread: true, label: "Thread" });
  const composer = new Composer({ channel, threadTs: ts, drafts });
  const close = h(
    "button",
    { type: "button", class: "tool", "aria-label": "Close the thread", onclick: closeThread },
    icon("cross"),
  );
  put(
    byId("side"),
    h("header", { class: "side-head" }, h("h2", {}, "Thread"), h("span", { class: "quiet" }, name), close),
    list.node,
    composer.node,
  );
  byId("side").hidden = false;
  await loadThread();
  composer.focus();
}

/** Begins to follow the store. */
export function startThread() {
  on("thread-open", openThread);
  on("thread", () => store.thread?.messages && list?.show(store.thread.messages));
  on("open", () => store.thread && store.thread.channel !== store.open && closeThread());
  on("state", closeThread);
  byId("side").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      closeThread();
      tell("focus");
    }
  });
}
