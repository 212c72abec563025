/**
 * What this tab knows: the workspace as one person sees it, the open conversation, and who listens to changes.
 *
 * Topics: "state" (everything anew), "conversations" (side bar), "open" (another conversation), "messages"
 * (detail: channel), "thread", "home", "views", "clock", "problems", "connection".
 */

export const store = {
  state: null,
  me: "",
  open: "",
  tab: "messages",
  thread: null,
  home: null,
  problems: [],
  connected: true,
  clockAt: 0,
  clockSince: 0,
};

const listeners = new Map();

/** Calls `listener(detail)` whenever `topic` is told. */
export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

/** Tells everyone who listens to `topic`. */
export function tell(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

/** The person with this id, or undefined. The app's bot user is a person too. */
export function person(id) {
  return store.state?.people.find((one) => one.id === id);
}

/** Me, as a person. */
export const me = () => person(store.me);

/** The conversation with this id, or undefined. */
export function conversation(id) {
  return store.state?.conversations.find((one) => one.id === id);
}

/** How this conversation is called: "launch", or the other person's name. */
export function conversationName(one) {
  if (one.kind === "app") return store.state.app.name;
  if (one.kind === "dm") return displayName(person(one.user)) || one.name;
  return one.name;
}

/** The name Slack shows for a person. */
export function displayName(one) {
  return one ? one.real_name || one.name : "";
}

/** My time zone (IANA name). */
export const zone = () => me()?.tz || "UTC";

/** Sets the workspace's clock: `at` is an ISO time or seconds since 1970. */
export function setClock(at) {
  store.clockAt = typeof at === "number" ? at * 1000 : Date.parse(at);
  store.clockSince = Date.now();
}

/** Milliseconds since 1970 by the workspace's clock. */
export const now = () => store.clockAt + (Date.now() - store.clockSince);
