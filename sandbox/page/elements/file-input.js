/** The file input of a modal: choose, or drop, up to `max_files` files. */

import { act, base64Of, Refused } from "../core/api.js";
import { control, h, put } from "../core/dom.js";
import { fileChip, fileChooser } from "../views/files.js";
import { clearError, commit, naming } from "./press.js";

function complaint(node, sentence) {
  const field = node.closest(".input-block");
  field?.classList.add("input-block--wrong");
  put(field.querySelector(".field-error"), sentence);
}

/** A sentence if these files cannot be taken, else "". */
function refusal(files, element, held) {
  const most = element.max_files ?? 10;
  const kinds = element.filetypes?.map((kind) => kind.toLowerCase());
  if (held.length + files.length > most) return `Add no more than ${most} ${most === 1 ? "file" : "files"}.`;
  const wrong = files.find((file) => kinds?.length && !kinds.includes(file.name.split(".").at(-1).toLowerCase()));
  return wrong ? `“${wrong.name}” is of another kind. Choose ${kinds.join(", ")}.` : "";
}

class FileField {
  constructor(element, frame) {
    Object.assign(this, { element, frame });
    const many = (element.max_files ?? 10) > 1;
    const accept = (element.filetypes ?? []).map((kind) => `.${kind}`).join(",");
    this.list = h("ul", { class: "file-list" });
    this.chooser = fileChooser((files) => this.take(files), { multiple: many, accept });
    const words = many ? "Add files" : "Add a file";
    this.button = control({ class: "button", ...naming(frame), onclick: () => this.chooser.click() }, words);
    const drop = h("span", { class: "quiet" }, " or drop here");
    const data = { actionId: element.action_id ?? "" };
    this.node = h("div", { class: "file-input", data }, this.list, this.button, drop, this.chooser);
    this.listenToDrops();
    this.redraw();
  }

  get held() {
    return this.frame.place.value(this.frame.block, this.element);
  }

  listenToDrops() {
    const over = (on) => (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.node.classList.toggle("file-input--over", on);
    };
    this.node.addEventListener("dragover", over(true));
    this.node.addEventListener("dragleave", over(false));
    this.node.addEventListener("drop", (event) => {
      over(false)(event);
      this.take([...event.dataTransfer.files]);
    });
  }

  async take(files) {
    const wrong = refusal(files, this.element, this.held);
    if (wrong) return complaint(this.node, wrong);
    clearError(this.node);
    this.button.classList.add("busy");
    try {
      for (const file of files) await this.upload(file);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      complaint(this.node, error.message);
    }
    this.button.classList.remove("busy");
    this.redraw();
  }

  async upload(file) {
    const { file: stored } = await act("upload", { name: file.name, content: await base64Of(file) });
    const kept = { id: stored.id, name: stored.name ?? file.name, size: stored.size ?? file.size };
    await commit(this.node, this.element, this.frame, [...this.held, kept]);
  }

  async remove(file) {
    await commit(
      this.node,
      this.element,
      this.frame,
      this.held.filter((one) => one.id !== file.id),
    );
    this.redraw();
    this.button.focus();
  }

  redraw() {
    put(
      this.list,
      this.held.map((file) => fileChip(file, (one) => this.remove(one))),
    );
  }
}

/** A field of files; each is given to the sandbox at once and the form holds its id. */
export function fileInput(element, frame) {
  return new FileField(element, frame).node;
}
