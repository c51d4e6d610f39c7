// Draws selects of one: the browser's own control, since keyboards, phones and screen readers all know it.

import { el } from "../dom.js";
import { withEmoji } from "../emoji.js";
import { nameControl, sender } from "./action.js";

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

/** A select of the workspace's people or conversations. */
export function peopleSelect(item, block, scope) {
  const kind = item.type.replace("s_select", "");
  const here = item.default_to_current_conversation ? scope.names.here?.() : undefined;
  return selectOf(item, block, scope, {
    children: choicesOf(kind, item, scope.names).map(({ id, label }) => el("option", { value: id }, label)),
    initial: item[`initial_${kind}`] ?? here,
    state: (value) => ({ [`selected_${kind}`]: value || null }),
    value: (state) => state[`selected_${kind}`],
  });
}

/** What a select of a user, a channel or a conversation offers: {id, label}. */
export function choicesOf(kind, item, names) {
  if (kind === "user") return names.people();
  return names.conversations(kind === "channel" ? { include: ["public"] } : (item.filter ?? {}));
}

function optionGroup(group) {
  const options = group.options.map((option) => el("option", { value: option.value }, withEmoji(option.text.text)));
  return group.label === null ? options : el("optgroup", { label: group.label.text }, options);
}

function selectOf(item, block, scope, { children, initial, state, value }) {
  const words = item.placeholder?.text ?? "Choose an option";
  const placeholder = el("option", { value: "", disabled: !scope.optional, hidden: !scope.optional }, words);
  const control = el("select", { class: "select", "aria-label": scope.label ?? words }, placeholder, children);
  const read = () => state(control.value);
  const write = (kept) => (control.value = value(kept) ?? "");
  control.value = initial ?? "";
  if (control.selectedIndex < 0) control.value = "";
  if (!scope.quiet) control.addEventListener("change", sender(item, block, scope, control, { read, write }));
  scope.form?.add(block, item, { node: control, read: () => ({ type: item.type, ...read() }), write, empty: () => control.value === "" });
  return el("span", { class: "select-holder" }, nameControl(control, item, block));
}
