// The head of a conversation: where we are, who is there, and what can be started from here.

import { avatar } from "./avatar.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { attachMenu } from "./menu.js";
import { toast } from "./toasts.js";
import { openWorkflows } from "./workflows.js";

/** The head of a channel; `tab` is "home" or "messages" in the talk with the app, else empty. */
export class Head {
  constructor({ workspace, server, channel, moves, tab }) {
    Object.assign(this, { workspace, server, channel, moves, tab });
    this.noteNode = el("span", { class: "pane-note" });
    this.deeds = el("div", { class: "pane-deeds" });
    this.node = this.build();
    this.show();
  }

  get place() {
    return this.workspace.channel(this.channel);
  }

  build() {
    const { place, workspace, moves } = this;
    const back = el("button", { type: "button", class: "icon-button only-narrow", "aria-label": "Back to the channels", on: { click: moves.back } }, icon("back"));
    const sign = place.kind === "channel" ? icon("hash") : avatar(workspace.partner(place), "small");
    const title = el("h2", { id: "conversation-title", class: "pane-title" }, workspace.titleOf(place));
    const titles = el("div", { class: "pane-titles" }, el("div", { class: "pane-name" }, sign, title), this.noteNode);
    return el("header", { class: this.tab ? "pane-head with-tabs" : "pane-head" }, back, titles, this.deeds, this.tab ? this.tabs() : null);
  }

  show() {
    const { place, workspace } = this;
    this.noteNode.textContent = this.note();
    const signature = JSON.stringify([place.app_is_member, workspace.steps]);
    if (signature === this.drawn) return;
    this.drawn = signature;
    const hadFocus = this.deeds.contains(document.activeElement);
    fill(this.deeds, this.inviteDeed(), workspace.steps.length > 0 ? this.workflowsDeed() : null, this.moreDeed());
    if (hadFocus) this.deeds.querySelector("button")?.focus();
  }

  note() {
    const { place, workspace } = this;
    if (place.kind === "im") return "App";
    const people = place.members.filter((id) => !workspace.isApp(id)).length;
    return `${people} members${place.app_is_member ? "" : ` · ${workspace.app.name} is not in this channel`}`;
  }

  tabs() {
    const tab = (name, label) =>
      el("button", { type: "button", class: "tab", "aria-current": this.tab === name ? "page" : null, on: { click: () => this.moves.openTab(name) } }, label);
    return el("nav", { class: "tabs", "aria-label": "Tabs of the app" }, tab("home", "Home"), tab("messages", "Messages"));
  }

  inviteDeed() {
    const { place, workspace } = this;
    if (place.kind !== "channel" || place.app_is_member) return null;
    const label = `Add ${workspace.app.name}`;
    return this.deed("person", label, "Add app", () => this.tell(this.server.join(place.id)), "deed deed-main");
  }

  workflowsDeed() {
    return this.deed("flow", "Workflows", "Workflows", () => openWorkflows(this.workspace, this.server));
  }

  moreDeed() {
    const { place, workspace } = this;
    if (place.kind !== "channel" || !place.app_is_member) return null;
    const control = el("button", { type: "button", class: "icon-button", "aria-label": `More actions for #${place.name}`, title: "More actions" }, icon("more"));
    attachMenu(control, "More actions", () => [
      { label: `Remove ${workspace.app.name} from #${place.name}`, choose: () => this.tell(this.server.kick(place.id)) },
    ]);
    return control;
  }

  deed(picture, label, words, press, kind = "deed") {
    return el("button", { type: "button", class: `button button-default ${kind}`, "aria-label": label, title: label, on: { click: press } }, icon(picture), el("span", { class: "deed-words" }, words));
  }

  async tell(answering) {
    const answer = await answering;
    if (!answer.ok) toast(answer.error);
  }
}
