/** Moving the workspace's clock forward. */

import { act } from "../core/api.js";
import { h } from "../core/dom.js";
import { refreshState } from "../core/events.js";
import { now, store } from "../core/store.js";
import { clockTime, instantOf, isoDay, isoTime, longDay } from "../core/times.js";
import { openMenu } from "../elements/menu.js";
import { closePopover } from "../elements/popover.js";
import { attempt } from "./attempt.js";

const HOUR = 3_600_000;

async function go(where) {
  closePopover();
  return attempt(act("travel", where));
}

const to = (at) => ({ to: new Date(at).toISOString() });

/** Steps are counted from the workspace's own clock; this page's may be a moment behind. */
const later = (milliseconds) => ({ seconds: milliseconds / 1000 });

/** The next Monday at 9:00 by my own clock. */
export function nextMonday() {
  for (let days = 0; days < 9; days += 1) {
    const day = isoDay(now() + days * 24 * HOUR);
    const at = instantOf(day, "09:00");
    if (new Date(`${day}T00:00:00Z`).getUTCDay() === 1 && at > now()) return at;
  }
  return now();
}

function entry(label, at, where = to(at)) {
  return {
    content: [
      h("span", {}, label),
      h("span", { class: "quiet menu-when" }, `${longDay(at).replace(/^(\w{3})\w*/, "$1")}, ${clockTime(at)}`),
    ],
    choose: () => go(where),
  };
}

function chooser() {
  const soon = now() + HOUR;
  const day = h("input", { type: "date", class: "text-field", value: isoDay(soon), "aria-label": "Day" });
  const time = h("input", { type: "time", class: "text-field", value: isoTime(soon), "aria-label": "Time" });
  const leave = () => day.value && time.value && go(to(instantOf(day.value, time.value)));
  return h(
    "div",
    { class: "travel-choose" },
    h("div", { class: "menu-heading" }, "Another moment"),
    h(
      "div",
      { class: "travel-fields" },
      day,
      time,
      h("button", { type: "button", class: "button button--small", onclick: leave }, "Go"),
    ),
  );
}

/** The “Travel” button with its menu: what is coming up, some fixed steps, any moment. */
export function travelButton() {
  const button = h(
    "button",
    { type: "button", class: "bar-button", "aria-haspopup": "menu", "aria-expanded": "false" },
    "Travel ▾",
  );
  button.addEventListener("click", async () => {
    await refreshState(); // what is coming up may have come about since the page last heard of it
    const jumps = (store.state.jumps ?? []).map((jump) => entry(jump.label, Date.parse(jump.at), { to: jump.label }));
    const fixed = [
      entry("1 hour later", now() + HOUR, later(HOUR)),
      entry("1 day later", now() + 24 * HOUR, later(24 * HOUR)),
      entry("Monday at 9:00", nextMonday()),
    ];
    openMenu(button, [...(jumps.length ? [{ heading: "Coming up" }, ...jumps, { line: true }] : []), ...fixed], {
      after: chooser(),
      className: "popover--bar",
    });
  });
  return button;
}
