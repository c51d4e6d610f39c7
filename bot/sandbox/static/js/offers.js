// The list above a half-typed word: what it may become, walked through by arrow keys.

import { suggestions } from "./completion.js";
import { el, fill, freshId } from "./dom.js";

/** Offers for a field; `changed()` runs after one was taken. */
export class Offers {
  constructor(field, id, changed) {
    Object.assign(this, { field, changed, offers: [], at: 0 });
    this.node = el("div", { id, class: "offers", role: "listbox", "aria-label": "Suggestions", hidden: true });
  }

  /** Offers what fits the text before the caret. */
  suggest(workspace, { commands }) {
    this.show(suggestions(this.field.value.slice(0, this.field.selectionStart), workspace, { commands }));
  }

  clear() {
    this.show([]);
  }

  show(offers) {
    this.offers = offers;
    this.node.hidden = offers.length === 0;
    this.field.setAttribute("aria-expanded", String(offers.length > 0));
    fill(this.node, offers.map((each, index) => this.row(each, index)));
    this.select(0);
  }

  row(each, index) {
    const pick = (event) => {
      event.preventDefault();
      this.select(index);
      this.pick();
    };
    return el(
      "div",
      { id: freshId("offer"), class: "offer", role: "option", on: { pointerdown: pick } },
      each.picture,
      el("span", { class: "offer-label" }, each.label),
      el("span", { class: "offer-note" }, each.note),
    );
  }

  select(index) {
    const rows = [...this.node.children];
    this.at = rows.length === 0 ? 0 : (index + rows.length) % rows.length;
    rows.forEach((row, number) => row.setAttribute("aria-selected", String(number === this.at)));
    if (rows.length === 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", rows[this.at].id);
    rows[this.at]?.scrollIntoView({ block: "nearest" });
  }

  pick() {
    const { insert, from } = this.offers[this.at];
    this.field.setRangeText(insert, from, this.field.selectionStart, "end");
    this.changed();
    this.clear();
  }

  /** Whether the key was for the list. */
  onKey({ key, shiftKey }) {
    if (this.offers.length === 0) return false;
    if (key === "ArrowDown") this.select(this.at + 1);
    else if (key === "ArrowUp") this.select(this.at - 1);
    else if (key === "Escape") this.clear();
    else if ((key === "Enter" || key === "Tab") && !shiftKey) this.pick();
    else return false;
    return true;
  }
}
