/** A month to choose a day from. Days are "2026-11-22". */

import { control, h, put } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { isoDay } from "../core/times.js";
import { now } from "../core/store.js";

const DAY = 86_400_000;
const utc = (day) => new Date(`${day}T00:00:00Z`);
const text = (date) => date.toISOString().slice(0, 10);
const words = (options) => new Intl.DateTimeFormat("en-US", { timeZone: "UTC", ...options });

function moved(day, key) {
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  if (key in steps) return text(new Date(utc(day).getTime() + steps[key] * DAY));
  const months = { PageUp: -1, PageDown: 1 }[key];
  return months ? inMonth(day, months) : null;
}

/** The same day of another month, or that month's last. */
function inMonth(day, months) {
  const date = utc(day);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return text(
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, Math.min(date.getUTCDate(), last))),
  );
}

function weeks(day) {
  const date = utc(day);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));
  const start = first.getTime() - ((first.getUTCDay() + 6) % 7) * DAY;
  return [0, 1, 2, 3, 4, 5].map((week) =>
    [0, 1, 2, 3, 4, 5, 6].map((at) => text(new Date(start + (week * 7 + at) * DAY))),
  );
}

class Calendar {
  constructor(chosen, choose) {
    Object.assign(this, { chosen, choose, today: isoDay(now()) });
    this.at = chosen ?? this.today;
    this.node = h("div", { class: "calendar", onkeydown: (event) => this.key(event) });
    this.redraw();
  }

  key(event) {
    const next = moved(this.at, event.key);
    if (!next) return;
    event.preventDefault();
    this.go(next);
  }

  go(day) {
    this.at = day;
    this.redraw();
    this.focus();
  }

  focus() {
    this.node.querySelector("[tabindex='0']")?.focus();
  }

  dayButton(day) {
    const chosen = day === this.chosen;
    const marks = ["calendar-day", day.slice(0, 7) !== this.at.slice(0, 7) && "calendar-day--other"];
    marks.push(chosen ? "calendar-day--chosen" : day === this.today && "calendar-day--today");
    const properties = {
      class: marks.filter(Boolean).join(" "),
      tabindex: day === this.at ? "0" : "-1",
      label: words({ dateStyle: "full" }).format(utc(day)),
      "aria-pressed": String(chosen),
      onclick: () => this.choose(day),
    };
    return h("td", {}, control(properties, String(Number(day.slice(8)))));
  }

  head() {
    const step = (months, sign, label) =>
      control({ class: "calendar-step", label, onclick: () => this.go(inMonth(this.at, months)) }, icon(sign));
    const title = words({ month: "long", year: "numeric" }).format(utc(this.at));
    const name = h("strong", { "aria-live": "polite" }, title);
    return h(
      "div",
      { class: "calendar-head" },
      step(-1, "back", "Previous month"),
      name,
      step(1, "forward", "Next month"),
    );
  }

  redraw() {
    const names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].map((name) => h("th", { scope: "col" }, name));
    const rows = weeks(this.at).map((week) =>
      h(
        "tr",
        {},
        week.map((day) => this.dayButton(day)),
      ),
    );
    put(this.node, this.head(), h("table", {}, h("thead", {}, h("tr", {}, names)), h("tbody", {}, rows)));
  }
}

/** A calendar: {node, focus()}; `choose(day)` is called with the day pressed. */
export function calendar(chosen, choose) {
  return new Calendar(chosen, choose);
}
