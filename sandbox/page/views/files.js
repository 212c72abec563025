/** Files under a message: pictures inline, others as a card to download. */

import { fileAddress } from "../core/api.js";
import { control, h } from "../core/dom.js";
import { icon } from "../core/icons.js";

/** "12 kB". `bytes` as a number. */
export function size(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const steps = ["B", "kB", "MB", "GB"];
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** power).toLocaleString("en-US", { maximumFractionDigits: power ? 1 : 0 })} ${steps[power]}`;
}

const PICTURES = /^(png|jpe?g|gif|webp|bmp)$/i;

function kindOf(file) {
  return file.filetype || file.name?.split(".").at(-1) || "file";
}

/** One file. */
export function drawFile(file) {
  const name = file.title || file.name || "File";
  const address = fileAddress(file);
  if (PICTURES.test(kindOf(file))) {
    const picture = h("img", { class: "file-picture", src: address, alt: name, loading: "lazy" });
    return h(
      "figure",
      { class: "file-figure" },
      h("figcaption", {}, name),
      h("a", { href: address, target: "_blank", rel: "noopener" }, picture),
    );
  }
  return h(
    "a",
    { class: "file", href: address, download: file.name ?? "", "aria-label": `Download ${name}` },
    h("span", { class: "file-kind", "aria-hidden": "true" }, kindOf(file).slice(0, 4)),
    h(
      "span",
      {},
      h("strong", {}, name),
      h("span", { class: "quiet file-about" }, `${kindOf(file).toUpperCase()} · ${size(file.size)}`),
    ),
    h("span", { class: "file-get", "aria-hidden": "true" }, icon("download")),
  );
}

/** A file that is about to be sent, with a button that takes it away. */
export function fileChip(file, remove) {
  const away = control({ class: "chip-remove", label: `Remove ${file.name}`, onclick: () => remove(file) }, "×");
  return h(
    "li",
    { class: "file-chip" },
    h("strong", {}, file.name),
    " ",
    h("span", { class: "quiet" }, size(file.size)),
    away,
  );
}

/** A hidden chooser of files: `take(files)` gets them; `click()` it to open the system's dialog. */
export function fileChooser(take, { multiple = true, accept = "" } = {}) {
  const onchange = () => {
    take([...node.files]);
    node.value = "";
  };
  const hidden = { class: "unseen", tabindex: "-1", "aria-hidden": "true" };
  const node = h("input", { type: "file", multiple, ...(accept ? { accept } : {}), ...hidden, onchange });
  return node;
}
