// One person's screen: joins the parts of the page, and goes where the address says.

import { announceMessages, hush } from "./announcer.js";
import { acceptDrops } from "./attachments.js";
import { Conversation } from "./conversation.js";
import { fill } from "./dom.js";
import { Feed } from "./feed.js";
import { drawHint } from "./hint.js";
import { memory } from "./memory.js";
import { Modals } from "./modal.js";
import { goTo, onRoute, readRoute } from "./route.js";
import { Server } from "./server.js";
import { drawSidebar } from "./sidebar.js";
import { Thread } from "./thread.js";
import { clearToasts, toast } from "./toasts.js";
import { drawTopbar } from "./topbar.js";
import { Workspace } from "./workspace.js";

const NARROW = matchMedia("(max-width: 760px)");
const place = (id) => document.getElementById(id);

/** From sitting down until somebody else takes the seat; `become(id)` is how they do. */
export class Desk {
  constructor(person, become) {
    this.become = become;
    this.server = new Server(person);
    this.early = [];
    this.feed = new Feed(person, { opened: () => this.opened(), closed: () => this.closed(), heard: (event) => this.heard(event) });
  }

  async opened() {
    const state = await this.server.state();
    if (state === null || this.left) return;
    if (this.workspace) this.workspace.replace(state);
    else this.sitDown(state);
    for (const event of this.early.splice(0)) this.workspace.hear(event);
    place("app").classList.remove("offline");
  }

  closed() {
    place("app").classList.add("offline");
  }

  heard(event) {
    if (this.workspace) this.workspace.hear(event);
    else this.early.push(event);
  }

  sitDown(state) {
    this.workspace = new Workspace(state);
    this.modals = new Modals(this.workspace, this.server);
    announceMessages(this.workspace);
    drawTopbar(place("topbar"), this.workspace, this.become);
    drawHint(place("hint"), this.workspace, (channel, text) => this.suggest(channel, text));
    for (const kind of ["state", "message", "changed", "deleted", "home", "prompts", "channel"]) this.workspace.addEventListener(kind, () => this.refresh());
    this.workspace.addEventListener("message", ({ detail }) => this.countUnread(detail));
    this.workspace.addEventListener("toast", ({ detail }) => toast(detail.text, detail.level));
    acceptDrops(place("conversation"), (files) => this.conversation?.composer?.take(files));
    acceptDrops(place("thread"), (files) => this.thread?.composer.take(files));
    place("thread").onkeydown = (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) goTo({ thread: "" });
    };
    this.go();
  }

  /** Goes where the address says. */
  go() {
    const route = readRoute();
    if (!this.workspace.channel(route.in)) {
      goTo({ in: this.startingPlace(), thread: "", tab: "" }, { keep: true });
      return;
    }
    place("app").dataset.screen = route.thread ? "thread" : route.screen || "conversation";
    this.openConversation(route);
    this.openThread(route);
    this.markRead(route.in);
    this.drawSidebar();
  }

  startingPlace() {
    const wanted = memory.get("channel-kind") === "im" ? this.workspace.appChannel() : null;
    return (wanted ?? this.workspace.channels[0]).id;
  }

  openConversation(route) {
    const { channel, tab } = this.conversation ?? {};
    if (channel === route.in && tab === route.tab) return;
    memory.set("channel-kind", this.workspace.channel(route.in).kind);
    this.workspace.here = route.in;
    const moves = {
      back: () => goTo({ screen: "list" }),
      openThread: (ts) => goTo({ thread: ts }),
      openTab: (name) => this.openTab(name),
    };
    this.conversation = new Conversation({ workspace: this.workspace, server: this.server, channel: route.in, tab: route.tab, moves });
    this.conversation.mount(place("conversation"));
    document.title = `${this.conversation.titleWithMark()} · ${this.workspace.team.name}`;
    if (this.conversation.withApp) this.tellTab(route.tab || "messages");
    if (route.tab !== "home" && !NARROW.matches && !route.thread) this.conversation.composer.field.focus({ preventScroll: true });
  }

  openTab(name) {
    goTo({ tab: name === "home" ? "home" : "", thread: "" });
  }

  /** The app hears which of its tabs was opened; one that it does not have is no trouble to the person. */
  async tellTab(tab) {
    const answer = await this.server.openTab(tab);
    if (!answer.ok && tab === "home") toast(answer.error);
  }

  openThread(route) {
    const pane = place("thread");
    if (!route.thread || !this.workspace.message(route.in, route.thread)) {
      this.closeThread(pane);
      return;
    }
    if (this.thread?.thread === route.thread && this.thread.channel === route.in) return;
    const leave = () => goTo({ thread: "" });
    this.thread = new Thread({ workspace: this.workspace, server: this.server, channel: route.in, thread: route.thread, leave });
    this.thread.mount(pane);
    if (!NARROW.matches) this.thread.composer.field.focus({ preventScroll: true });
  }

  closeThread(pane) {
    if (!this.thread) return;
    const hadFocus = pane.contains(document.activeElement);
    this.thread = null;
    pane.hidden = true;
    fill(pane);
    if (hadFocus && !NARROW.matches) this.conversation.composer?.field.focus({ preventScroll: true });
  }

  /** Opens a channel with a text in its composer. */
  suggest(channel, text) {
    goTo({ in: channel, thread: "", tab: "", screen: "" });
    this.conversation.composer.write(text);
    this.conversation.composer.field.focus();
  }

  refresh() {
    if (!this.conversation) return;
    this.conversation.show();
    this.thread?.show();
    if (!this.thread && readRoute().thread) this.openThread(readRoute());
    this.drawSidebar();
  }

  drawSidebar() {
    drawSidebar(place("sidebar"), this.workspace, readRoute().in, (channel) => goTo({ in: channel, thread: "", tab: "", screen: "" }));
  }

  countUnread({ channel, message }) {
    if (channel === readRoute().in && !document.hidden) this.server.read(channel);
    else if (message.user !== this.workspace.me) this.workspace.channel(channel).unread += 1;
    this.drawSidebar();
  }

  markRead(id) {
    const channel = this.workspace.channel(id);
    if (channel.unread === 0) return;
    channel.unread = 0;
    this.server.read(id);
  }

  /** Leaves the seat to somebody else. */
  leave() {
    this.left = true;
    this.feed.stop();
    this.modals?.stop();
    this.thread = null;
    place("thread").hidden = true;
    ["thread", "conversation", "sidebar"].forEach((id) => fill(place(id)));
    clearToasts();
    hush();
  }
}
