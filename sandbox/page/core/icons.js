/** The page's own signs, as SVG: they look the same whatever fonts a machine has. */

import { svg } from "./dom.js";

const PATHS = {
  eye: "M1.5 10s3-5.5 8.5-5.5S18.5 10 18.5 10s-3 5.5-8.5 5.5S1.5 10 1.5 10ZM10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  calendar: "M3.5 5h13v12h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5",
  clock: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 5.5V10l3 2",
  reply: "M3 4h14v10h-7l-4 3v-3H3zM6.5 7.5h7M6.5 10.5h4.5",
  dots: "M10 4.5v.01M10 10v.01M10 15.5v.01",
  send: "M3 3.5 17.5 10 3 16.5l1.5-6.5zM4.5 10H11",
  plus: "M10 4v12M4 10h12",
  cross: "M5 5l10 10M15 5 5 15",
  back: "M12.5 4.5 7 10l5.5 5.5",
  forward: "M7.5 4.5 13 10l-5.5 5.5",
  up: "M6 17V9l4-6.5c1.800 0 2 1.700 1.600 3L11 8h5l-1.200 9zM3 9h3v8H3z",
  down: "M14 3v8l-4 6.5c-1.800 0-2-1.700-1.600-3L9 12H4l1.200-9zM17 11h-3V3h3z",
  trash: "M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5 6.5 17h7l1-11.5M8.5 8.5v6M11.5 8.5v6",
  download: "M10 3v10M5.5 9 10 13.5 14.5 9M3.5 17h13",
  play: "M6 4v12l10-6z",
  info: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 9v5M10 6.300v.01",
  warning: "M10 3 18 17H2zM10 8v4.5M10 14.800v.01",
  stop: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM4.800 4.800l10.400 10.400",
  tick: "M4 10.5 8 14.5 16 5.5",
  bell: "M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3",
};

/** A sign by its name; decoration only, so name the button it stands in. */
export function icon(name) {
  const path = svg("path", { d: PATHS[name] });
  return svg("svg", { class: `icon icon--${name}`, viewBox: "0 0 20 20", "aria-hidden": "true" }, path);
}
