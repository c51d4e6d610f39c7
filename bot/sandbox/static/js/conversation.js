// The middle of the page: a channel or the talk with the app, its messages and its composer.

import { avatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { el, fill } from "./dom.js";
import { Head } from "./head.js";
import { Home } from "./home.js";
import { icon } from "./icons.js";
import { MessageList } from "./message_list.js";
import { Prompts } from "./prompts.js";

/** One open channel. `moves` is {back(), openThread(ts), openTab(name)}. */
export class Conversation {
  constructor({ workspace, server, channel, tab, moves }) {
    Object.assign(this, { workspace, server, channel, tab, moves });
    this.withApp = channel === workspace.appChannel()?.id;
    this.head = new Head({ workspace, server, channel, moves, tab: this.withApp ? tab || "messages" : "" });
    if (tab === "home") this.home = new Home(workspace, server);
    else this.buildMessages();
    this.show();
  }

  buildMessages() {
    const { workspace, server, channel, moves } = this;
    const title = this.titleWithMark();
    const sent = (ts) => this.withApp && workspace.isAgent && moves.openThread(ts);
    this.list = new MessageList({ workspace, server, channel, openThread: moves.openThread }, `Messages in ${title}`);
    this.composer = new Composer({ workspace, server, channel, label: `Message ${title}`, hint: "Shift + Enter for a new line", sent });
    this.prompts = this.withApp ? new Prompts(workspace, (text) => this.composer.say(text)) : null;
  }

  get place() {
    return this.workspace.channel(this.channel);
  }

  titleWithMark() {
    return this.workspace.labelOf(this.place);
  }

  show() {
    this.head.show();
    this.home?.show();
    this.prompts?.show();
    this.list?.show(this.workspace.topMessages(this.channel), { intro: this.intro() });
  }

  /** Puts the conversation into its place. */
  mount(node) {
    fill(node, this.head.node, this.home?.node ?? [this.list.node, this.prompts?.node, this.composer.node]);
    this.list?.toEnd();
    this.composer?.changed();
    this.composer?.offers.clear();
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
