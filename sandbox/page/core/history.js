/** The messages of each conversation that has been opened, oldest first, and of the open thread. */

import { read } from "./api.js";
import { store, tell } from "./store.js";

const pages = new Map();

/** What changed in a conversation while it was being loaded: the answer may be older than that. */
const late = new Map();

/** What tells one message from another: its `ts`, or the id of an ephemeral one. */
export const keyOf = (message) => message.ephemeral ?? message.ts;

/** Whether the message stands in a thread and not in the conversation. */
export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

/** What is known of a conversation: {messages, hasMore, newFrom}, or undefined before it is loaded. */
export const history = (channel) => pages.get(channel);

/** Forgets everything (another person looks now). */
export function forget() {
  pages.clear();
}

function sorted(messages) {
  const byKey = new Map(messages.map((message) => [keyOf(message), message]));
  return [...byKey.values()].sort((first, second) => Number(first.ts) - Number(second.ts));
}

/** Loads the newest messages of a conversation; `newFrom` is where the unread ones begin. */
export async function load(channel, { unread = 0 } = {}) {
  const before = pages.get(channel);
  const changes = [];
  late.set(channel, changes);
  const page = await read.messages(channel);
  const local = (before?.messages ?? []).filter((message) => message.local);
  const messages = sorted([...page.messages.filter((message) => !isReply(message)), ...local]);
  const others = messages.filter((message) => message.user !== store.me);
  const newFrom = unread ? (others.at(-unread)?.ts ?? null) : (before?.newFrom ?? null);
  pages.set(channel, { messages, hasMore: page.has_more, newFrom });
  if (late.get(channel) === changes) late.delete(channel);
  for (const change of changes) change();
  tell("messages", channel);
}

/** Loads the messages before the oldest known one. */
export async function loadOlder(channel) {
  const page = pages.get(channel);
  if (!page?.hasMore) return;
  const older = await read.messages(channel, page.messages.find((message) => !message.ephemeral)?.ts);
  page.messages = sorted([...older.messages.filter((message) => !isReply(message)), ...page.messages]);
  page.hasMore = older.has_more;
  tell("messages", channel);
}

/** Loads the open thread. */
export async function loadThread() {
  const { thread } = store;
  if (!thread) return;
  const page = await read.thread(thread.channel, thread.ts);
  thread.messages = sorted(page.messages);
  tell("thread");
}

function put(messages, message) {
  return sorted([...messages.filter((one) => keyOf(one) !== keyOf(message)), message]);
}

function inThread(channel, message) {
  const { thread } = store;
  return (
    thread?.messages && thread.channel === channel && (message.thread_ts === thread.ts || message.ts === thread.ts)
  );
}

/** A message that is new or has changed. */
export function keep(channel, message) {
  const page = pages.get(channel);
  late.get(channel)?.push(() => keep(channel, message));
  if (page && !isReply(message)) {
    page.messages = put(page.messages, message);
    tell("messages", channel);
  }
  if (inThread(channel, message)) {
    store.thread.messages = put(store.thread.messages, message);
    tell("thread");
  }
}

/** A message that is gone; `key` is its ts or ephemeral id. */
export function drop(channel, key) {
  const page = pages.get(channel);
  late.get(channel)?.push(() => drop(channel, key));
  const without = (messages) => messages.filter((message) => keyOf(message) !== key && message.ts !== key);
  if (page) page.messages = without(page.messages);
  if (store.thread?.messages) store.thread.messages = without(store.thread.messages);
  tell("messages", channel);
  tell("thread");
}

let serial = 0;

/** A line only this tab knows, such as “/x failed”: {text}. */
export function keepLocal(channel, text, { threadTs = null } = {}) {
  serial += 1;
  const newest = Math.max(0, ...(pages.get(channel)?.messages ?? []).map((message) => Number(message.ts)));
  const ts = (newest + serial / 1_000_000).toFixed(6);
  keep(channel, { ts, text, local: true, ephemeral: `local-${serial}`, user: "USLACKBOT", thread_ts: threadTs });
}
