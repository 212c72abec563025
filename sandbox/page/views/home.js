/** The app's Home tab. */

import { act } from "../core/api.js";
import { drawBlock } from "../blocks/index.js";
import { h, sync } from "../core/dom.js";
import { applySeen } from "../core/events.js";
import { Place } from "../core/place.js";
import { on, store } from "../core/store.js";
import { attempt } from "./attempt.js";

let body = null;
let place = null;
let drawn = new Map();

function blockNode(block) {
  const shape = JSON.stringify(block);
  const known = drawn.get(block.block_id);
  if (known?.shape === shape) return known.node;
  const node = drawBlock(block, place);
  drawn.set(block.block_id, { shape, node });
  return node;
}

function empty() {
  return h(
    "div",
    { class: "beginning" },
    h("h2", {}, "This is a work in progress"),
    h("p", {}, `${store.state.app.name} has put nothing here yet.`),
  );
}

function draw() {
  if (!body?.isConnected) return;
  const view = store.home;
  if (!view?.blocks?.length) return sync(body, [empty()]);
  if (place?.where.view_id !== view.id) {
    place = new Place({ kind: "home", where: { view_id: view.id }, seen: applySeen });
    drawn = new Map();
  }
  place.know(view.state?.values);
  return sync(body, view.blocks.map(blockNode));
}

/** The pane; the app fills it once `openHome` has told it. */
export function homeTab() {
  drawn = new Map();
  body = h("div", { class: "home-body" });
  return h("div", { class: "home", role: "tabpanel", tabindex: "0", "aria-label": "Home" }, body);
}

/** Tells the app that its Messages tab was opened. */
export async function openMessages() {
  if (store.state.app.home_enabled) await attempt(act("home", { tab: "messages" }));
}

/** Tells the app that its Home was opened, and shows what it published. */
export async function openHome() {
  draw();
  const answer = await attempt(act("home"));
  if (answer?.view) store.home = answer.view;
  draw();
}

/** Begins to follow the store. */
export function startHome() {
  on("home", draw);
  on("state", () => {
    store.home = null;
    place = null;
  });
}
