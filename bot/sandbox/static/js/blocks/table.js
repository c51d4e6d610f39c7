// Draws table blocks, scrolling sideways on a narrow screen.

import { el } from "../dom.js";
import { richText } from "./rich_text.js";

/** A table whose first row is its head. */
export function table(block, names) {
  const settings = block.column_settings ?? [];
  const [head, ...rows] = block.rows;
  const row = (cells, tag) => el("tr", {}, cells.map((cell, column) => drawCell(cell, tag, settings[column], names)));
  const body = el("tbody", {}, rows.map((cells) => row(cells, "td")));
  return scrolling("Table", el("table", {}, el("thead", {}, row(head, "th")), body));
}

/** A frame that scrolls in itself, by keyboard too. */
export function scrolling(label, drawn) {
  return el("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": label }, drawn);
}

/** What stands in a cell: raw_text, raw_number or rich_text. */
export function cellContent(cell, names) {
  if (cell.type === "rich_text") return richText(cell.elements, names);
  return String(cell.text ?? cell.value ?? "");
}

function drawCell(cell, tag, settings, names) {
  const classes = [`align-${settings?.align ?? "left"}`, settings?.is_wrapped ? "wrapped" : ""].join(" ").trim();
  return el(tag, { class: classes, scope: tag === "th" ? "col" : null }, cellContent(cell, names));
}
