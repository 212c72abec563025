/** Time picker: half hours to choose from, any minute to type. */

import { wordsOf } from "../text/mrkdwn.js";
import { fieldButton } from "./field-button.js";
import { openPicker } from "./picker.js";
import { commit, naming } from "./press.js";

const two = (number) => String(number).padStart(2, "0");

/** "09:41" → "9:41 AM". */
export function timeWords(time) {
  const [hour, minute] = time.split(":").map(Number);
  return `${hour % 12 || 12}:${two(minute)} ${hour < 12 ? "AM" : "PM"}`;
}

/** What a person typed ("9", "9:41", "9:41 pm", "1430") as "HH:mm", or null. */
export function readTime(text) {
  const match = /^(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap])?\.?m?\.?$/i.exec(text.trim());
  if (!match) return null;
  const half = match[3]?.toLowerCase();
  const typed = Number(match[1]);
  const hour = half ? (typed % 12) + (half === "p" ? 12 : 0) : typed;
  const minute = Number(match[2] ?? 0);
  return hour < 24 && minute < 60 && (!half || typed <= 12) ? `${two(hour)}:${two(minute)}` : null;
}

const row = (time) => ({ key: time, value: time, words: timeWords(time) });
const HALVES = Array.from({ length: 48 }, (_, at) => row(`${two(Math.floor(at / 2))}:${at % 2 ? "30" : "00"}`));

function times(query) {
  if (!query.trim()) return [{ rows: HALVES }];
  const typed = readTime(query);
  const near = HALVES.filter(
    (one) => one.words.toLowerCase().startsWith(query.trim().toLowerCase()) && one.key !== typed,
  );
  return [{ rows: [...(typed ? [row(typed)] : []), ...near] }];
}

/** A button that shows a time and opens the list: {node, set(time)}; `choose(time)` on a change. */
export function timeControl({ time, choose, names, placeholder }) {
  let held = time;
  const pick = (one) => {
    set(one.key);
    choose(one.key);
  };
  const isChosen = (one) => one.key === (held ?? "09:00");
  const list = { source: times, label: placeholder, placeholder: "Type a time", nothing: "Write a time like 9:30 AM" };
  const press = () => openPicker(button.node, { ...list, isChosen, choose: pick });
  const button = fieldButton({ sign: "clock", className: "select--time", popup: "listbox", names, placeholder, press });
  function set(next) {
    held = next;
    button.set(next && timeWords(next));
  }
  set(time);
  return { node: button.node, set };
}

/** `timepicker`. */
export function timePicker(element, frame) {
  const held = () => frame.place.value(frame.block, element);
  const control = timeControl({
    time: held(),
    placeholder: wordsOf(element.placeholder ?? "Select a time"),
    names: (text) => ({ ...naming(frame, { labelSelf: text }), "data-action-id": element.action_id ?? "" }),
    choose: async (time) => (await commit(control.node, element, frame, time)) || control.set(held()),
  });
  return control.node;
}
