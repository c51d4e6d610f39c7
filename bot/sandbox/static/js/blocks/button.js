// Draws buttons, with their styles and their pending state.

import { el } from "../dom.js";
import { plainText } from "../mrkdwn.js";
import { act, nameControl, openAddress } from "./action.js";

/** A button; one with a url opens it beside the page, too. */
export function button(item, block, scope) {
  const style = item.style ?? "default";
  const press = () => {
    openAddress(item.url);
    return act(item, block, scope, { text: item.text, ...(item.value === undefined ? {} : { value: item.value }) }, control);
  };
  const control = el(
    "button",
    { type: "button", class: `button button-${style}`, "aria-label": item.accessibility_label, on: { click: press } },
    el("span", { class: "button-text" }, plainText(item.text.text)),
  );
  return nameControl(control, item, block);
}
