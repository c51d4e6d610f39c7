// Shows the stack of views that the app opened: the top one in a dialog, those below kept as they were left.

import { el, fill } from "./dom.js";
import { showFaults } from "./form.js";
import { swap } from "./focus.js";
import { focusFirst, openLayer } from "./layers.js";
import { drawSheet } from "./sheet.js";
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
    this.sheets = stack.map((view, index) => this.sheet(view, index));
    const top = this.sheets.at(-1);
    if (top === undefined) this.leaveDialog();
    else if (this.dialog === null) this.openDialog(top);
    else if (top.node !== before?.node) this.change(before, top);
  }

  sheet(view, index) {
    const known = this.sheets.find((sheet) => sheet.view.id === view.id);
    // What was entered is no change of the view: it stands in the fields already.
    const signature = JSON.stringify({ ...view, state: null });
    return known?.signature === signature ? known : drawSheet(view, { signature, earlier: known, isPushed: index > 0, modals: this });
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
      this.renew(before, top);
      return;
    }
    const held = document.activeElement;
    Object.assign(before, { held: before.node.contains(held) ? held : null, scrolled: before.body.scrollTop });
    this.put(top);
    this.returnTo(top);
  }

  /** The same view with something new in it: place and focus stay, save after a view that only said "loading". */
  renew(before, top) {
    const { scrollTop } = before.body;
    this.dialog.setAttribute("aria-labelledby", top.titleId);
    swap(before.node, top.node);
    top.body.scrollTop = scrollTop;
    if (!this.dialog.contains(document.activeElement) || before.form.fields.size === 0) focusFirst(this.dialog);
  }

  /** A view that was left and is on top again has the focus where it was. */
  returnTo(sheet) {
    if (sheet.held?.isConnected) sheet.held.focus();
    else focusFirst(this.dialog);
    if (sheet.scrolled) sheet.body.scrollTop = sheet.scrolled;
  }

  leaveDialog() {
    this.closeLayer?.();
    this.dialog = null;
    this.closeLayer = null;
  }

  /** Closes the top view, as Escape and the close button do; `everything` closes the whole stack. */
  async close({ everything = false } = {}) {
    const answer = await this.server.close(this.sheets.at(-1).view.id, { everything });
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
