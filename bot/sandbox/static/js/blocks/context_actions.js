// Draws the small buttons below an answer: "was this helpful?" and icons such as a waste bin.

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { act, nameControl } from "./action.js";

/** A thumb up and a thumb down; the one that was pressed stays marked. */
export function feedbackButtons(item, block, scope) {
  const sides = [["positive_button", "thumb_up"], ["negative_button", "thumb_down"]];
  const buttons = sides.map(([side, picture]) => {
    const { text, value, accessibility_label: label } = item[side];
    const press = async () => {
      const sent = await act(item, block, scope, { text, value }, control);
      if (sent) buttons.forEach((button) => button.setAttribute("aria-pressed", String(button === control)));
    };
    const control = iconButton(picture, label ?? text.text, text.text, press);
    control.setAttribute("aria-pressed", "false");
    nameControl(control, item, block).dataset.option = side;
    return control;
  });
  return el("div", { class: "feedback", role: "group", "aria-label": "Feedback" }, buttons);
}

/** A button that shows a picture; its words are told to screen readers and on hovering. */
export function iconButtonElement(item, block, scope) {
  const words = item.accessibility_label ?? item.text.text;
  const chosen = { text: item.text, ...(item.value === undefined ? {} : { value: item.value }) };
  const control = iconButton(item.icon === "trash" ? "trash" : "spark", words, item.text.text, () => act(item, block, scope, chosen, control));
  return nameControl(control, item, block);
}

function iconButton(picture, label, title, press) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title, on: { click: press } }, icon(picture));
}
