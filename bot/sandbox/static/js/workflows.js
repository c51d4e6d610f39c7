// The app's workflow steps: what they are, a form for their inputs, and how each run ended.

import { drawBlocks } from "./blocks/block.js";
import { el, fill, freshId } from "./dom.js";
import { Form, showFaults } from "./form.js";
import { icon } from "./icons.js";
import { focusFirst, openLayer } from "./layers.js";
import { toast } from "./toasts.js";
import { inputBlocks, inputValues } from "./workflow_inputs.js";

const STATUS = { running: "Running…", completed: "Completed", failed: "Failed" };

/** Opens the dialog of the steps. */
export function openWorkflows(workspace, server) {
  new Workflows(workspace, server).showSteps();
}

class Workflows {
  constructor(workspace, server) {
    Object.assign(this, { workspace, server, run: null });
    this.titleId = freshId("workflows");
    this.dialog = el("div", { class: "dialog", role: "dialog", "aria-modal": "true", "aria-labelledby": this.titleId, tabindex: "-1" });
    this.follow = () => this.run && this.showRun(this.run);
    workspace.addEventListener("step", this.follow);
    this.closeLayer = openLayer(this.dialog, { leave: () => this.leave() });
  }

  leave() {
    this.workspace.removeEventListener("step", this.follow);
    this.closeLayer();
  }

  /** Puts a page into the dialog: its title, what it says, and its buttons. */
  put(title, body, buttons, { back = null, send = null } = {}) {
    const head = [back ? iconButton("Back", "back", back) : null, el("h2", { id: this.titleId, class: "dialog-title" }, title), iconButton("Close", "close", () => this.leave())];
    const submit = (event) => {
      event.preventDefault();
      send?.();
    };
    const foot = buttons.length > 0 ? el("footer", { class: "dialog-foot" }, buttons) : null;
    fill(this.dialog, el("form", { class: "sheet", novalidate: true, on: { submit } }, el("header", { class: "dialog-head" }, head), el("div", { class: "modal-body" }, body), foot));
    focusFirst(this.dialog);
  }

  showSteps() {
    this.run = null;
    const { steps, runs } = this.workspace;
    const rows = steps.map((step) => el("li", { class: "step" }, words(step.title, step.description), textButton("Set up", () => this.showForm(step), `Set up ${step.title}`)));
    const past = [...runs].reverse().map((run) => el("li", { class: "step" }, words(run.title, STATUS[run.status] ?? run.status), textButton("Show", () => this.showRun(run.id), `Show the run of ${run.title}`)));
    const earlier = past.length > 0 ? [el("h3", { class: "steps-title" }, "Earlier runs"), el("ul", { class: "steps", role: "list" }, past)] : null;
    this.put("Workflows", [el("p", { class: "quiet" }, `Steps that ${this.workspace.app.name} adds to Workflow Builder. Here you can run one by hand.`), el("ul", { class: "steps", role: "list" }, rows), earlier], []);
  }

  showForm(step) {
    const form = new Form();
    const blocks = drawBlocks(inputBlocks(step.inputs), { names: this.workspace.names, form, press: () => {} });
    const run = el("button", { type: "submit", class: "button button-primary" }, "Run");
    const send = () => this.start(step, form, run);
    this.put(step.title, [el("p", { class: "quiet" }, step.description ?? ""), blocks], [textButton("Cancel", () => this.showSteps()), run], { back: () => this.showSteps(), send });
  }

  async start(step, form, button) {
    const faults = form.faults();
    showFaults(this.dialog, faults);
    if (Object.keys(faults).length > 0 || button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    const answer = await this.server.step(step.callback_id, inputValues(step.inputs, form.values()));
    button.removeAttribute("aria-busy");
    if (answer.ok) this.showRun(answer.run);
    else toast(answer.error);
  }

  /** How the run stands; drawn again when the feed tells more of it. */
  showRun(id) {
    this.run = id;
    const run = this.workspace.runs.find((each) => each.id === id) ?? { status: "running", title: "Workflow", outputs: {}, error: "" };
    const status = el("p", { class: `run-status run-${run.status}`, role: "status" }, STATUS[run.status] ?? run.status);
    const fault = run.error ? el("div", { class: "alert alert-error", role: "alert" }, icon("warning"), el("div", { class: "text" }, run.error)) : null;
    const outputs = Object.entries(run.outputs ?? {}).map(([name, value]) => el("div", { class: "output" }, el("dt", {}, inWords(name)), el("dd", {}, shown(value))));
    this.put(run.title, [status, fault, outputs.length > 0 ? el("dl", { class: "outputs" }, outputs) : null], [textButton("Done", () => this.leave())], { back: () => this.showSteps() });
  }
}

function words(title, note) {
  return el("span", { class: "file-words" }, el("span", { class: "file-title" }, title), el("span", { class: "file-note" }, note ?? ""));
}

function textButton(label, press, name = null) {
  return el("button", { type: "button", class: "button button-default", "aria-label": name, data: { first: "" }, on: { click: press } }, label);
}

function iconButton(label, picture, press) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, on: { click: press } }, icon(picture));
}

/** "Fit to outsource" for "fit_to_outsource". */
function inWords(name) {
  const spaced = name.replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function shown(value) {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
}
