// The middle of the page: a channel or the talk with the app, its messages and its composer.

import { avatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { el, fill } from "./dom.js";
import { Home } from "./home.js";
import { icon } from "./icons.js";
import { MessageList } from "./message_list.js";

/** One open channel. `moves` is {back(), openThread(ts), openTab(name)}. */
export class Conversation {
  constructor({ workspace, server, channel, tab, moves }) {
    Object.assign(this, { workspace, server, channel, tab, moves });
    this.noteNode = el("span", { class: "pane-note" });
    this.withApp = this.place.kind === "im" && this.place.members.includes(workspace.app.user_id);
    if (tab === "home") this.home = new Home(workspace, server);
    else this.buildMessages();
    this.show();
  }

  buildMessages() {
    const { workspace, server, channel, moves } = this;
    const title = this.titleWithMark();
    this.list = new MessageList({ workspace, server, channel, openThread: moves.openThread }, `Messages in ${title}`);
    this.composer = new Composer({ workspace, server, channel, label: `Message ${title}`, hint: "Shift + Enter for a new line" });
  }

  get place() {
    return this.workspace.channel(this.channel);
  }

  titleWithMark() {
    return this.place.kind === "channel" ? `#${this.place.name}` : this.workspace.titleOf(this.place);
  }

  show() {
    this.noteNode.textContent = this.note();
    this.home?.show();
    this.list?.show(this.workspace.topMessages(this.channel), { intro: this.intro() });
  }

  /** Puts the conversation into its place. */
  mount(node) {
    fill(node, this.head(), this.home?.node ?? [this.list.node, this.composer.node]);
    this.list?.toEnd();
    this.composer?.changed();
    this.composer?.offer([]);
  }

  head() {
    const { place, workspace, moves } = this;
    const back = el("button", { type: "button", class: "icon-button only-narrow", "aria-label": "Back to the channels", on: { click: moves.back } }, icon("back"));
    const sign = place.kind === "channel" ? icon("hash") : avatar(workspace.partner(place), "small");
    const title = el("h2", { id: "conversation-title", class: "pane-title" }, workspace.titleOf(place));
    return el("header", { class: this.withApp ? "pane-head with-tabs" : "pane-head" }, back, el("div", { class: "pane-titles" }, el("div", { class: "pane-name" }, sign, title), this.noteNode), this.withApp ? this.tabs() : null);
  }

  note() {
    const { place, workspace } = this;
    if (place.kind === "im") return "App";
    const people = place.members.filter((id) => !workspace.isApp(id)).length;
    return `${people} members${place.app_is_member ? "" : ` · ${workspace.app.name} is not in this channel`}`;
  }

  tabs() {
    const tab = (name, label) =>
      el("button", { type: "button", class: "tab", "aria-current": (this.tab || "messages") === name ? "page" : null, on: { click: () => this.moves.openTab(name) } }, label);
    return el("nav", { class: "tabs", "aria-label": "Tabs of the app" }, tab("home", "Home"), tab("messages", "Messages"));
  }

  intro() {
    const { place, workspace } = this;
    const sign = place.kind === "channel" ? el("span", { class: "intro-mark" }, icon("hash")) : avatar(workspace.partner(place), "large");
    const words = place.kind === "channel"
      ? `This is the very beginning of #${place.name}. Everyone in the workspace sees what is written here.`
      : `This is your private conversation with ${workspace.titleOf(place)}. Nobody else sees it.`;
    return el("div", { class: "intro" }, sign, el("p", { class: "intro-title" }, this.titleWithMark()), el("p", { class: "quiet" }, words));
  }
}
