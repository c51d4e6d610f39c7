// Draws the `markdown` block: the standard Markdown that Slack takes there, in its simple forms.

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

function drawMatch([whole, code, bold, strike, starred, underscored, label, address, escaped, shortcode]) {
  if (code !== undefined) return el("code", {}, code);
  if (bold !== undefined) return el("strong", {}, inlineMarkdown(bold));
  if (strike !== undefined) return el("del", {}, inlineMarkdown(strike));
  if (starred !== undefined) return el("em", {}, inlineMarkdown(starred));
  if (underscored !== undefined) return el("em", {}, inlineMarkdown(underscored));
  if (address !== undefined) return link(address, label) ?? whole;
  if (escaped !== undefined) return escaped;
  return emoji(shortcode) ?? whole;
}

const RULES = [
  { name: "heading", start: /^#{1,6} +/ },
  { name: "rule", start: /^(?:-{3,}|\*{3,}|_{3,})\s*$/ },
  { name: "quote", start: /^> ?/ },
  { name: "bullets", start: /^\s*[-*+] +/ },
  { name: "numbers", start: /^\s*\d+[.)] +/ },
  { name: "table", start: /^\s*\|(?=.*\|)/ },
  { name: "gap", start: /^\s*$/ },
];

const DRAW = {
  heading: (lines) => lines.map((line) => el("p", { class: "markdown-heading" }, inlineMarkdown(line))),
  rule: () => [el("hr")],
  quote: (lines) => [el("blockquote", {}, withBreaks(lines))],
  bullets: (lines) => [el("ul", {}, lines.map((line) => el("li", {}, inlineMarkdown(line))))],
  numbers: (lines) => [el("ol", {}, lines.map((line) => el("li", {}, inlineMarkdown(line))))],
  table: (lines) => [drawTable(lines)],
  gap: () => [],
  paragraph: (lines) => [el("p", {}, withBreaks(lines))],
};

/** Nodes for a whole Markdown text. */
export function markdown(text) {
  const pieces = text.split(/^```[^\n]*\n([\s\S]*?)\n?```\s*$/m);
  return pieces.flatMap((piece, index) =>
    index % 2 === 1 ? [el("pre", {}, el("code", {}, piece))] : drawLines(piece.split("\n")),
  );
}

function drawLines(lines) {
  const groups = [];
  for (const line of lines) {
    const rule = RULES.find((candidate) => candidate.start.test(line));
    const name = rule?.name ?? "paragraph";
    if (groups.at(-1)?.name !== name) groups.push({ name, lines: [] });
    groups.at(-1).lines.push(rule === undefined || name === "table" ? line : line.replace(rule.start, ""));
  }
  return groups.flatMap(({ name, lines: grouped }) => DRAW[name](grouped));
}

function withBreaks(lines) {
  return lines.flatMap((line, index) => (index === 0 ? inlineMarkdown(line) : [el("br"), ...inlineMarkdown(line)]));
}

function drawTable(lines) {
  const rows = lines.map((line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim()));
  const body = rows.slice(1).filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)));
  const cells = (row, tag) => el("tr", {}, row.map((cell) => el(tag, {}, inlineMarkdown(cell))));
  const table = el("table", {}, el("thead", {}, cells(rows[0], "th")), el("tbody", {}, body.map((row) => cells(row, "td"))));
  return el("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Table" }, table);
}
