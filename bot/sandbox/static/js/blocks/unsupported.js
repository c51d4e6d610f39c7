// Says openly that the sandbox does not know a block, rather than dropping it.

import { el } from "../dom.js";

/** A visible box that names what could not be drawn; `what` is "block" or "element". */
export function unsupported(what, type) {
  return el("div", { class: "unsupported", role: "note" }, `Unsupported ${what}: `, el("code", {}, String(type)));
}
