/** The page: finds out who looks, draws everything, and follows what happens. */

import { read, Refused } from "./core/api.js";
import { byId, h, put } from "./core/dom.js";
import { problems, receive, resume } from "./core/events.js";
import { forget } from "./core/history.js";
import { connect } from "./core/live.js";
import { on, setClock, store, tell } from "./core/store.js";
import { startBar } from "./views/bar.js";
import { open, startConversation } from "./views/conversation.js";
import { startHome } from "./views/home.js";
import { startKeys } from "./views/keys.js";
import { startModals } from "./views/modal.js";
import { startQuick } from "./views/quick.js";
import { startSidebar } from "./views/sidebar.js";
import { startThread } from "./views/thread.js";
import { startTopbar } from "./views/topbar.js";

const lastOpen = new Map();

function rememberAddress() {
  const query = new URLSearchParams({ as: store.me, ...(store.open ? { in: store.open } : {}) });
  window.history.replaceState(null, "", `?${query}`);
}

function firstConversation(wanted) {
  const all = store.state.conversations;
  const known = all.find((one) => one.id === wanted || one.name === wanted);
  return known ?? all.find((one) => one.unread) ?? all.find((one) => one.kind === "channel") ?? all[0];
}

async function become(id, wanted = lastOpen.get(id)) {
  store.me = id;
  store.open = "";
  forget();
  const state = await read.state();
  const { views = [] } = state;
  store.state = state;
  setClock(state.now);
  store.problems = await problems();
  tell("views", []);
  tell("state");
  tell("problems");
  connect(receive, resume);
  const first = firstConversation(wanted);
  if (first) await open({ channel: first.id });
  tell("views", views);
}

async function start() {
  const answer = await read.people();
  const people = (Array.isArray(answer) ? answer : answer.people).filter((one) => !one.is_bot);
  const asked = new URLSearchParams(location.search);
  const me = people.find((one) => [one.id, one.name].includes(asked.get("as"))) ?? people[0];
  for (const begin of [
    startConversation,
    startThread,
    startHome,
    startSidebar,
    startTopbar,
    startModals,
    startQuick,
    startKeys,
  ])
    begin();
  startBar(people);
  on("become", (id) => become(id));
  on("open", () => {
    lastOpen.set(store.me, store.open);
    rememberAddress();
  });
  await become(me.id, asked.get("in"));
  document.body.dataset.ready = "yes";
}

start().catch((error) => {
  if (!(error instanceof Refused)) throw error;
  put(byId("main"), h("p", { class: "beginning", role: "alert" }, error.message));
});
