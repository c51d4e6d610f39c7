// The pane beside the conversation that shows one thread.

import { Composer } from "./composer.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { MessageList } from "./message_list.js";
import { sessionStrip } from "./session.js";
import { toast } from "./toasts.js";

/** A thread of a channel; `leave()` closes the pane. */
export class Thread {
  constructor({ workspace, server, channel, thread, leave }) {
    Object.assign(this, { workspace, server, channel, thread });
    this.session = el("div", { class: "thread-session", role: "status", hidden: true });
    this.list = new MessageList({ workspace, server, channel }, "Messages of the thread");
    this.composer = new Composer({ workspace, server, channel, thread, label: "Reply…" });
    this.parts = [this.head(leave), this.session, this.list.node, this.composer.node];
    this.show();
  }

  head(leave) {
    const place = this.workspace.channel(this.channel);
    const name = place.kind === "channel" ? `#${place.name}` : this.workspace.titleOf(place);
    const title = el("div", { class: "pane-titles" }, el("h2", { class: "pane-title" }, "Thread"), el("span", { class: "pane-note" }, name));
    const back = el("button", { type: "button", class: "icon-button only-narrow", "aria-label": "Back to the conversation", on: { click: leave } }, icon("back"));
    const close = el("button", { type: "button", class: "icon-button only-wide", "aria-label": "Close thread", on: { click: leave } }, icon("close"));
    return el("header", { class: "pane-head" }, back, title, close);
  }

  show() {
    const parent = this.workspace.message(this.channel, this.thread);
    const replies = this.workspace.replies(this.channel, this.thread);
    this.showSession(parent?.session ?? null);
    this.list.show([parent && { ...parent, session: null }, ...replies].filter(Boolean), { divider: (message, previous) => replyDivider(message, previous, this.thread, replies.length) });
  }

  showSession(session) {
    const signature = JSON.stringify(session);
    if (signature === this.shownSession) return;
    this.shownSession = signature;
    this.session.hidden = session === null;
    fill(this.session, session ? sessionStrip(session, { stop: () => this.stop() }) : null);
  }

  async stop() {
    const answer = await this.server.stop(this.channel, this.thread);
    if (!answer.ok) toast(answer.error);
  }

  /** Puts the pane into its place. */
  mount(node) {
    fill(node, this.parts);
    node.hidden = false;
    this.list.toEnd();
  }
}

function replyDivider(message, previous, thread, count) {
  if (previous?.ts !== thread) return null;
  const words = count === 1 ? "1 reply" : `${count} replies`;
  return el("li", { class: "reply-divider", role: "separator", "aria-label": words }, el("span", {}, words));
}
