// Draws rich_text blocks: sections, lists, quotes and preformatted text.

import { el } from "../dom.js";
import { dateInWords } from "../clock.js";
import { emoji } from "../emoji.js";
import { isSafe, link, mention } from "../mrkdwn.js";
import { unsupported } from "./unsupported.js";

const PARTS = {
  text: (part) => part.text.split(/(\n)/).map((piece) => (piece === "\n" ? el("br") : piece)),
  link: (part) => (part.style?.unlink ? null : link(part.url, part.text)) ?? part.text ?? part.url,
  emoji: (part) => fromCode(part.unicode) ?? emoji(part.name) ?? `:${part.name}:`,
  user: (part, names) => mention(names.user(part.user_id), part.user_id === names.me),
  channel: (part, names) => el("span", { class: "mention" }, `#${names.channel(part.channel_id)}`),
  usergroup: (part) => el("span", { class: "mention" }, `@${part.usergroup_id}`),
  team: (part) => el("span", { class: "mention" }, part.team_id),
  broadcast: (part) => el("span", { class: "mention mention-me" }, `@${part.range}`),
  date: drawDate,
  color: (part) => [swatch(part.value), el("code", {}, part.value)],
};

const STYLES = { bold: "strong", italic: "em", strike: "del", code: "code", underline: "u", highlight: "mark", client_highlight: "mark" };

const DRAW = {
  rich_text_section: (item, names) => el("p", {}, parts(item.elements, names)),
  rich_text_quote: (item, names) => el("blockquote", { class: bordered(item) }, parts(item.elements, names)),
  rich_text_preformatted: (item, names) => el("pre", { class: bordered(item) }, el("code", {}, parts(item.elements, names))),
  rich_text_list: drawList,
};

/** Nodes for the elements of a rich_text block. */
export function richText(elements, names) {
  return elements.map((item) => DRAW[item.type]?.(item, names) ?? unsupported("element", item.type));
}

function drawList(item, names) {
  const tag = item.style === "ordered" ? "ol" : "ul";
  const rows = item.elements.map((row) => el("li", {}, parts(row.elements, names)));
  const start = tag === "ol" && item.offset ? item.offset + 1 : null;
  const indent = Math.min(item.indent ?? 0, 8);
  const classes = [`indent-${indent}`, `level-${indent % 3}`, bordered(item)];
  return el(tag, { class: classes.filter(Boolean).join(" "), start }, rows);
}

function bordered(item) {
  return item.border ? "bordered" : null;
}

function parts(elements, names) {
  return elements.map((part) => styled(PARTS[part.type]?.(part, names) ?? unsupported("element", part.type), part.style));
}

function styled(content, style = {}) {
  return Object.entries(STYLES).reduce((inner, [name, tag]) => (style[name] ? el(tag, {}, inner) : inner), content);
}

function fromCode(code) {
  if (!/^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(code ?? "")) return null;
  return String.fromCodePoint(...code.split("-").map((part) => Number.parseInt(part, 16)));
}

function drawDate(part) {
  const words = dateInWords(part.timestamp, part.format) ?? part.fallback ?? "";
  return part.url && isSafe(part.url) ? link(part.url, words) : el("time", { datetime: new Date(part.timestamp * 1000).toISOString() }, words);
}

function swatch(value) {
  const node = el("span", { class: "swatch", "aria-hidden": "true" });
  if (/^#[0-9a-f]{3,8}$/i.test(value)) node.style.setProperty("background-color", value);
  return node;
}
