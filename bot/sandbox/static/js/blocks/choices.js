// Draws radio buttons and checkboxes, each a named group that the keyboard can walk through.

import { el, freshId } from "../dom.js";
import { textObject } from "../mrkdwn.js";
import { nameControl, sender } from "./action.js";

/** Radio buttons: one of several. */
export function radioButtons(item, block, scope) {
  const group = choiceGroup("radio", item, block, scope);
  return listening(group, item, block, scope, {
    read: () => ({ selected_option: group.checked()[0] ?? null }),
    write: (state) => group.check(state.selected_option ? [state.selected_option] : []),
    initial: { selected_option: item.initial_option },
  });
}

/** Checkboxes: any of several. */
export function checkboxes(item, block, scope) {
  const group = choiceGroup("checkbox", item, block, scope);
  return listening(group, item, block, scope, {
    read: () => ({ selected_options: group.checked() }),
    write: (state) => group.check(state.selected_options),
    initial: { selected_options: item.initial_options ?? [] },
  });
}

function choiceGroup(type, item, block, scope) {
  const name = freshId("choice");
  const rows = item.options.map((option) => choiceRow(type, name, option, item, block, scope));
  const boxes = rows.map((row) => row.querySelector("input"));
  const node = el("div", { class: "choices", role: type === "radio" ? "radiogroup" : "group" }, rows);
  node.setAttribute("aria-label", scope.label ?? "Choices");
  const isIn = (options, index) => options.some((option) => option.value === item.options[index].value);
  return {
    node,
    check: (options) => boxes.forEach((box, index) => (box.checked = isIn(options, index))),
    checked: () => item.options.filter((_, index) => boxes[index].checked),
  };
}

function listening({ node }, item, block, scope, { read, write, initial }) {
  write(initial);
  if (!scope.quiet) node.addEventListener("change", sender(item, block, scope, node, { read, write }));
  scope.form?.add(block, item, {
    node,
    read: () => ({ type: item.type, ...read() }),
    write,
    empty: () => node.querySelector(":checked") === null,
  });
  return node;
}

function choiceRow(type, name, option, item, block, scope) {
  const box = el("input", { type, name, value: option.value });
  nameControl(box, item, block).dataset.option = option.value;
  const words = el("span", { class: "choice-words" }, el("span", { class: "text" }, textObject(option.text, scope.names)));
  if (option.description) words.append(el("span", { class: "choice-description text" }, textObject(option.description, scope.names)));
  return el("label", { class: "choice" }, box, words);
}
