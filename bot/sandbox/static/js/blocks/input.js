// Draws input blocks: a label, the element, a hint, and room for what is wrong with it.

import { el, freshId } from "../dom.js";
import { plainText } from "../mrkdwn.js";
import { element } from "./element.js";

const GROUPS = new Set(["radio_buttons", "checkboxes", "multi_static_select"]);

/** One labeled field of a modal. */
export function inputBlock(block, scope) {
  const [labelId, hintId, faultId] = ["label", "hint", "fault"].map(freshId);
  const inner = { ...scope, label: block.label.text, quiet: !block.dispatch_action, optional: block.optional };
  const node = element(block.element, block, inner);
  const label = el("label", { id: labelId, class: "input-label" }, plainText(block.label.text));
  if (block.optional) label.append(el("span", { class: "input-optional" }, " (optional)"));
  nameField(node, block.element, { label, labelId, hintId: block.hint ? hintId : "", faultId });
  const fault = el("div", { id: faultId, class: "input-fault", role: "alert" });
  const hint = block.hint ? el("div", { id: hintId, class: "input-hint" }, plainText(block.hint.text)) : null;
  return el("div", { class: "input-field" }, label, node, hint, fault);
}

function nameField(node, item, { label, labelId, hintId, faultId }) {
  const control = node.matches("input, textarea, [role]") ? node : (node.querySelector("select, summary") ?? node);
  if (!GROUPS.has(item.type)) {
    control.id = freshId("field");
    label.setAttribute("for", control.id);
    control.removeAttribute("aria-label");
  }
  if (item.type !== "multi_static_select") control.setAttribute("aria-labelledby", labelId);
  control.setAttribute("aria-describedby", `${hintId} ${faultId}`.trim());
}
