// Shows the stack of views that the app opened: the top one in a dialog, those below kept as they were left.

import { drawBlocks } from "./blocks/block.js";
import { el, fill, freshId } from "./dom.js";
import { Form, showFaults } from "./form.js";
import { swap } from "./focus.js";
import { icon } from "./icons.js";
import { focusFirst, openLayer } from "./layers.js";
import { plainText } from "./mrkdwn.js";
import { presser } from "./pressing.js";
import { toast } from "./toasts.js";

/** Follows the workspace's stack of views. */
export class Modals {
  constructor(workspace, server) {
    Object.assign(this, { workspace, server, sheets: [], dialog: null, closeLayer: null });
    this.follow = () => this.show(workspace.modals);
    workspace.addEventListener("modal", this.follow);
    workspace.addEventListener("state", this.follow);
    this.follow();
  }

  show(stack) {
    const before = this.sheets.at(-1);
    this.sheets = stack.map((view) => this.sheet(view));
    const top = this.sheets.at(-1);
    if (top === undefined) this.leaveDialog();
    else if (this.dialog === null) this.openDialog(top);
    else if (top.node !== before?.node) this.change(before, top);
  }

  sheet(view) {
    const known = this.sheets.find((sheet) => sheet.view.id === view.id);
    const signature = JSON.stringify(view);
    return known?.signature === signature ? known : drawSheet(view, signature, known, this);
  }

  openDialog(top) {
    this.dialog = el("div", { class: "dialog", role: "dialog", "aria-modal": "true", tabindex: "-1" });
    this.put(top);
    this.closeLayer = openLayer(this.dialog, { leave: () => this.close() });
  }

  put(sheet) {
    this.dialog.setAttribute("aria-labelledby", sheet.titleId);
    fill(this.dialog, sheet.node);
  }

  change(before, top) {
    if (before?.view.id === top.view.id) {
      this.dialog.setAttribute("aria-labelledby", top.titleId);
      swap(before.node, top.node);
      if (!this.dialog.contains(document.activeElement) || before.form.fields.size === 0) focusFirst(this.dialog);
      return;
    }
    this.put(top);
    focusFirst(this.dialog);
  }

  leaveDialog() {
    this.closeLayer?.();
    this.dialog = null;
    this.closeLayer = null;
  }

  /** Closes the top view, as Escape and the close button do. */
  async close() {
    const answer = await this.server.close(this.sheets.at(-1).view.id);
    if (!answer.ok) toast(answer.error);
  }

  async submit(sheet, button) {
    const faults = sheet.form.faults();
    showFaults(sheet.node, faults);
    if (Object.keys(faults).length > 0 || button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    const answer = await this.server.submit(sheet.view.id, sheet.form.values());
    button.removeAttribute("aria-busy");
    if (answer.errors) showFaults(sheet.node, answer.errors);
    else if (!answer.ok) toast(answer.error);
  }

  stop() {
    this.workspace.removeEventListener("modal", this.follow);
    this.workspace.removeEventListener("state", this.follow);
    this.leaveDialog();
  }
}

function drawSheet(view, signature, earlier, modals) {
  const sheet = { view, signature, form: new Form(), titleId: freshId("modal") };
  const press = presser(modals, { type: "view", view_id: view.id });
  const body = drawBlocks(view.blocks, { names: modals.workspace.names, press, form: sheet.form });
  const close = el("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: () => modals.close() } }, icon("close"));
  const submit = view.submit ? el("button", { type: "submit", class: "button button-primary" }, plainText(view.submit.text)) : null;
  const send = (event) => {
    event.preventDefault();
    modals.submit(sheet, submit);
  };
  sheet.node = el(
    "form",
    { class: "sheet", novalidate: true, on: { submit: send } },
    el("header", { class: "dialog-head" }, el("h2", { id: sheet.titleId, class: "dialog-title" }, plainText(view.title.text)), close),
    el("div", { class: "modal-body" }, body),
    el("footer", { class: "dialog-foot" }, cancelButton(view, modals), submit),
  );
  if (earlier !== undefined) sheet.form.takeOver(earlier.form);
  return sheet;
}

function cancelButton(view, modals) {
  const words = view.close?.text ?? (view.submit ? "Cancel" : "Close");
  return el("button", { type: "button", class: "button button-default", data: { first: "" }, on: { click: () => modals.close() } }, plainText(words));
}
