// Draws the fields that are typed into: texts, numbers, dates and times.

import { el } from "../dom.js";
import { act, nameControl } from "./action.js";

const TYPES = { email_text_input: "email", url_text_input: "url", number_input: "text" };

/** A text field of one line or several. */
export function textInput(item, block, scope) {
  const shared = { class: "text-input", placeholder: item.placeholder?.text, "aria-label": scope.label, autocomplete: "off" };
  const control = item.multiline
    ? el("textarea", { ...shared, rows: 4 })
    : el("input", { ...shared, type: TYPES[item.type] ?? "text", inputmode: item.type === "number_input" ? "decimal" : null });
  control.value = item.initial_value ?? "";
  if (item.focus_on_load) control.dataset.focusOnLoad = "";
  const value = () => (control.value === "" ? null : control.value);
  control.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !scope.quiet && !item.multiline) act(item, block, scope, { value: value() }, control);
  });
  scope.form?.add(block, item, {
    node: control,
    read: () => ({ type: item.type, value: value() }),
    write: (state) => (control.value = state.value ?? ""),
    empty: () => control.value.trim() === "",
    fault: () => lengthFault(control.value, item),
  });
  return nameControl(control, item, block);
}

function lengthFault(text, { min_length: least = 0, max_length: most = 3000 }) {
  const length = [...text].length;
  if (length > most) return `Please keep this to ${most} characters; it has ${length}.`;
  return length > 0 && length < least ? `Please write at least ${least} characters.` : null;
}

const PARTS = { datepicker: ["date", "selected_date", "initial_date"], timepicker: ["time", "selected_time", "initial_time"] };

/** A date or a time. */
export function datePart(item, block, scope) {
  const [type, key, initial] = PARTS[item.type];
  const control = el("input", { class: "text-input", type, "aria-label": scope.label ?? item.placeholder?.text ?? type });
  control.value = item[initial] ?? "";
  const state = () => ({ [key]: control.value || null });
  if (!scope.quiet) control.addEventListener("change", () => act(item, block, scope, state(), control));
  scope.form?.add(block, item, {
    node: control,
    read: () => ({ type: item.type, ...state() }),
    write: (kept) => (control.value = kept[key] ?? ""),
    empty: () => control.value === "",
  });
  return nameControl(control, item, block);
}
