// Draws one view of a modal: its title, its blocks, and the buttons that hand it in or leave it.

import { drawBlocks } from "./blocks/block.js";
import { el, freshId } from "./dom.js";
import { Form } from "./form.js";
import { icon } from "./icons.js";
import { plainText } from "./mrkdwn.js";
import { presser, uploader } from "./pressing.js";

/** A sheet: {view, signature, form, titleId, node, body}. What was typed into an `earlier` drawing of it is kept. */
export function drawSheet(view, { signature, earlier, isPushed, modals }) {
  const sheet = { view, signature, form: new Form(), titleId: freshId("modal") };
  sheet.body = el("div", { class: "modal-body" }, drawBlocks(view.blocks, scopeOf(sheet, modals)));
  const submit = view.submit ? el("button", { type: "submit", class: "button button-primary" }, plainText(view.submit.text)) : null;
  const send = (event) => {
    event.preventDefault();
    if (submit !== null) modals.submit(sheet, submit);
  };
  sheet.node = el(
    "form",
    { class: "sheet", novalidate: true, on: { submit: send } },
    head(sheet, isPushed, modals),
    sheet.body,
    el("footer", { class: "dialog-foot" }, cancelButton(view, modals), submit),
  );
  if (earlier !== undefined) sheet.form.takeOver(earlier.form);
  return sheet;
}

function scopeOf({ view, form }, modals) {
  const press = presser(modals, { type: "view", view_id: view.id }, form);
  return { names: modals.workspace.names, press, form, upload: uploader(modals) };
}

function head({ view, titleId }, isPushed, modals) {
  const back = isPushed ? headButton("Back", "back", () => modals.close()) : null;
  const close = headButton(isPushed ? "Close all" : "Close", "close", () => modals.close({ everything: isPushed }));
  return el("header", { class: "dialog-head" }, back, el("h2", { id: titleId, class: "dialog-title" }, plainText(view.title.text)), close);
}

function headButton(label, picture, press) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, on: { click: press } }, icon(picture));
}

function cancelButton(view, modals) {
  const words = view.close?.text ?? (view.submit ? "Cancel" : "Close");
  return el("button", { type: "button", class: "button button-default", data: { first: "" }, on: { click: () => modals.close() } }, plainText(words));
}
