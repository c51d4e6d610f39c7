// Shows how an agent's work on a thread stands: its title, and whether it works or waits.

import { el } from "./dom.js";
import { icon } from "./icons.js";

const WORDS = { processing: "Working…", suspended: "Waiting for you", active: "Ready", closed: "Closed" };

/** "Waiting for you". */
export function sessionWords({ status }) {
  return WORDS[status] ?? status;
}

/** The title and the state of a session; `stop()` is offered while it can be stopped. */
export function sessionStrip(session, { stop = null } = {}) {
  const title = session.title ? el("span", { class: "session-title" }, session.title) : null;
  const state = el("span", { class: `session-state session-${session.status}` }, sessionWords(session));
  const halt = session.can_stop && stop ? el("button", { type: "button", class: "button button-default session-stop", on: { click: stop } }, icon("stop"), "Stop") : null;
  return el("div", { class: "session", role: "group", "aria-label": "Session" }, title, state, halt);
}
