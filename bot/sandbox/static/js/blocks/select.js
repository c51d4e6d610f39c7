// Draws selects: the browser's own control, since keyboards, phones and screen readers all know it.

import { el } from "../dom.js";
import { withEmoji } from "../emoji.js";
import { act, nameControl } from "./action.js";

/** A static select, with option groups where there are some. */
export function staticSelect(item, block, scope) {
  const options = item.option_groups ? item.option_groups.flatMap((group) => group.options) : item.options;
  const groups = item.option_groups ?? [{ label: null, options }];
  const find = (value) => options.find((option) => option.value === value) ?? null;
  return selectOf(item, block, scope, {
    children: groups.map((group) => optionGroup(group)),
    initial: item.initial_option?.value,
    state: (value) => ({ selected_option: find(value) }),
    value: (state) => state.selected_option?.value,
  });
}

const KEYS = { users_select: "user", conversations_select: "conversation", channels_select: "channel" };

/** A select of the workspace's people or channels. */
export function peopleSelect(item, block, scope) {
  const kind = KEYS[item.type];
  const choices = kind === "user" ? scope.names.people() : scope.names.channels();
  return selectOf(item, block, scope, {
    children: choices.map(({ id, label }) => el("option", { value: id }, label)),
    initial: item[`initial_${kind}`],
    state: (value) => ({ [`selected_${kind}`]: value || null }),
    value: (state) => state[`selected_${kind}`],
  });
}

function optionGroup(group) {
  const options = group.options.map((option) => el("option", { value: option.value }, withEmoji(option.text.text)));
  return group.label === null ? options : el("optgroup", { label: group.label.text }, options);
}

function selectOf(item, block, scope, { children, initial, state, value }) {
  const placeholder = el("option", { value: "", disabled: !scope.optional, hidden: !scope.optional }, item.placeholder?.text ?? "Choose an option");
  const control = el("select", { class: "select", "aria-label": scope.label ?? item.placeholder?.text ?? "Choose an option" }, placeholder, children);
  const write = (chosen) => (control.value = chosen ?? "");
  write(initial);
  if (!scope.quiet) control.addEventListener("change", () => act(item, block, scope, state(control.value), control));
  scope.form?.add(block, item, {
    node: control,
    read: () => ({ type: item.type, ...state(control.value) }),
    write: (kept) => write(value(kept)),
    empty: () => control.value === "",
  });
  return el("span", { class: "select-holder" }, nameControl(control, item, block));
}

/** A multi select: a list that unfolds, sent when it folds again. */
export function multiSelect(item, block, scope) {
  const options = item.option_groups ? item.option_groups.flatMap((group) => group.options) : item.options;
  const boxes = options.map((option) => el("input", { type: "checkbox", value: option.value }));
  const summary = el("summary", { class: "select" });
  const rows = boxes.map((box, index) => el("label", { class: "choice" }, box, el("span", { class: "choice-words" }, withEmoji(options[index].text.text))));
  const node = el("details", { class: "multi" }, summary, el("div", { class: "multi-list", role: "group", "aria-label": scope.label ?? "Choices" }, rows));
  const selected = () => options.filter((_, index) => boxes[index].checked);
  const write = (chosen) => {
    boxes.forEach((box) => (box.checked = chosen.some((option) => option.value === box.value)));
    tell();
  };
  const tell = () => (summary.textContent = selected().map((option) => option.text.text).join(", ") || (item.placeholder?.text ?? "Choose options"));
  write(item.initial_options ?? []);
  node.addEventListener("change", tell);
  sendWhenFolded(node, item, block, scope, selected);
  scope.form?.add(block, item, {
    node: summary,
    read: () => ({ type: item.type, selected_options: selected() }),
    write: (state) => write(state.selected_options),
    empty: () => selected().length === 0,
  });
  nameControl(summary, item, block);
  return node;
}

function sendWhenFolded(node, item, block, scope, selected) {
  if (scope.quiet) return;
  const key = () => JSON.stringify(selected().map((option) => option.value));
  let sent = key();
  node.addEventListener("toggle", () => {
    if (node.open || key() === sent) return;
    sent = key();
    act(item, block, scope, { selected_options: selected() }, node);
  });
}
