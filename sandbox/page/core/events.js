/** What the live connection tells, put into the store. */

import { read } from "./api.js";
import { drop, history, keep, load, loadThread } from "./history.js";
import { conversation, setClock, store, tell } from "./store.js";

export async function refreshState() {
  const state = await read.state();
  store.state = state;
  setClock(state.now);
  tell("conversations");
  return state;
}

function messageOf(event) {
  return event.message?.ephemeral || !event.id ? event.message : { ...event.message, ephemeral: event.id };
}

function moved(event) {
  const found = conversation(event.channel);
  if (!found) return refreshState();
  const message = event.message ?? {};
  if (!message.ephemeral && !message.thread_ts) found.last_ts = message.ts ?? found.last_ts;
  tell("conversations");
  return null;
}

const HANDLERS = {
  message: (event) => {
    keep(event.channel, messageOf(event));
    moved(event);
  },
  message_changed: (event) => keep(event.channel, messageOf(event)),
  message_deleted: (event) => drop(event.channel, event.ts ?? event.message?.ts),
  ephemeral: (event) => keep(event.channel, messageOf(event)),
  ephemeral_changed: (event) => (event.message ? keep(event.channel, messageOf(event)) : drop(event.channel, event.id)),
  ephemeral_deleted: (event) => drop(event.channel, event.id ?? event.message?.ephemeral),
  view: (event) => tell("views", event.stack),
  home: (event) => {
    store.home = event.view ?? store.home;
    tell("home");
  },
  conversation: () => refreshState(),
  unread: (event) => {
    const found = conversation(event.channel);
    if (!found) return refreshState();
    Object.assign(found, { unread: event.unread, mentions: event.mentions ?? (event.unread ? found.mentions : 0) });
    return tell("conversations");
  },
  clock: (event) => {
    setClock(event.now);
    store.state.jumps = event.jumps ?? store.state.jumps;
    tell("clock");
  },
  problem: (event) => {
    store.problems = [...store.problems, event.problem ?? event];
    tell("problems");
  },
};

/** One event of the live connection; unknown ones are passed over. */
export function receive(event) {
  HANDLERS[event.type]?.(event);
}

/** After the line was cut: everything that may have been missed is read again. */
export async function resume() {
  const state = await refreshState();
  tell("views", state.views ?? []);
  store.problems = await problems();
  tell("problems");
  if (history(store.open)) await load(store.open);
  await loadThread();
}

/** The breaches of Slack's rules so far, newest last. */
export async function problems() {
  const answer = await read.problems();
  return Array.isArray(answer) ? answer : (answer.problems ?? []);
}

/** What an act brought: if the live line has not told of its modal yet, it is read. */
export async function applySeen(seen) {
  const top = store.state.views?.at(-1);
  const same = (seen.view?.id ?? null) === (top?.id ?? null) && seen.view?.hash === top?.hash;
  if (same || seen.view === undefined) return;
  const state = await read.state();
  tell("views", state.views ?? []);
}
