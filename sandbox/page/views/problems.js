/** The breaches of Slack's rules so far: a count in the bar, and the list. */

import { h, put } from "../core/dom.js";
import { on, store } from "../core/store.js";
import { clockTime } from "../core/times.js";
import { openDialog } from "./dialog.js";

const errors = () => store.problems.filter((one) => one.level !== "warning");

function when(problem) {
  const at = typeof problem.at === "number" ? problem.at * 1000 : Date.parse(problem.at);
  return Number.isFinite(at) ? clockTime(at) : "";
}

function row(problem) {
  const where = typeof problem.where === "string" ? problem.where : JSON.stringify(problem.where ?? "");
  return h(
    "li",
    { class: `problem problem--${problem.level}` },
    h(
      "div",
      {},
      h("strong", {}, problem.code),
      " ",
      h("span", { class: "quiet" }, [problem.level, when(problem)].filter(Boolean).join(" · ")),
    ),
    h("div", {}, problem.message),
    where && where !== '""' ? h("code", {}, where) : null,
  );
}

function list() {
  const newest = [...store.problems].reverse();
  const body = h(
    "div",
    { class: "modal-body" },
    h(
      "p",
      {},
      newest.length
        ? "What the app sent or did that Slack would refuse, or that people would see broken; newest first."
        : "The app has kept every rule so far.",
    ),
    h("ul", { class: "problems" }, newest.map(row)),
  );
  const dialog = openDialog({
    title: "Slack’s rules",
    body,
    foot: null,
    escape: () => dialog.close(),
    className: "modal--sandbox",
  });
  dialog.node.focus();
}

/** The button with the count. */
export function problemsButton() {
  const button = h("button", { type: "button", class: "bar-button", onclick: list });
  const draw = () => {
    const wrong = errors().length;
    const warnings = store.problems.length - wrong;
    button.classList.toggle("bar-button--wrong", wrong > 0);
    put(
      button,
      wrong ? `⚠\uFE0E ${wrong} ${wrong === 1 ? "problem" : "problems"}` : "✓ No problems",
      warnings ? h("span", { class: "bar-quiet" }, ` · ${warnings} ${warnings === 1 ? "warning" : "warnings"}`) : null,
    );
  };
  on("problems", draw);
  draw();
  return button;
}
