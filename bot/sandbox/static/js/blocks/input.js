// Draws input blocks: a label, the element, a hint, and room for what is wrong with it.

import { el, freshId } from "../dom.js";
import { plainText } from "../mrkdwn.js";
import { element } from "./element.js";
import { sendingOf } from "./typing.js";

/** One labeled field of a form. */
export function inputBlock(block, scope) {
  const [labelId, hintId, faultId] = ["label", "hint", "fault"].map(freshId);
  const inner = { ...scope, label: block.label.text, quiet: !block.dispatch_action, optional: block.optional };
  const node = element(block.element, block, inner);
  const label = el("label", { id: labelId, class: "input-label" }, plainText(block.label.text));
  if (block.optional) label.append(el("span", { class: "input-optional" }, " (optional)"));
  const words = hintWords(block, inner);
  nameField(node, { label, labelId, hintId: words ? hintId : "", faultId, required: !block.optional });
  const fault = el("div", { id: faultId, class: "input-fault", role: "alert" });
  const hint = words ? el("div", { id: hintId, class: "input-hint" }, plainText(words)) : null;
  return el("div", { class: "input-field" }, label, node, hint, fault);
}

function hintWords({ hint, element: item }, scope) {
  const isTyped = item.type.endsWith("_input") && item.type !== "file_input";
  const enter = isTyped && sendingOf(item, scope).enter ? "Press Enter to submit." : "";
  return [hint?.text, enter].filter(Boolean).join(" ");
}

/** Ties label, hint and fault to the control: an input or select by `for`, a group or an unfolding list by name. */
function nameField(node, { label, labelId, hintId, faultId, required }) {
  const control = node.matches("input, textarea, [role]") ? node : node.querySelector("select, summary, input");
  control.id = freshId("field");
  if (control.matches("input, textarea, select")) {
    label.setAttribute("for", control.id);
    control.setAttribute("aria-required", String(required));
  }
  control.removeAttribute("aria-label");
  control.setAttribute("aria-labelledby", control.matches("summary") ? `${labelId} ${control.id}` : labelId);
  control.setAttribute("aria-describedby", `${hintId} ${faultId}`.trim());
}
