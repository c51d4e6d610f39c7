// Draws the "..." menu of an overflow element.

import { el } from "../dom.js";
import { withEmoji } from "../emoji.js";
import { icon } from "../icons.js";
import { attachMenu } from "../menu.js";
import { act, nameControl, openAddress } from "./action.js";

/** A button that opens a menu of up to five options. */
export function overflow(item, block, scope) {
  const label = scope.label ? `More actions: ${scope.label}` : "More actions";
  const control = el("button", { type: "button", class: "button button-default overflow", "aria-label": label }, icon("more"));
  attachMenu(control, label, () =>
    item.options.map((option) => ({ label: withEmoji(option.text.text), note: option.description?.text, choose: () => choose(option, item, block, scope, control) })),
  );
  return nameControl(control, item, block);
}

function choose(option, item, block, scope, control) {
  openAddress(option.url);
  return act(item, block, scope, { selected_option: option }, control);
}
