// Draws rich_text blocks: sections, lists, quotes and preformatted text.

import { el } from "../dom.js";
import { emoji } from "../emoji.js";
import { link, mention } from "../mrkdwn.js";
import { unsupported } from "./unsupported.js";

const PARTS = {
  text: (part) => part.text.split(/(\n)/).map((piece) => (piece === "\n" ? el("br") : piece)),
  link: (part) => link(part.url, part.text) ?? part.text ?? part.url,
  emoji: (part) => emoji(part.name) ?? `:${part.name}:`,
  user: (part, names) => mention(names.user(part.user_id), part.user_id === names.me),
  channel: (part, names) => el("span", { class: "mention" }, `#${names.channel(part.channel_id)}`),
  usergroup: (part) => el("span", { class: "mention" }, `@${part.usergroup_id}`),
  broadcast: (part) => el("span", { class: "mention mention-me" }, `@${part.range}`),
  date: (part) => part.fallback ?? new Date(part.timestamp * 1000).toLocaleString(),
  color: (part) => el("code", {}, part.value),
};

const STYLES = { bold: "strong", italic: "em", strike: "del", code: "code", underline: "u" };

const DRAW = {
  rich_text_section: (item, names) => el("p", {}, parts(item.elements, names)),
  rich_text_quote: (item, names) => el("blockquote", {}, parts(item.elements, names)),
  rich_text_preformatted: (item, names) => el("pre", {}, el("code", {}, parts(item.elements, names))),
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
  return el(tag, { class: `indent-${Math.min(item.indent ?? 0, 6)}`, start }, rows);
}

function parts(elements, names) {
  return elements.map((part) => styled(PARTS[part.type]?.(part, names) ?? unsupported("element", part.type), part.style));
}

function styled(content, style = {}) {
  return Object.entries(STYLES).reduce((inner, [name, tag]) => (style[name] ? el(tag, {}, inner) : inner), content);
}
