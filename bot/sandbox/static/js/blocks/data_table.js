// Draws data_table blocks: a table that people sort by a column, filter by a word and turn page by page.

import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { cellContent, scrolling } from "./table.js";

const PAGE = 5;
const NEXT_ORDER = { none: "ascending", ascending: "descending", descending: "none" };
const SIGNS = { none: "sort", ascending: "up", descending: "down" };

/** The table, its caption, and what turns it over. */
export function dataTable(block, names) {
  return new DataTable(block, names).node;
}

class DataTable {
  constructor(block, names) {
    const [head, ...rows] = block.rows;
    Object.assign(this, { names, head, caption: block.caption, size: block.page_size ?? PAGE, order: "none", column: 0, page: 0, wanted: "" });
    this.rowHead = block.row_header_column_index ?? 0;
    this.rows = rows.map((cells) => ({ cells, words: cells.map((cell) => wordsOf(cell, names)) }));
    this.build();
    this.show();
  }

  build() {
    this.titles = this.head.map((cell, column) => this.title(cell, column));
    this.body = el("tbody");
    this.count = el("span", { class: "data-count", role: "status" });
    this.before = this.turn("Previous", -1);
    this.after = this.turn("Next", 1);
    const drawn = el("table", {}, el("caption", {}, this.caption), el("thead", {}, el("tr", {}, this.titles)), this.body);
    const foot = this.rows.length > this.size ? el("div", { class: "data-foot" }, this.filter(), this.count, this.before, this.after) : null;
    this.node = el("div", { class: "data-table" }, scrolling(this.caption, drawn), foot);
  }

  title(cell, column) {
    const words = cellContent(cell, this.names);
    const button = el("button", { type: "button", class: "data-sort", on: { click: () => this.sortBy(column) } }, words, icon("sort"));
    return el("th", { scope: "col", class: this.isNumeric(column) ? "align-right" : null }, button);
  }

  turn(label, step) {
    const go = () => {
      this.page += step;
      this.show();
    };
    return el("button", { type: "button", class: "button button-default", "aria-label": `${label} page of ${this.caption}`, on: { click: go } }, label);
  }

  filter() {
    const field = el("input", { class: "text-input data-filter", type: "search", placeholder: "Filter", "aria-label": `Filter ${this.caption}` });
    field.addEventListener("input", () => {
      Object.assign(this, { wanted: field.value.trim().toLowerCase(), page: 0 });
      this.show();
    });
    return field;
  }

  sortBy(column) {
    this.order = NEXT_ORDER[column === this.column ? this.order : "none"];
    Object.assign(this, { column, page: 0 });
    this.show();
  }

  isNumeric(column) {
    return this.rows.every(({ cells }) => cells[column]?.type === "raw_number");
  }

  /** The rows that are wanted, in the order that is wanted. */
  chosen() {
    const rows = this.rows.filter(({ words }) => words.some((word) => word.toLowerCase().includes(this.wanted)));
    if (this.order === "none") return rows;
    const sign = this.order === "ascending" ? 1 : -1;
    return rows.sort((one, other) => sign * compare(one, other, this.column));
  }

  show() {
    const rows = this.chosen();
    const from = this.page * this.size;
    const shown = rows.slice(from, from + this.size);
    fill(this.body, shown.map(({ cells }) => el("tr", {}, cells.map((cell, column) => this.cell(cell, column)))));
    this.titles.forEach((title, column) => this.mark(title, column === this.column ? this.order : "none"));
    this.count.textContent = rows.length === 0 ? "No row has that" : `${from + 1} to ${from + shown.length} of ${rows.length}`;
    this.before.disabled = this.page === 0;
    this.after.disabled = from + this.size >= rows.length;
  }

  mark(title, order) {
    title.setAttribute("aria-sort", order);
    title.querySelector(".icon").replaceWith(icon(SIGNS[order]));
  }

  cell(cell, column) {
    const isHead = column === this.rowHead;
    const align = cell.type === "raw_number" ? "align-right" : null;
    return el(isHead ? "th" : "td", { class: align, scope: isHead ? "row" : null }, cellContent(cell, this.names));
  }
}

function wordsOf(cell, names) {
  return el("span", {}, cellContent(cell, names)).textContent;
}

function compare(one, other, column) {
  const [first, second] = [one.cells[column], other.cells[column]];
  if (first.type === "raw_number" && second.type === "raw_number") return first.value - second.value;
  return one.words[column].localeCompare(other.words[column], undefined, { numeric: true });
}
