/** The `data_visualization` block: pie, bar, line and area charts in SVG, with a legend and a table for readers. */

import { h, svg } from "../core/dom.js";
import { area, bars, frame, line, scaleOf } from "./chart-axes.js";

const shade = (at) => `var(--chart-${(at % 6) + 1})`;

/** A figure as Slack prints it on a chart: "1.2K", "34". */
export const short = (value) =>
  new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 }).format(value);

function point(centre, radius, turn) {
  const angle = (turn - 0.25) * 2 * Math.PI;
  return `${centre + radius * Math.cos(angle)} ${centre + radius * Math.sin(angle)}`;
}

function slice(part, at, from, to) {
  const title = svg("title", {}, `${part.label}: ${part.value.toLocaleString("en-US")}`);
  if (to - from > 0.9999) return svg("circle", { cx: 100, cy: 100, r: 90, fill: shade(at) }, title);
  const wide = to - from > 0.5 ? 1 : 0;
  const path = `M100 100 L${point(100, 90, from)} A90 90 0 ${wide} 1 ${point(100, 90, to)} Z`;
  return svg("path", { d: path, fill: shade(at), stroke: "var(--surface)", "stroke-width": 2 }, title);
}

function pie(figures) {
  const parts = (figures.segments ?? []).filter((part) => part.value > 0);
  const sum = parts.reduce((total, part) => total + part.value, 0);
  let from = 0;
  const slices = parts.map((part, at) => {
    const to = from + part.value / sum;
    const drawn = slice(part, at, from, to);
    from = to;
    return drawn;
  });
  const names = parts.map((part) => `${part.label} · ${Math.round((part.value / sum) * 100)}%`);
  return [svg("svg", { viewBox: "0 0 200 200", class: "chart-pie", "aria-hidden": "true" }, slices), legend(names)];
}

function legend(names) {
  return h(
    "ul",
    { class: "chart-legend" },
    names.map((name, at) => h("li", {}, h("span", { class: "chart-key", style: { background: shade(at) } }), name)),
  );
}

const PLOTS = { bar: bars, line, area };

function axes(figures) {
  const series = (figures.series ?? []).map((one, at) => ({ ...one, shade: shade(at) }));
  const config = figures.axis_config ?? {};
  const categories = config.categories ?? series[0]?.data.map((one) => one.label) ?? [];
  const scale = scaleOf(series, categories);
  const plot = (PLOTS[figures.type] ?? bars)(series, scale);
  const drawn = svg(
    "svg",
    { viewBox: "0 0 560 260", class: "chart-axes", "aria-hidden": "true" },
    frame(scale, config, short),
    plot,
  );
  return [drawn, series.length > 1 ? legend(series.map((one) => one.name)) : null];
}

/** What the chart says, as a table only a screen reader meets. */
function spoken(figures) {
  const rows =
    figures.type === "pie"
      ? (figures.segments ?? []).map((part) => [part.label, part.value])
      : (figures.series ?? []).flatMap((one) => one.data.map((spot) => [`${one.name}, ${spot.label}`, spot.value]));
  return h(
    "table",
    { class: "unseen" },
    rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row[0]), h("td", {}, String(row[1])))),
  );
}

/** Draws the chart under its title. */
export function chart(block) {
  const drawn = block.chart?.type === "pie" ? pie(block.chart) : axes(block.chart ?? {});
  return h(
    "figure",
    { class: `chart chart--${block.chart?.type}` },
    h("figcaption", {}, block.title ?? ""),
    drawn,
    spoken(block.chart ?? {}),
  );
}
