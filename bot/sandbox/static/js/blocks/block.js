// Draws one block or a list of them; the one table that says which blocks this workspace knows.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { markdown } from "../markdown.js";
import { inline, mrkdwn, plainText, textObject } from "../mrkdwn.js";
import { element, elementWord } from "./element.js";
import { image } from "./image.js";
import { inputBlock } from "./input.js";
import { richText } from "./rich_text.js";
import { table } from "./table.js";
import { unsupported } from "./unsupported.js";

const ALERT_ICONS = { default: "info", info: "info", warning: "warning", error: "warning", success: "check" };

const DRAW = {
  section: drawSection,
  header: (block) => [plainText(block.text.text)],
  context: (block, scope) => block.elements.map((item) => contextElement(item, scope)),
  divider: () => [el("hr")],
  image: (block, scope) => [image(block)],
  actions: (block, scope) => block.elements.map((item) => element(item, block, scope)),
  input: (block, scope) => [inputBlock(block, scope)],
  table: (block, scope) => [table(block, scope.names)],
  alert: drawAlert,
  rich_text: (block, scope) => richText(block.elements, scope.names),
  markdown: (block) => markdown(block.text),
};

/**
 * Draws a list of blocks.
 *
 * `scope` is what blocks can reach: `names` (users and channels by id), `press(action, control)` for what is pressed,
 * and in a view `form`, which collects its fields.
 */
export function drawBlocks(blocks, scope) {
  return blocks.map((block, index) => drawBlock({ block_id: `block-${index}`, ...block }, scope));
}

function drawBlock(block, scope) {
  const draw = DRAW[block.type];
  if (draw === undefined) return unsupported("block", block.type);
  const tag = block.type === "header" ? "h3" : "div";
  return el(tag, { class: `block block-${block.type}`, data: { block: block.block_id } }, draw(block, scope));
}

function drawSection(block, scope) {
  const body = el("div", { class: "section-body" });
  if (block.text) body.append(el("div", { class: "text" }, textObject(block.text, scope.names)));
  if (block.fields) body.append(el("div", { class: "fields" }, block.fields.map((field) => drawField(field, scope))));
  if (!block.accessory) return [body];
  const side = el("div", { class: "section-accessory" }, accessory(block, scope));
  return [body, side];
}

function drawField(field, scope) {
  return el("div", { class: "field text" }, textObject(field, scope.names));
}

function accessory(block, scope) {
  if (block.accessory.type === "image") return image(block.accessory);
  const label = block.text ? el("span", {}, textObject(block.text, scope.names)).textContent : elementWord(block.accessory);
  return element(block.accessory, block, { ...scope, label });
}

function contextElement(item, scope) {
  if (item.type === "image") return image(item);
  if (item.type === "mrkdwn") return el("span", { class: "text" }, contextWords(item.text, scope.names));
  return el("span", { class: "text" }, plainText(item.text));
}

function contextWords(text, names) {
  return /^(?:&gt;|>|\s*•|```)/m.test(text) ? mrkdwn(text, names) : inline(text, names);
}

function drawAlert(block, scope) {
  const level = block.level in ALERT_ICONS ? block.level : "default";
  const words = el("div", { class: "text" }, textObject(block.text, scope.names));
  return [el("div", { class: `alert alert-${level}`, role: "note" }, icon(ALERT_ICONS[level]), words)];
}
