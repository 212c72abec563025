/** The sandbox's own bar: who I am, the workspace's clock, and the breaches of Slack's rules. Not part of Slack. */

import { byId, h, put } from "../core/dom.js";
import { displayName, now, on, store, tell } from "../core/store.js";
import { clockTime, longDay } from "../core/times.js";
import { avatar } from "./avatar.js";
import { problemsButton } from "./problems.js";
import { travelButton } from "./travel.js";

function personButton(one) {
  const mine = one.id === store.me;
  return h(
    "button",
    {
      type: "button",
      class: "who",
      "aria-pressed": String(mine),
      title: `${displayName(one)}: ${one.title ?? ""}`,
      data: { person: one.id },
      onclick: () => mine || tell("become", one.id),
    },
    avatar(one, { small: true }),
    h(
      "span",
      { class: "who-words" },
      h("span", { class: "who-name" }, displayName(one).split(" ")[0]),
      h("span", { class: "who-title" }, one.title ?? ""),
    ),
  );
}

let clock = null;

function tick() {
  if (!clock || !store.state) return;
  put(clock, h("span", { class: "clock-day" }, longDay(now())), " ", h("strong", {}, clockTime(now())));
}

function parts(people, lost) {
  const name = h("span", { class: "bar-name", title: "This bar belongs to the sandbox, not to Slack" }, "Sandbox");
  const label = h("span", { class: "bar-label" }, "You are");
  const persons = people.filter((one) => !one.is_bot).map(personButton);
  const whos = h("div", { class: "whos", role: "group", "aria-label": "Look as" }, label, persons);
  const time = h("span", { class: "bar-label" }, "Workspace clock");
  return [name, whos, h("span", { class: "bar-space" }), lost, time, clock, travelButton(), problemsButton()];
}

/** Draws the bar for these persons and begins to follow the store. */
export function startBar(people) {
  const lost = h("span", { class: "bar-lost", role: "status" });
  clock = h("span", { class: "clock" });
  on("state", () => {
    put(byId("bar"), parts(people, lost));
    tick();
  });
  on("clock", tick);
  on("connection", (connected) => put(lost, connected ? "" : "Reconnecting…"));
  setInterval(tick, 1000);
}
