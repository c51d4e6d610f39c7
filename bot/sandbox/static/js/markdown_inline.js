// Draws the Markdown that stands inside a line: bold, italic, code, links.

import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { link } from "./mrkdwn.js";

const INLINE = new RegExp(
  [
    "`([^`\\n]+)`",
    "\\*\\*(?=\\S)([^\\n]*?\\S)\\*\\*",
    "~~(?=\\S)([^\\n]*?\\S)~~",
    "\\*(?=\\S)([^*\\n]*?\\S)\\*",
    "(?<![\\w])_(?=\\S)([^_\\n]*?\\S)_(?![\\w])",
    "!?\\[([^\\]\\n]*)\\]\\(([^)\\s]+)\\)",
    "\\\\([\\\\`*_{}\\[\\]()#+.!~>|-])",
    ":([a-z0-9_+-]+):",
    "<?(https?://[^\\s<>)]*[^\\s<>).,;:!?'\"])>?",
  ].join("|"),
  "g",
);

/** Nodes for inline Markdown. */
export function inlineMarkdown(text) {
  const nodes = [];
  let last = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > last) nodes.push(text.slice(last, match.index));
    nodes.push(drawMatch(match));
    last = match.index + match[0].length;
  }
  if (last < text.length) nodes.push(text.slice(last));
  return nodes;
}

function drawMatch([whole, code, bold, strike, starred, underscored, label, address, escaped, shortcode, bare]) {
  if (code !== undefined) return el("code", {}, code);
  if (bold !== undefined) return el("strong", {}, inlineMarkdown(bold));
  if (strike !== undefined) return el("del", {}, inlineMarkdown(strike));
  if (starred !== undefined) return el("em", {}, inlineMarkdown(starred));
  if (underscored !== undefined) return el("em", {}, inlineMarkdown(underscored));
  if (address !== undefined) return link(address, label) ?? whole;
  if (escaped !== undefined) return escaped;
  if (bare !== undefined) return link(bare, "");
  return emoji(shortcode) ?? whole;
}
