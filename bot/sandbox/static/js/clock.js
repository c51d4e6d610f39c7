// Turns Slack's timestamps into the words that people read.

const DAY = 86_400_000;

/** A `ts` such as "1763840000.000100" as a Date. */
export function moment(ts) {
  return new Date(Number(ts) * 1000);
}

/** "9:41 AM", as the reader's own country writes it. */
export function timeOfDay(ts) {
  return moment(ts).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
}

/** "Today", "Yesterday" or "Monday, November 16". */
export function dayName(ts, now = new Date()) {
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const ago = Math.round((midnight(now) - midnight(moment(ts))) / DAY);
  if (ago === 0) return "Today";
  if (ago === 1) return "Yesterday";
  return moment(ts).toLocaleDateString([], { weekday: "long", month: "long", day: "numeric" });
}

/** "today", "yesterday" or "on Monday, November 16". */
export function dayInSentence(ts, now = new Date()) {
  const day = dayName(ts, now);
  return ["Today", "Yesterday"].includes(day) ? day.toLowerCase() : `on ${day}`;
}

/** The full date and time, for a tooltip and for `<time datetime>`. */
export function fullTime(ts) {
  return moment(ts).toLocaleString([], { dateStyle: "full", timeStyle: "short" });
}

const DATE_FORMATS = {
  date_num: (date) => date.toISOString().slice(0, 10),
  date: (date) => date.toLocaleDateString([], { dateStyle: "long" }),
  date_short: (date) => date.toLocaleDateString([], { dateStyle: "medium" }),
  date_long: (date) => date.toLocaleDateString([], { dateStyle: "full" }),
  time: (date) => date.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" }),
  time_secs: (date) => date.toLocaleTimeString([], { hour: "numeric", minute: "2-digit", second: "2-digit" }),
};

/** Slack's "{date_short} at {time}" for seconds since 1970, or null where the format is none that we know. */
export function dateInWords(seconds, format = "{date}") {
  const date = new Date(seconds * 1000);
  const names = [...format.matchAll(/\{(\w+)\}/g)].map(([, name]) => name.replace("_pretty", ""));
  if (Number.isNaN(date.getTime()) || !names.every((name) => name in DATE_FORMATS)) return null;
  return format.replace(/\{(\w+)\}/g, (_, name) => DATE_FORMATS[name.replace("_pretty", "")](date));
}
