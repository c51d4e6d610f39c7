// Draws selects of several: a list that unfolds, narrows as one types, and is sent when it folds again.

import { el, fill } from "../dom.js";
import { withEmoji } from "../emoji.js";
import { icon } from "../icons.js";
import { act, nameControl } from "./action.js";
import { choicesOf } from "./select.js";

const LONG = 8;

/** A multi select of options, in groups where there are some. */
export function multiStaticSelect(item, block, scope) {
  const groups = item.option_groups ?? [{ options: item.options }];
  const choice = (option, group) => ({ value: option.value, label: withEmoji(option.text.text), note: option.description?.text, group: group.label?.text, whole: option });
  const choices = groups.flatMap((group) => group.options.map((option) => choice(option, group)));
  return new MultiSelect(item, block, scope, {
    choices,
    key: "selected_options",
    tell: (chosen) => chosen.map(({ whole }) => whole),
    values: (options) => options.map((option) => option.value),
    initial: item.initial_options,
  }).node;
}

/** A multi select of the workspace's people or conversations. */
export function multiPeopleSelect(item, block, scope) {
  const kinds = item.type.replace(/^multi_|_select$/g, "");
  const choices = choicesOf(kinds.slice(0, -1), item, scope.names).map(({ id, label }) => ({ value: id, label }));
  const here = item.default_to_current_conversation ? scope.names.here?.() : undefined;
  return new MultiSelect(item, block, scope, {
    choices,
    key: `selected_${kinds}`,
    tell: (chosen) => chosen.map(({ value }) => value),
    values: (ids) => ids,
    initial: item[`initial_${kinds}`] ?? (here ? [here] : []),
  }).node;
}

class MultiSelect {
  constructor(item, block, scope, { choices, key, tell, values, initial }) {
    Object.assign(this, { item, block, scope, choices, key, tell, values });
    this.build();
    this.write({ [key]: initial ?? [] });
    this.sent = this.keyOf();
    this.listen();
    nameControl(this.summary, item, block);
    scope.form?.add(block, item, {
      node: this.summary,
      read: () => ({ type: item.type, ...this.read() }),
      write: (state) => this.write(state),
      empty: () => this.chosen().length === 0,
      unfolded: () => ({ open: this.node.open, sent: this.sent }),
      unfold: ({ open, sent }) => {
        this.node.open = open;
        this.sent = sent;
      },
    });
  }

  build() {
    this.boxes = this.choices.map(({ value }) => el("input", { type: "checkbox", value, data: { option: value, action: `${this.block.block_id}/${this.item.action_id}` } }));
    this.rows = this.choices.map((choice, index) => this.row(choice, this.boxes[index]));
    const heads = this.choices.map(({ group }, index) => (group && group !== this.choices[index - 1]?.group ? el("div", { class: "multi-group" }, group) : null));
    this.summary = el("summary", { class: "select" });
    const list = el("div", { class: "multi-rows" }, this.rows.flatMap((row, index) => [heads[index], row]));
    const label = this.scope.label ?? this.words();
    const inside = el("div", { class: "multi-list", role: "group", "aria-label": label, tabindex: "-1" }, this.choices.length > LONG ? this.filter(label) : null, list);
    this.node = el("details", { class: "multi" }, this.summary, inside);
  }

  row({ label, note }, box) {
    const words = el("span", { class: "choice-words" }, label, note ? el("span", { class: "choice-description" }, note) : null);
    return el("label", { class: "choice" }, box, words);
  }

  filter(label) {
    const field = el("input", { type: "search", class: "text-input", placeholder: "Find", "aria-label": `Find in ${label}` });
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      this.rows.forEach((row, index) => (row.hidden = !this.choices[index].label.toLowerCase().includes(wanted)));
      this.node.querySelectorAll(".multi-group").forEach((head) => (head.hidden = wanted !== ""));
    });
    field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    return field;
  }

  listen() {
    this.node.addEventListener("change", () => this.show());
    this.node.addEventListener("toggle", () => this.onToggle());
    this.node.addEventListener("focusout", (event) => {
      if (this.node.isConnected && !this.node.contains(event.relatedTarget)) this.node.open = false;
    });
    this.node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.node.open) return;
      event.preventDefault();
      this.node.open = false;
      this.summary.focus();
    });
  }

  words() {
    return this.item.placeholder?.text ?? "Choose options";
  }

  chosen() {
    return this.choices.filter((_, index) => this.boxes[index].checked);
  }

  read() {
    return { [this.key]: this.tell(this.chosen()) };
  }

  write(state) {
    const values = this.values(state[this.key]);
    this.boxes.forEach((box) => (box.checked = values.includes(box.value)));
    this.show();
  }

  /** Tells what is chosen, and takes no more than the app wants. */
  show() {
    const chosen = this.chosen();
    const words = chosen.map(({ label }) => label).join(", ");
    fill(this.summary, el("span", { class: words ? "multi-words" : "multi-words quiet" }, words || this.words()), icon("caret"));
    const full = chosen.length >= (this.item.max_selected_items ?? Infinity);
    this.boxes.forEach((box) => (box.disabled = full && !box.checked));
  }

  keyOf() {
    return JSON.stringify(this.read());
  }

  /** Sends what was chosen when the list folds; the browser tells of that a moment later, and of two turns at once. */
  async onToggle() {
    const now = this.keyOf();
    if (this.node.open || this.scope.quiet || now === this.sent) return;
    const before = this.sent;
    this.sent = now;
    if (await act(this.item, this.block, this.scope, this.read(), this.node)) return;
    this.sent = before;
    this.write(JSON.parse(before));
  }
}
