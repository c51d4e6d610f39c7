// Draws radio buttons and checkboxes, each a named group that the keyboard can walk through.

import { el, freshId } from "../dom.js";
import { textObject } from "../mrkdwn.js";
import { act, nameControl } from "./action.js";

/** Radio buttons: one of several. */
export function radioButtons(item, block, scope) {
  const chosen = item.initial_option ? [item.initial_option] : [];
  const group = choiceGroup("radio", item, block, scope, chosen);
  const selected = () => item.options[group.checked()[0]] ?? null;
  group.onChange(() => act(item, block, scope, { selected_option: selected() }, group.node));
  scope.form?.add(block, item, {
    node: group.node,
    read: () => ({ type: item.type, selected_option: selected() }),
    write: (state) => group.check(state.selected_option ? [state.selected_option] : []),
    empty: () => selected() === null,
  });
  return group.node;
}

/** Checkboxes: any of several. */
export function checkboxes(item, block, scope) {
  const group = choiceGroup("checkbox", item, block, scope, item.initial_options ?? []);
  const selected = () => group.checked().map((index) => item.options[index]);
  group.onChange(() => act(item, block, scope, { selected_options: selected() }, group.node));
  scope.form?.add(block, item, {
    node: group.node,
    read: () => ({ type: item.type, selected_options: selected() }),
    write: (state) => group.check(state.selected_options),
    empty: () => selected().length === 0,
  });
  return group.node;
}

function choiceGroup(type, item, block, scope, initial) {
  const name = freshId("choice");
  const rows = item.options.map((option) => choiceRow(type, name, option, item, block, scope));
  const boxes = rows.map((row) => row.querySelector("input"));
  const node = el("div", { class: "choices", role: type === "radio" ? "radiogroup" : "group" }, rows);
  node.setAttribute("aria-label", scope.label ?? "Choices");
  const check = (options) =>
    boxes.forEach((box, index) => (box.checked = options.some((option) => option.value === item.options[index].value)));
  check(initial);
  return {
    node,
    check,
    checked: () => boxes.flatMap((box, index) => (box.checked ? [index] : [])),
    onChange: (listener) => scope.quiet || node.addEventListener("change", listener),
  };
}

function choiceRow(type, name, option, item, block, scope) {
  const box = el("input", { type, name, value: option.value });
  nameControl(box, item, block).dataset.option = option.value;
  const words = el("span", { class: "choice-words" }, el("span", { class: "text" }, textObject(option.text, scope.names)));
  if (option.description) words.append(el("span", { class: "choice-description text" }, textObject(option.description, scope.names)));
  return el("label", { class: "choice" }, box, words);
}
