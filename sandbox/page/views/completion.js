/** Completion while one types: commands after “/”, people after “@”, channels after “#”, emoji after “:”. */

import { freshId, h, put } from "../core/dom.js";
import { displayName, person, store } from "../core/store.js";
import { avatar } from "./avatar.js";

const MOST = 8;

function commands(query) {
  const face = () => avatar(person(store.state.app.bot_user), { small: true });
  return store.state.commands
    .filter((one) => one.command.toLowerCase().startsWith(query.toLowerCase()))
    .map((one) => ({
      text: `${one.command} `,
      exact: one.command === query,
      content: [
        face(),
        h("strong", {}, one.command),
        " ",
        h("span", { class: "quiet" }, one.usage_hint ?? ""),
        h("span", { class: "completion-about" }, one.description ?? ""),
      ],
    }));
}

function people(query) {
  const begun = query.slice(1).toLowerCase();
  const fits = (one) =>
    one.name.toLowerCase().startsWith(begun) ||
    displayName(one)
      .toLowerCase()
      .split(" ")
      .some((word) => word.startsWith(begun));
  return store.state.people.filter(fits).map((one) => ({
    text: `@${one.name} `,
    content: [
      avatar(one, { small: true }),
      h("strong", {}, displayName(one)),
      " ",
      h("span", { class: "quiet" }, one.title ?? ""),
    ],
  }));
}

function channels(query) {
  const begun = query.slice(1).toLowerCase();
  return store.state.conversations
    .filter((one) => ["channel", "private"].includes(one.kind) && one.name.startsWith(begun))
    .map((one) => ({ text: `#${one.name} `, content: `# ${one.name}` }));
}

function emoji(query) {
  const begun = query.slice(1).toLowerCase();
  const names = Object.keys(store.state.emoji).filter((name) => name.startsWith(begun));
  return names
    .slice(0, MOST)
    .map((name) => ({ text: `:${name}: `, content: [`${store.state.emoji[name]} `, `:${name}:`] }));
}

/** What is being typed before the cursor: [where it begins, the rows that fit], or null. */
function wanted(text, cursor) {
  const before = text.slice(0, cursor);
  if (/^\/[\w-]*$/.test(before)) return [0, commands(before)];
  const word = /(?:^|\s)([@#][\w.-]*|:[a-z0-9_+-]{2,})$/i.exec(before)?.[1];
  if (!word) return null;
  const find = { "@": people, "#": channels, ":": emoji }[word[0]];
  return [cursor - word.length, find(word)];
}

export class Completion {
  /** For a text field; the list stands in `holder`, above the field. */
  constructor(field, holder) {
    Object.assign(this, { field, rows: [], at: 0, from: 0 });
    this.id = freshId("completion");
    this.box = h("div", {
      class: "completion",
      role: "listbox",
      id: this.id,
      "aria-label": "Suggestions",
      hidden: true,
    });
    holder.prepend(this.box);
    field.setAttribute("aria-controls", this.id);
    field.addEventListener("input", () => this.look());
    field.addEventListener("blur", () => this.close());
  }

  get open() {
    return this.rows.length > 0;
  }

  look() {
    const found = wanted(this.field.value, this.field.selectionStart);
    this.rows = found ? found[1].slice(0, MOST) : [];
    this.from = found?.[0] ?? 0;
    this.draw(0);
  }

  draw(at) {
    this.at = at;
    this.box.hidden = !this.open;
    if (this.open) this.field.setAttribute("aria-activedescendant", `${this.id}-${at}`);
    else this.field.removeAttribute("aria-activedescendant");
    put(
      this.box,
      this.rows.map((row, index) => this.option(row, index)),
    );
  }

  option(row, index) {
    const here = index === this.at;
    const onpointerdown = (event) => {
      event.preventDefault();
      this.choose(index);
    };
    const names = { role: "option", id: `${this.id}-${index}`, "aria-selected": String(here) };
    return h("div", { class: here ? "option option--at" : "option", ...names, onpointerdown }, row.content);
  }

  close() {
    this.rows = [];
    this.draw(0);
  }

  choose(index) {
    this.field.setRangeText(this.rows[index].text, this.from, this.field.selectionStart, "end");
    this.close();
    this.field.dispatchEvent(new Event("input"));
  }

  /** Whether the key was for the list; it is then done with. */
  key(event) {
    if (!this.open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const whole = event.key === "Enter" && this.rows[this.at].exact;
    if (step) this.draw((this.at + step + this.rows.length) % this.rows.length);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey && !whole)) this.choose(this.at);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
