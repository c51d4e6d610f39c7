// Draws card blocks: a picture, a title with its icon, a few words, and up to three buttons.

import { el } from "../dom.js";
import { textObject } from "../mrkdwn.js";
import { element } from "./element.js";
import { imageElement } from "./image.js";

/** One card; the parts that it has not are left out. */
export function card(block, scope) {
  const { names } = scope;
  const part = (name) => (block[name] ? el("div", { class: `card-${name} text` }, textObject(block[name], names)) : null);
  const words = el("div", { class: "card-titles" }, part("title"), part("subtitle"));
  const icon = block.icon ? el("div", { class: "card-icon" }, imageElement(block.icon, names)) : null;
  const head = block.icon || block.title || block.subtitle ? el("div", { class: "card-head" }, icon, words) : null;
  const hero = block.hero_image ? el("div", { class: "card-hero" }, imageElement(block.hero_image, names)) : null;
  const buttons = block.actions?.length ? el("div", { class: "card-actions" }, block.actions.map((item) => element(item, block, scope))) : null;
  return el("article", { class: "card" }, hero, head, part("body"), part("subtext"), buttons);
}
