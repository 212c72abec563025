/** The sandbox's HTTP interface for people (`sandbox/README.md`). */

import { store } from "./store.js";

/** The sandbox did not do it: `message` is a sentence for the person. */
export class Refused extends Error {}

async function answerOf(request) {
  let answer;
  try {
    answer = await request;
  } catch (error) {
    if (error instanceof TypeError) throw new Refused("The sandbox cannot be reached. Is it still running?");
    throw error;
  }
  const body = await answer.json().catch(() => null);
  if (!answer.ok || body === null || body.ok === false) {
    throw new Refused(body?.error ?? `The sandbox answered with an error (${answer.status}).`);
  }
  return body;
}

function get(path, parameters = {}) {
  const query = new URLSearchParams({ as: store.me, ...parameters });
  return answerOf(fetch(`/sandbox/${path}?${query}`));
}

/** Does something as me: `act("command", {channel, text})`. Throws `Refused`. */
export function act(doing, details = {}) {
  return answerOf(
    fetch("/sandbox/act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: store.me, do: doing, ...details }),
    }),
  );
}

/** Reading: each gives the body the README describes. */
export const read = {
  people: () => answerOf(fetch("/sandbox/people")),
  state: () => get("state"),
  messages: (channel, before) => get("messages", before ? { channel, before } : { channel }),
  thread: (channel, ts) => get("thread", { channel, ts }),
  home: () => get("home"),
  problems: () => answerOf(fetch("/sandbox/problems")),
};

/** Where the browser gets a file's bytes. */
export function fileAddress(file) {
  return `/sandbox/file/${encodeURIComponent(file.id)}?${new URLSearchParams({ as: store.me })}`;
}

/** A file's content in base64. */
export function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result).split(",", 2)[1] ?? ""));
    reader.addEventListener("error", () => reject(new Refused(`“${file.name}” could not be read.`)));
    reader.readAsDataURL(file);
  });
}
