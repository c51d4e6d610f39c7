// Stacks dialogs over the page: the rest is inert, Tab stays inside, Escape leaves, focus returns.

import { el } from "./dom.js";

const FOCUSABLE = "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex='0']";
const layers = [];

/** Puts a dialog on top. `leave` runs on Escape. Answers a function that takes it away. */
export function openLayer(dialog, { leave }) {
  const layer = { leave, before: document.activeElement, backdrop: el("div", { class: "backdrop" }, dialog) };
  document.getElementById("modals").append(layer.backdrop);
  layers.push(layer);
  layer.backdrop.addEventListener("keydown", (event) => onKey(event, layer));
  settle();
  focusFirst(dialog);
  return () => closeLayer(layer);
}

/** Moves focus to the place that asks for it, else to the first field, else to the last button. */
export function focusFirst(dialog) {
  const wanted = ["input", "textarea", "select", "summary", "button"].map((tag) => `.modal-body ${tag}:not([hidden])`).join();
  const fields = dialog.querySelector("[data-focus-on-load]") ?? dialog.querySelector(wanted);
  (fields ?? dialog.querySelector("[data-first]") ?? dialog).focus();
}

function closeLayer(layer) {
  const at = layers.indexOf(layer);
  if (at < 0) return;
  layers.splice(at, 1);
  layer.backdrop.remove();
  settle();
  if (layers.length === 0 && layer.before?.isConnected) layer.before.focus();
}

function settle() {
  document.getElementById("app").inert = layers.length > 0;
  layers.forEach((layer, index) => (layer.backdrop.inert = index < layers.length - 1));
}

function onKey(event, layer) {
  if (event.key === "Escape" && !event.defaultPrevented) {
    event.stopPropagation();
    layer.leave();
  }
  if (event.key === "Tab") keepInside(event, layer.backdrop);
}

function keepInside(event, backdrop) {
  const stops = [...backdrop.querySelectorAll(FOCUSABLE)].filter((node) => node.checkVisibility());
  const [first, last] = [stops[0], stops.at(-1)];
  const leaving = event.shiftKey ? document.activeElement === first : document.activeElement === last;
  if (!leaving || stops.length === 0) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
