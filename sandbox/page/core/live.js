/** The live connection: what happens in the workspace arrives here, and comes back after the line was cut. */

import { store, tell } from "./store.js";

const WAITS = [300, 1000, 2000, 5000, 10_000];

let socket = null;
let failures = 0;
let generation = 0;

function address() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}/sandbox/live?${new URLSearchParams({ as: store.me })}`;
}

function setConnected(connected) {
  if (store.connected === connected) return;
  store.connected = connected;
  tell("connection", connected);
}

function open(receive, resume, mine) {
  socket = new WebSocket(address());
  socket.addEventListener("open", () => {
    if (failures) resume();
    failures = 0;
    setConnected(true);
  });
  socket.addEventListener("message", (event) => {
    if (mine === generation) receive(JSON.parse(event.data));
  });
  socket.addEventListener("close", () => {
    if (mine !== generation) return;
    failures += 1;
    setConnected(false);
    const wait = WAITS[Math.min(failures, WAITS.length) - 1];
    setTimeout(() => mine === generation && open(receive, resume, mine), wait);
  });
}

/**
 * Listens as the present person: `receive(event)` for each event, `resume()` once a broken line stands again.
 * Calling it again leaves the line of the person before.
 */
export function connect(receive, resume) {
  generation += 1;
  failures = 0;
  socket?.close();
  open(receive, resume, generation);
}
