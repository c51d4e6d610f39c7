// Draws the `markdown` block: the standard Markdown that Slack takes there, in its simple forms.

import { el } from "./dom.js";
import { inlineMarkdown } from "./markdown_inline.js";

const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)]) +/;
const TASK = /^\[([ xX])\] +/;

const RULES = [
  { name: "heading", start: /^#{1,6} +/ },
  { name: "rule", start: /^(?:-{3,}|\*{3,}|_{3,})\s*$/ },
  { name: "quote", start: /^> ?/ },
  { name: "list", start: ITEM },
  { name: "table", start: /^\s*\|(?=.*\|)/ },
  { name: "gap", start: /^\s*$/ },
];
const WHOLE_LINES = new Set(["paragraph", "list", "table"]);

const DRAW = {
  heading: (lines) => lines.map((line) => el("p", { class: "markdown-heading", role: "heading", "aria-level": "4" }, inlineMarkdown(line))),
  rule: () => [el("hr")],
  quote: (lines) => [el("blockquote", {}, drawLines(lines))],
  list: (lines) => drawLists(lines.map(readItem)),
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
    groups.at(-1).lines.push(WHOLE_LINES.has(name) ? line : line.replace(rule.start, ""));
  }
  return groups.flatMap(({ name, lines: grouped }) => DRAW[name](grouped));
}

function withBreaks(lines) {
  return lines.flatMap((line, index) => (index === 0 ? inlineMarkdown(line) : [el("br"), ...inlineMarkdown(line)]));
}

function readItem(line) {
  const [lead, indent, number] = ITEM.exec(line);
  return { depth: indent.length, number: number ?? null, words: line.slice(lead.length) };
}

/** Lists of items; deeper items stand below the item before them. */
function drawLists(items) {
  const lists = [];
  for (let at = 0; at < items.length; ) {
    const { depth, number } = items[at];
    const next = items.findIndex((item, index) => index > at && item.depth <= depth);
    const end = next < 0 ? items.length : next;
    const tag = number === null ? "ul" : "ol";
    if (lists.at(-1)?.localName !== tag) lists.push(el(tag, { start: number !== null && number !== "1" ? number : null }));
    lists.at(-1).append(el("li", {}, drawItem(items[at].words), drawLists(items.slice(at + 1, end))));
    at = end;
  }
  return lists;
}

function drawItem(words) {
  const task = TASK.exec(words);
  if (task === null) return inlineMarkdown(words);
  return [task[1] === " " ? "☐ " : "☑ ", ...inlineMarkdown(words.slice(task[0].length))];
}

const DASHES = /^:?-+:?$/;

function drawTable(lines) {
  const rows = lines.map((line) => line.trim().replace(/^\||(?<!\\)\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim()));
  const rule = rows.find((row) => row.every((cell) => DASHES.test(cell))) ?? [];
  const body = rows.slice(1).filter((row) => row !== rule);
  const cell = (tag, words, column) => el(tag, { class: align(rule[column]), scope: tag === "th" ? "col" : null }, inlineMarkdown(words));
  const drawRow = (row, tag) => el("tr", {}, row.map((words, column) => cell(tag, words, column)));
  const table = el("table", {}, el("thead", {}, drawRow(rows[0], "th")), el("tbody", {}, body.map((row) => drawRow(row, "td"))));
  return el("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Table" }, table);
}

function align(dashes = "") {
  if (!dashes.endsWith(":")) return null;
  return dashes.startsWith(":") ? "align-center" : "align-right";
}
