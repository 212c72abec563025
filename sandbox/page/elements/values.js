/** What elements hold at first, and how that is told to the sandbox. Shapes: `core/place.js`. */

import { richWords } from "../text/rich.js";

const ONE = new Set(["static_select", "external_select", "radio_buttons"]);
const SEVERAL = new Set(["multi_static_select", "multi_external_select", "checkboxes"]);
const ID = {
  users_select: "user",
  conversations_select: "conversation",
  channels_select: "channel",
  multi_users_select: "user",
  multi_conversations_select: "conversation",
  multi_channels_select: "channel",
};

const MOMENTS = { datepicker: "selected_date", timepicker: "selected_time", datetimepicker: "selected_date_time" };

/** Whether the element is a list of ids or options. */
export const isMulti = (element) => element.type.startsWith("multi_");

/** Whether this counts as empty. */
export const isEmpty = (held) =>
  held === null || held === undefined || held === "" || (Array.isArray(held) && !held.length);

/** What the element holds before anyone touches it. */
export function initialOf(element) {
  const { type } = element;
  if (ONE.has(type)) return element.initial_option ?? null;
  if (SEVERAL.has(type)) return element.initial_options ?? [];
  if (type in ID)
    return isMulti(element) ? (element[`initial_${ID[type]}s`] ?? []) : (element[`initial_${ID[type]}`] ?? null);
  if (type === "datepicker") return element.initial_date ?? null;
  if (type === "timepicker") return element.initial_time ?? null;
  if (type === "datetimepicker") return element.initial_date_time ?? null;
  if (type === "file_input") return [];
  if (type === "rich_text_input") return richWords(element.initial_value);
  return element.initial_value ?? "";
}

/** What an element holds by the state that Slack keeps of it (`view.state.values`). */
export function heldFrom(element, state) {
  const { type } = element;
  if (ONE.has(type)) return state.selected_option ?? null;
  if (SEVERAL.has(type)) return state.selected_options ?? [];
  if (type in ID)
    return isMulti(element) ? (state[`selected_${ID[type]}s`] ?? []) : (state[`selected_${ID[type]}`] ?? null);
  if (type in MOMENTS) return state[MOMENTS[type]] ?? null;
  if (type === "file_input") return state.files ?? [];
  return (type === "rich_text_input" ? richWords(state.rich_text_value) : state.value) ?? "";
}

/** For `submit`: the option's value, ids, text; null where nothing is. */
export function typedOf(element, held) {
  if (isEmpty(held)) return null;
  if (ONE.has(element.type)) return held.value;
  if (SEVERAL.has(element.type)) return held.map((option) => option.value);
  if (element.type === "file_input") return held.map((file) => file.id);
  return held;
}

/** For `click`: the value by kind of element; null where there is none (a plain button). */
export function pressedOf(element, held) {
  const { type } = element;
  if (type === "feedback") return element.value;
  if (type === "button" || type === "workflow_button" || type === "icon_button") return null;
  if (type === "overflow" || ONE.has(type)) return { option: held?.value ?? null };
  if (SEVERAL.has(type)) return { options: held.map((option) => option.value) };
  if (type in ID) return isMulti(element) ? { [`${ID[type]}s`]: held } : { [ID[type]]: held };
  if (type === "datepicker") return { date: held };
  if (type === "timepicker") return { time: held };
  if (type === "datetimepicker") return { date_time: held };
  return { text: held };
}
