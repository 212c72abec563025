/** Charts with axes: the scale, the frame with its grid, and bars, lines and areas. Sizes in SVG units. */

import { svg } from "../core/dom.js";

const BOX = { left: 52, right: 550, top: 10, bottom: 210 };

/** A round step that cuts `span` into about four. */
function stepOf(span) {
  const rough = span / 4 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= rough);
}

/** Where values and categories lie: `x(index)` the middle of a category, `y(value)`, `band` its width. */
export function scaleOf(series, categories) {
  const values = series.flatMap((one) => one.data.map((spot) => spot.value));
  const step = stepOf(Math.max(0, ...values) - Math.min(0, ...values));
  const high = Math.ceil(Math.max(0, ...values) / step) * step || step;
  const low = Math.floor(Math.min(0, ...values) / step) * step;
  const band = (BOX.right - BOX.left) / Math.max(1, categories.length);
  return {
    categories,
    band,
    low,
    high,
    step,
    x: (index) => BOX.left + band * (index + 0.5),
    y: (value) => BOX.bottom - ((value - low) / (high - low)) * (BOX.bottom - BOX.top),
    value: (one, category) => one.data.find((spot) => spot.label === category)?.value ?? null,
  };
}

function grid(scale, short) {
  const lines = [];
  for (let at = scale.low; at <= scale.high + scale.step / 2; at += scale.step) {
    lines.push(svg("line", { x1: BOX.left, x2: BOX.right, y1: scale.y(at), y2: scale.y(at), class: "chart-grid" }));
    lines.push(svg("text", { x: BOX.left - 8, y: scale.y(at) + 4, "text-anchor": "end" }, short(at)));
  }
  return lines;
}

/** Grid, category labels and axis titles. */
export function frame(scale, config, short) {
  const every = Math.ceil(scale.categories.length / 10);
  const names = scale.categories.map((name, at) =>
    at % every ? null : svg("text", { x: scale.x(at), y: BOX.bottom + 18, "text-anchor": "middle" }, name),
  );
  return svg(
    "g",
    { class: "chart-frame" },
    grid(scale, short),
    names,
    config.x_label &&
      svg(
        "text",
        { x: (BOX.left + BOX.right) / 2, y: 250, "text-anchor": "middle", class: "chart-title" },
        config.x_label,
      ),
    config.y_label &&
      svg(
        "text",
        { transform: "translate(12 110) rotate(-90)", "text-anchor": "middle", class: "chart-title" },
        config.y_label,
      ),
  );
}

const tip = (one, name, value) => svg("title", {}, `${one.name}, ${name}: ${value.toLocaleString("en-US")}`);

/** Bars, grouped by category. */
export function bars(series, scale) {
  const width = Math.min(40, (scale.band * 0.72) / series.length);
  return series.flatMap((one, at) =>
    scale.categories.map((name, index) => {
      const value = scale.value(one, name);
      if (value === null) return null;
      const left = scale.x(index) + (at - series.length / 2) * width;
      const top = Math.min(scale.y(value), scale.y(0));
      const height = Math.max(1, Math.abs(scale.y(value) - scale.y(0)));
      return svg(
        "rect",
        { x: left + 1, y: top, width: width - 2, height, rx: 2, fill: one.shade },
        tip(one, name, value),
      );
    }),
  );
}

function spots(one, scale) {
  return scale.categories
    .map((name, index) => ({ name, value: scale.value(one, name), x: scale.x(index) }))
    .filter((spot) => spot.value !== null)
    .map((spot) => ({ ...spot, y: scale.y(spot.value) }));
}

const path = (points) => points.map((spot, at) => `${at ? "L" : "M"}${spot.x} ${spot.y}`).join(" ");

/** One line for each series, a dot for each figure. */
export function line(series, scale) {
  return series.flatMap((one) => {
    const points = spots(one, scale);
    const dots = points.map((spot) =>
      svg("circle", { cx: spot.x, cy: spot.y, r: 3.5, fill: one.shade }, tip(one, spot.name, spot.value)),
    );
    return [svg("path", { d: path(points), fill: "none", stroke: one.shade, "stroke-width": 2.5 }), ...dots];
  });
}

/** Filled areas, the first series at the back. */
export function area(series, scale) {
  return series.flatMap((one) => {
    const points = spots(one, scale);
    if (!points.length) return [];
    const floor = scale.y(Math.max(0, scale.low));
    const shape = `${path(points)} L${points.at(-1).x} ${floor} L${points[0].x} ${floor} Z`;
    return [svg("path", { d: shape, fill: one.shade, "fill-opacity": 0.35 }), ...line([one], scale)];
  });
}
