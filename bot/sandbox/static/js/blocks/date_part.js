// Draws dates and times: the browser's own control, which knows the reader's calendar.

import { el } from "../dom.js";
import { nameControl, sender } from "./action.js";

const PARTS = { datepicker: ["date", "selected_date", "initial_date"], timepicker: ["time", "selected_time", "initial_time"] };

/** A date or a time. */
export function datePart(item, block, scope) {
  const [type, key, initial] = PARTS[item.type];
  const control = el("input", { class: "text-input date-part", type, "aria-label": scope.label ?? item.placeholder?.text ?? type, title: item.placeholder?.text });
  control.value = item[initial] ?? "";
  const read = () => ({ [key]: control.value || null });
  const write = (state) => (control.value = state[key] ?? "");
  if (!scope.quiet) control.addEventListener("change", sender(item, block, scope, control, { read, write }));
  scope.form?.add(block, item, {
    node: control,
    read: () => ({ type: item.type, ...read() }),
    write,
    empty: () => control.value === "",
    fault: () => (control.validity.badInput ? "Please complete the date." : null),
  });
  return nameControl(control, item, block);
}
