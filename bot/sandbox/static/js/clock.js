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

/** The full date and time, for a tooltip and for `<time datetime>`. */
export function fullTime(ts) {
  return moment(ts).toLocaleString([], { dateStyle: "full", timeStyle: "short" });
}
