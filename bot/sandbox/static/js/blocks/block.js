// Draws one block or a list of them; the one table that says which blocks this workspace knows.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { markdown } from "../markdown.js";
import { inline, mrkdwn, plainText, spoken, textObject } from "../mrkdwn.js";
import { card } from "./card.js";
import { dataTable } from "./data_table.js";
import { element, elementWord } from "./element.js";
import { imageBlock, imageElement } from "./image.js";
import { inputBlock } from "./input.js";
import { richText } from "./rich_text.js";
import { table } from "./table.js";
import { unsupported } from "./unsupported.js";

const LABEL = 75;
const ALERT_ICONS = { default: "info", info: "info", warning: "warning", error: "warning", success: "check" };
const ALERT_WORDS = { default: "Note", info: "Information", warning: "Warning", error: "Error", success: "Success" };

const DRAW = {
  section: drawSection,
  header: (block) => [plainText(block.text.text)],
  context: (block, scope) => block.elements.map((item) => contextElement(item, scope)),
  divider: () => [el("hr")],
  image: (block, scope) => [imageBlock(block, scope.names)],
  actions: (block, scope) => block.elements.map((item) => element(item, block, scope)),
  context_actions: (block, scope) => block.elements.map((item) => element(item, block, scope)),
  input: (block, scope) => [inputBlock(block, scope)],
  table: (block, scope) => [table(block, scope.names)],
  data_table: (block, scope) => [dataTable(block, scope.names)],
  alert: drawAlert,
  card: (block, scope) => [card(block, scope)],
  rich_text: (block, scope) => richText(block.elements, scope.names),
  markdown: (block) => markdown(block.text),
};

/**
 * Draws a list of blocks.
 *
 * `scope` is what blocks can reach: `names` (users and channels by id), `press(action, control)` for what is pressed,
 * `upload(file)` for file inputs, and `form`, which collects the fields.
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
  if (block.accessory.type === "image") return imageElement(block.accessory, scope.names);
  const label = block.text ? spoken(textObject(block.text, scope.names)).slice(0, LABEL) : elementWord(block.accessory);
  return element(block.accessory, block, { ...scope, label });
}

function contextElement(item, scope) {
  if (item.type === "image") return imageElement(item, scope.names);
  if (item.type === "mrkdwn") return el("span", { class: "text" }, contextWords(item.text, scope.names));
  return el("span", { class: "text" }, plainText(item.text));
}

function contextWords(text, names) {
  return /^(?:&gt;|>|\s*•|```)/m.test(text) ? mrkdwn(text, names) : inline(text, names);
}

function drawAlert(block, scope) {
  const level = block.level in ALERT_ICONS ? block.level : "default";
  const words = el("div", { class: "text" }, textObject(block.text, scope.names));
  return [el("div", { class: `alert alert-${level}`, role: "note", "aria-label": ALERT_WORDS[level] }, icon(ALERT_ICONS[level]), words)];
}
