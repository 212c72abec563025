/** Where one writes: messages, commands, mentions, files, shortcuts. */

import { control, h, put } from "../core/dom.js";
import { icon } from "../core/icons.js";
import { conversation, conversationName, store } from "../core/store.js";
import { Completion } from "./completion.js";
import { fileChip, fileChooser } from "./files.js";
import { openPlusMenu } from "./plus-menu.js";
import { send } from "./send.js";

const MARKS = [
  ["B", "*", "Bold"],
  ["I", "_", "Italic"],
  ["S", "~", "Strikethrough"],
  ["</>", "`", "Code"],
];

function tool(label, sign, onclick, className = "") {
  return control({ class: `tool ${className}`, label, title: label, onclick }, sign);
}

export class Composer {
  /** For a conversation, or for a thread in it; `drafts` keeps what was typed while one looks elsewhere. */
  constructor({ channel, threadTs = null, drafts }) {
    Object.assign(this, { channel, threadTs, drafts, files: [], key: `${store.me} ${channel} ${threadTs}` });
    this.text = this.field();
    this.list = h("ul", { class: "file-list" });
    this.hint = h("div", { class: "composer-hint", "aria-live": "polite" });
    this.chooser = fileChooser((files) => this.add(files));
    const sends = { class: "composer-send", label: "Send now", disabled: true, onclick: () => this.submit() };
    this.send = control(sends, icon("send"));
    this.node = h("div", { class: "composer" }, this.box(), this.hint);
    this.completion = new Completion(this.text, this.node);
    this.listen();
    this.changed();
  }

  field() {
    const one = conversation(this.channel);
    const sign = ["channel", "private"].includes(one.kind) ? "#" : "";
    const label = this.threadTs ? "Reply…" : `Message ${sign}${conversationName(one)}`;
    const names = { placeholder: label, "aria-label": label, "aria-autocomplete": "list", spellcheck: "true" };
    return h("textarea", { class: "composer-text", rows: 1, ...names, value: this.drafts.get(this.key) ?? "" });
  }

  box() {
    const open = () => openPlusMenu(plus, () => this.chooser.click());
    const plus = tool("Attachments and shortcuts", icon("plus"), open, "composer-plus");
    plus.setAttribute("aria-haspopup", "menu");
    const marks = MARKS.map(([sign, mark, label]) =>
      tool(label, sign, () => this.wrap(mark), `mark mark--${label.toLowerCase()}`),
    );
    const inserts = [
      tool("Mention somebody", "@", () => this.insert("@")),
      tool("Run a command", "/", () => this.insert("/")),
    ];
    return h(
      "div",
      { class: "composer-box" },
      h("div", { class: "composer-marks", role: "toolbar", "aria-label": "Formatting" }, marks),
      this.text,
      this.list,
      h("div", { class: "composer-row" }, plus, inserts, h("span", { class: "composer-space" }), this.send),
      this.chooser,
    );
  }

  listen() {
    this.text.addEventListener("input", () => this.changed());
    this.text.addEventListener("keydown", (event) => this.keydown(event));
    this.text.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length) {
        event.preventDefault();
        this.add(files);
      }
    });
    for (const kind of ["dragover", "dragleave", "drop"]) this.node.addEventListener(kind, (event) => this.drag(event));
  }

  drag(event) {
    event.preventDefault();
    this.node.classList.toggle("composer--over", event.type === "dragover");
    if (event.type === "drop") this.add([...event.dataTransfer.files]);
  }

  keydown(event) {
    if (this.completion.key(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    }
  }

  changed() {
    this.drafts.set(this.key, this.text.value);
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(Math.max(this.text.scrollHeight, 38), 240)}px`;
    this.send.disabled = !this.text.value.trim() && !this.files.length;
    const command = store.state.commands.find((one) => this.text.value.startsWith(`${one.command} `));
    put(this.hint, command?.usage_hint ? [h("strong", {}, command.command), ` ${command.usage_hint}`] : "\u00a0");
  }

  insert(letter) {
    if (letter === "/" && this.text.value) return this.focus();
    const space = letter === "@" && /\S$/.test(this.text.value.slice(0, this.text.selectionStart)) ? " " : "";
    this.text.setRangeText(space + letter, this.text.selectionStart, this.text.selectionEnd, "end");
    this.focus();
    this.text.dispatchEvent(new Event("input"));
    return null;
  }

  wrap(mark) {
    const { selectionStart: from, selectionEnd: to, value } = this.text;
    this.text.setRangeText(mark + value.slice(from, to) + mark, from, to, "end");
    if (from === to) this.text.setSelectionRange(from + 1, from + 1);
    this.focus();
    this.changed();
  }

  focus() {
    this.text.focus();
  }

  add(files) {
    this.files = [...this.files, ...files];
    this.drawFiles();
    this.focus();
  }

  take(file) {
    this.files = this.files.filter((one) => one !== file);
    this.drawFiles();
  }

  drawFiles() {
    put(
      this.list,
      this.files.map((file) => fileChip(file, (one) => this.take(one))),
    );
    this.changed();
  }

  async submit() {
    const text = this.text.value.trim();
    const { files } = this;
    if (!text && !files.length) return;
    this.text.value = "";
    this.files = [];
    this.completion.close();
    this.drawFiles();
    this.node.classList.add("composer--busy");
    const sent = await send(text, files, { channel: this.channel, threadTs: this.threadTs });
    this.node.classList.remove("composer--busy");
    if (!sent) this.giveBack(text);
  }

  giveBack(text) {
    if (this.text.value) return;
    this.text.value = text;
    this.changed();
  }
}
