// Short notices in the corner: a call that Slack would refuse, an app that did not answer.

import { el } from "./dom.js";
import { icon } from "./icons.js";

const STAY = { info: 6000, error: 12000 };
const MOST = 4;

/** Shows a notice for a while; `level` is "error" or "info". */
export function toast(text, level = "error") {
  const region = document.getElementById("toasts");
  const close = el("button", { type: "button", class: "icon-button", "aria-label": "Dismiss", on: { click: () => node.remove() } }, icon("close"));
  const node = el(
    "div",
    { class: `toast toast-${level}`, role: level === "error" ? "alert" : "status" },
    icon(level === "error" ? "warning" : "info"),
    el("span", { class: "toast-text" }, text),
    close,
  );
  region.append(node);
  while (region.children.length > MOST) region.firstElementChild.remove();
  leaveLater(node, STAY[level] ?? STAY.info);
}

/** Takes every notice away. */
export function clearToasts() {
  document.getElementById("toasts").replaceChildren();
}

function leaveLater(node, stay) {
  let timer = setTimeout(() => node.remove(), stay);
  node.addEventListener("pointerenter", () => clearTimeout(timer));
  node.addEventListener("pointerleave", () => (timer = setTimeout(() => node.remove(), stay)));
}
