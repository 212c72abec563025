/** Times as Slack writes them, always in the person's own zone. Milliseconds since 1970 in, words out. */

import { now, zone } from "./store.js";

const formats = new Map();

function format(options, timeZone = zone()) {
  const key = JSON.stringify([timeZone, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-US", { timeZone, ...options }));
  return formats.get(key);
}

/** The numbers of an instant in a zone: {year, month, day, hour, minute, second}. */
export function parts(at, timeZone = zone()) {
  const options = {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  };
  const found = {};
  for (const { type, value } of format(options, timeZone).formatToParts(at)) found[type] = Number(value);
  return found;
}

const two = (number) => String(number).padStart(2, "0");

/** "2026-11-22" in the person's zone. */
export function isoDay(at) {
  const { year, month, day } = parts(at);
  return `${year}-${two(month)}-${two(day)}`;
}

/** "09:41" in the person's zone. */
export function isoTime(at) {
  const { hour, minute } = parts(at);
  return `${two(hour)}:${two(minute)}`;
}

/** The instant that the person's clock shows as this day and time ("2026-11-22", "09:41"). */
export function instantOf(day, time) {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  let guess = wanted;
  for (let turn = 0; turn < 2; turn += 1) {
    const seen = parts(guess);
    const shown = Date.UTC(seen.year, seen.month - 1, seen.day, seen.hour, seen.minute, seen.second);
    guess += wanted - shown;
  }
  return guess;
}

/** "9:41 AM". */
export const clockTime = (at) => format({ hour: "numeric", minute: "2-digit" }).format(at).replace("\u202f", " ");

/** "9:41" as it stands beside a message without an avatar. */
export const bareTime = (at) => clockTime(at).replace(/ [AP]M$/, "");

function ordinal(day) {
  const ending = day % 100 > 10 && day % 100 < 14 ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[day % 10] ?? "th");
  return `${day}${ending}`;
}

/** "today", "tomorrow", "yesterday", or null. */
export function nearDay(at) {
  const distance = Math.round((Date.parse(isoDay(at)) - Date.parse(isoDay(now()))) / 86_400_000);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[distance] ?? null;
}

/** "Monday, November 16th", with the year if it is another one. */
export function longDay(at, { year = parts(at).year !== parts(now()).year } = {}) {
  const names = format({ weekday: "long", month: "long" }).formatToParts(at);
  const name = (type) => names.find((part) => part.type === type).value;
  const there = parts(at);
  return `${name("weekday")}, ${name("month")} ${ordinal(there.day)}${year ? `, ${there.year}` : ""}`;
}

/** What stands on the divider between two days. */
export function dayDivider(at) {
  const near = nearDay(at);
  return near && near !== "tomorrow" ? capital(near) : longDay(at);
}

/** The first letter large. */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** "Today at 9:41 AM", for tooltips and replies. */
export function fullTime(at) {
  return `${capital(nearDay(at) ?? longDay(at))} at ${clockTime(at)}`;
}

/** "3 hours ago", "in 2 days". */
export function ago(at) {
  const relative = new Intl.RelativeTimeFormat("en", { numeric: "always" });
  const seconds = Math.round((at - now()) / 1000);
  const steps = [
    ["year", 31_536_000],
    ["month", 2_592_000],
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
  ];
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return "just now";
}

function plainDate(at, month) {
  return format({ month, day: "numeric", year: "numeric" }).format(at);
}

const TOKENS = {
  date_num: isoDay,
  date_slash: (at) => format({ day: "2-digit", month: "2-digit", year: "numeric" }).format(at),
  date: (at) => `${format({ month: "long" }).format(at)} ${ordinal(parts(at).day)}, ${parts(at).year}`,
  date_short: (at) => plainDate(at, "short"),
  date_long: (at) => longDay(at, { year: true }),
  date_long_full: (at) => plainDate(at, "long"),
  time: clockTime,
  time_secs: (at) =>
    format({ hour: "numeric", minute: "2-digit", second: "2-digit" }).format(at).replace("\u202f", " "),
  ago,
};
for (const name of ["date", "date_short", "date_long"]) {
  TOKENS[`${name}_pretty`] = (at) => nearDay(at) ?? TOKENS[name](at);
}
TOKENS.day_divider_pretty = (at) => nearDay(at) ?? longDay(at);

/** A date template (`{date_short} at {time}`) filled for an instant; null if it names an unknown token. */
export function filledDate(template, at) {
  let known = true;
  const text = template.replace(/\{(\w+)\}/g, (whole, token) => {
    known &&= token in TOKENS;
    return known ? TOKENS[token](at) : whole;
  });
  return known ? capital(text) : null;
}

/** The instant of a message's `ts`. */
export const instantOfTs = (ts) => Number(ts) * 1000;
