// Starts the page, and changes the person who sits at it.

import { Desk } from "./desk.js";
import { el, fill } from "./dom.js";
import { memory } from "./memory.js";
import { goTo, onRoute, readRoute } from "./route.js";
import { Server } from "./server.js";
import { restoreTheme } from "./theme.js";

const FIRST = "alice";

let desk = null;

/** Sits down as another person, at the same channel where they are in it too. */
function become(person) {
  const before = readRoute();
  const isPrivate = desk.workspace?.channel(before.in)?.kind === "im";
  desk.leave();
  desk = null;
  memory.set("person", person);
  goTo({ as: person, tab: "", ...(isPrivate ? { in: "", thread: "" } : {}) });
  desk = new Desk(person, become);
}

async function start() {
  restoreTheme();
  const wanted = readRoute().as || memory.get("person") || FIRST;
  const state = (await new Server(wanted).state()) ?? (await new Server(FIRST).state());
  if (state === null) {
    fill(document.getElementById("conversation"), el("p", { class: "quiet lost" }, "The sandbox does not answer. Is it still running? Reload to try again."));
    return;
  }
  goTo({ as: state.me }, { keep: true });
  desk = new Desk(state.me, become);
  onRoute(() => {
    const { as } = readRoute();
    if (desk === null) return;
    if (as && as !== desk.server.person) become(as);
    else if (desk.workspace) desk.go();
  });
}

start();
