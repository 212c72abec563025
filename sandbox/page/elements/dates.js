/** Date picker, and date with time. */

import { control, h } from "../core/dom.js";
import { instantOf, isoDay, isoTime } from "../core/times.js";
import { now } from "../core/store.js";
import { wordsOf } from "../text/mrkdwn.js";
import { calendar } from "./calendar.js";
import { fieldButton } from "./field-button.js";
import { openPopover } from "./popover.js";
import { commit, naming } from "./press.js";
import { timeControl } from "./time-picker.js";

const shown = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", month: "long", day: "numeric", year: "numeric" });

function openCalendar(button, held, { clearable, pick }) {
  let popover = null;
  const choose = (day) => {
    popover.close({ refocus: true });
    pick(day);
  };
  const month = calendar(held, choose);
  const clear = clearable
    ? control({ class: "link-button calendar-clear", onclick: () => choose(null) }, "Clear")
    : null;
  const dialog = h("div", { role: "dialog", "aria-label": "Choose a date" }, month.node, clear);
  popover = openPopover(button, dialog, { keepTab: true });
  month.focus();
}

/** A button that shows a day and opens a calendar: {node, set(day)}; `choose(day or null)` on a change. */
export function dateControl({ day, choose, names, placeholder, clearable }) {
  let held = day;
  const pick = (next) => {
    set(next);
    choose(next);
  };
  const press = () => openCalendar(button.node, held, { clearable, pick });
  const button = fieldButton({
    sign: "calendar",
    className: "select--date",
    popup: "dialog",
    names,
    placeholder,
    press,
  });
  function set(next) {
    held = next;
    button.set(next && shown.format(new Date(`${next}T00:00:00Z`)));
  }
  set(day);
  return { node: button.node, set };
}

/** `datepicker`. */
export function datePicker(element, frame) {
  const held = () => frame.place.value(frame.block, element);
  const field = dateControl({
    day: held(),
    placeholder: wordsOf(element.placeholder ?? "Select a date"),
    clearable: frame.inInput && frame.block.optional,
    names: (text) => ({ ...naming(frame, { labelSelf: text }), "data-action-id": element.action_id ?? "" }),
    choose: async (day) => (await commit(field.node, element, frame, day)) || field.set(held()),
  });
  return field.node;
}

class DateTime {
  constructor(element, frame) {
    Object.assign(this, { element, frame });
    const held = frame.place.value(frame.block, element);
    this.day = held ? isoDay(held * 1000) : null;
    this.time = held ? isoTime(held * 1000) : null;
    this.date = dateControl({
      day: this.day,
      placeholder: "Select a date",
      clearable: frame.block.optional,
      choose: (day) => this.change({ day }),
      names: (text) => naming(frame, { labelSelf: text }),
    });
    this.clock = timeControl({
      time: this.time,
      placeholder: "Select a time",
      choose: (time) => this.change({ time }),
      names: (text) => (frame.labelledBy ? { "aria-labelledby": `${frame.labelledBy} ${text}` } : {}),
    });
    this.node = h(
      "div",
      { class: "date-time", data: { actionId: element.action_id ?? "" } },
      this.date.node,
      this.clock.node,
    );
  }

  change(part) {
    Object.assign(this, part);
    if (part.day && !this.time) this.clock.set((this.time = "09:00"));
    if (part.time && !this.day) this.date.set((this.day = isoDay(now())));
    const whole = this.day && this.time ? Math.floor(instantOf(this.day, this.time) / 1000) : null;
    commit(this.node, this.element, this.frame, whole);
  }
}

/** `datetimepicker`: a day and a time of the person's own zone; holds seconds since 1970. */
export function dateTimePicker(element, frame) {
  return new DateTime(element, frame).node;
}
