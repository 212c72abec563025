/**
 * Making elements. Whatever is not an element becomes a text node: nothing that a person or an app wrote is
 * ever read as HTML.
 */

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "selected", "multiple", "indeterminate"]);

function setProperty(node, name, value) {
  if (value === null || value === undefined || value === false) {
    if (PROPERTIES.has(name)) node[name] = value ?? "";
  } else if (name.startsWith("on")) {
    node.addEventListener(name.slice(2), value);
  } else if (name === "style") {
    for (const [key, part] of Object.entries(value)) node.style.setProperty(key, part);
  } else if (name === "data") {
    Object.assign(node.dataset, value);
  } else if (PROPERTIES.has(name)) {
    node[name] = value;
  } else {
    node.setAttribute(name, value === true ? "" : String(value));
  }
}

function fill(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/** An HTML element: `h("button", {class: "x", onclick: f, data: {id: 1}}, "Save", node, [more])`. */
export function h(tag, properties = {}, ...children) {
  const node = fill(document.createElement(tag), children);
  for (const [name, value] of Object.entries(properties ?? {})) setProperty(node, name, value);
  return node;
}

/** A button with nothing of a form about it; `label` is what a reader hears in place of its content. */
export function control({ label, ...properties }, ...children) {
  const name = label ? { "aria-label": label } : {};
  return h("button", { type: "button", ...name, ...properties }, ...children);
}

/** An SVG element, with the same arguments as `h`. */
export function svg(tag, properties = {}, ...children) {
  const node = fill(document.createElementNS(SVG, tag), children);
  for (const [name, value] of Object.entries(properties ?? {})) setProperty(node, name, value);
  return node;
}

/** Nodes in a fragment. */
export function fragment(...children) {
  return fill(document.createDocumentFragment(), children);
}

/** Replaces everything inside `node`; gives `node` back. */
export function put(node, ...children) {
  node.replaceChildren();
  return fill(node, children);
}

/** Makes `nodes` the children of `parent`; those that stand there already are not moved, so they keep focus. */
export function sync(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => {
    if (parent.childNodes[at] !== node) parent.insertBefore(node, parent.childNodes[at] ?? null);
  });
}

/** The element with this id of the page's skeleton. */
export const byId = (id) => document.getElementById(id);

let serial = 0;

/** An id no other element has, for labels and aria. */
export function freshId(stem) {
  serial += 1;
  return `${stem}-${serial}`;
}

const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex]";

/** What Tab reaches inside `root`, in order. */
export function focusable(root) {
  return [...root.querySelectorAll(FOCUSABLE)].filter(
    (node) => !node.disabled && node.tabIndex >= 0 && node.getClientRects().length > 0,
  );
}

/** Keeps Tab inside `root`: call it on keydown. */
export function trapTab(root, event) {
  if (event.key !== "Tab") return;
  const nodes = focusable(root);
  if (!nodes.length) return event.preventDefault();
  const edge = event.shiftKey ? nodes[0] : nodes.at(-1);
  const other = event.shiftKey ? nodes.at(-1) : nodes[0];
  if (document.activeElement === edge || !root.contains(document.activeElement)) {
    event.preventDefault();
    other.focus();
  }
}

/** The address if a browser may follow it safely, else null: http, https, mailto and tel only. */
export function safeUrl(address) {
  try {
    const url = new URL(address, location.href);
    return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) ? url.href : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
