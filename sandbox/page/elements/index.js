/**
 * Drawing elements. Every element is drawn by `(element, frame) → node`; `frame` is {place, block, id?,
 * labelledBy?, describedBy?, inInput?}: where it stands, and which label names it.
 */

import { h } from "../core/dom.js";
import { picture } from "../blocks/picture.js";
import { button } from "./button.js";
import { checkboxes, radios } from "./choices.js";
import { datePicker, dateTimePicker } from "./dates.js";
import { fileInput } from "./file-input.js";
import { multiSelect } from "./multi-select.js";
import { overflow } from "./overflow.js";
import { select } from "./select.js";
import { textInput } from "./text.js";
import { timePicker } from "./time-picker.js";

const image = (element) => picture(element, { className: "accessory-image" });

const DRAWINGS = {
  button,
  feedback: button,
  workflow_button: button,
  icon_button: button,
  overflow,
  image,
  checkboxes,
  radio_buttons: radios,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  file_input: fileInput,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  rich_text_input: textInput,
};

/** One element; a note for a kind this page does not know. */
export function drawElement(element, frame) {
  const type = element?.type ?? "";
  if (type.startsWith("multi_")) return multiSelect(element, frame);
  if (type.endsWith("_select")) return select(element, frame);
  const draw = DRAWINGS[type];
  return draw ? draw(element, frame) : h("span", { class: "block-unknown" }, "This content can’t be displayed.");
}
