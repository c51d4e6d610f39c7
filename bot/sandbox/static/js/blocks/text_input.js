// Draws the fields that are typed into: texts, numbers, addresses.

import { el } from "../dom.js";
import { nameControl } from "./action.js";
import { sendTyped } from "./typing.js";

const TYPES = { email_text_input: "email", url_text_input: "url" };

/** A text field of one line or several. */
export function textInput(item, block, scope) {
  const shared = { class: "text-input", placeholder: item.placeholder?.text, "aria-label": scope.label, autocomplete: "off" };
  const decimal = item.is_decimal_allowed ? "decimal" : "numeric";
  const control = item.multiline
    ? el("textarea", { ...shared, rows: 4 })
    : el("input", { ...shared, type: TYPES[item.type] ?? "text", inputmode: item.type === "number_input" && !(item.min_value < 0) ? decimal : null });
  control.value = item.initial_value ?? "";
  const value = () => (control.value === "" ? null : control.value);
  sendTyped(item, block, scope, control, value);
  scope.form?.add(block, item, {
    node: control,
    read: () => ({ type: item.type, value: value() }),
    write: (state) => (control.value = state.value ?? ""),
    empty: () => control.value.trim() === "",
    fault: () => FAULTS[item.type]?.(control.value.trim(), item) ?? null,
  });
  return nameControl(control, item, block);
}

const FAULTS = {
  plain_text_input: lengthFault,
  email_text_input: (text) => (text === "" || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : "Please enter a valid email address."),
  url_text_input: (text) => (text === "" || isAddress(text) ? null : "Please enter a valid URL, such as https://example.com."),
  number_input: numberFault,
};

function lengthFault(text, { min_length: least = 0, max_length: most = 3000 }) {
  const length = [...text].length;
  if (length > most) return `Please keep this to ${most} characters; it has ${length}.`;
  return length > 0 && length < least ? `Please write at least ${least} characters.` : null;
}

function numberFault(text, { is_decimal_allowed: decimal, min_value: least = -Infinity, max_value: most = Infinity }) {
  if (text === "") return null;
  if (!/^-?\d+(\.\d+)?$/.test(text)) return "Please enter a number.";
  if (!decimal && text.includes(".")) return "Please enter a whole number.";
  if (Number(text) < Number(least)) return `Please enter a number that is at least ${least}.`;
  return Number(text) > Number(most) ? `Please enter a number that is at most ${most}.` : null;
}

function isAddress(text) {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
