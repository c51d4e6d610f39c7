// Asks "are you sure?" where an element says that it wants to be confirmed.

import { el, freshId } from "./dom.js";
import { openLayer } from "./layers.js";
import { plainText, textObject } from "./mrkdwn.js";

/** True when the person agreed to a confirm object of Block Kit. */
export function confirmed(confirm, names) {
  return new Promise((resolve) => {
    const titleId = freshId("confirm");
    const leave = (answer) => {
      close();
      resolve(answer);
    };
    const choice = (text, style, answer) =>
      el("button", { type: "button", class: `button button-${style}`, data: answer ? {} : { first: "" }, on: { click: () => leave(answer) } }, plainText(text));
    const dialog = el(
      "div",
      { class: "dialog dialog-confirm", role: "alertdialog", "aria-modal": "true", "aria-labelledby": titleId, tabindex: "-1" },
      el("h2", { id: titleId, class: "dialog-title" }, plainText(confirm.title?.text ?? "Are you sure?")),
      el("div", { class: "dialog-text text" }, textObject(confirm.text, names)),
      el("div", { class: "dialog-foot" }, choice(confirm.deny?.text ?? "Cancel", "default", false), choice(confirm.confirm?.text ?? "OK", confirm.style ?? "primary", true)),
    );
    const close = openLayer(dialog, { leave: () => leave(false) });
  });
}
