// Keeps a list of messages drawn: only what changed is drawn anew, and the newest stays in view.

import { dayName } from "./clock.js";
import { el } from "./dom.js";
import { swap } from "./focus.js";
import { Form } from "./form.js";
import { drawMessage } from "./message.js";

const TOGETHER = 300;
const NEAR_END = 120;

/** A scrolling list. `setting` is what `drawMessage` needs, save compact, replies and form. */
export class MessageList {
  constructor(setting, label) {
    this.setting = setting;
    this.drawn = new Map();
    this.list = el("ol", { class: "messages", "aria-label": label });
    this.node = el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": label }, this.list);
    this.atEnd = true;
    this.put = 0;
    this.node.addEventListener("scroll", () => (this.atEnd = this.nearEnd() || this.isWhereWePut()), { passive: true });
    const observer = new ResizeObserver(() => this.atEnd && this.toEnd());
    [this.node, this.list].forEach((node) => observer.observe(node));
  }

  /** Draws these messages; `intro` stands above them, `divider(message)` may answer a node to stand before one. */
  show(messages, { intro = null, divider = dayDivider } = {}) {
    const newest = messages.at(-1)?.ts;
    if (newest !== this.newest && messages.at(-1)?.user === this.setting.workspace.me) this.atEnd = true;
    this.newest = newest;
    const rows = [];
    messages.forEach((message, index) => {
      const line = divider(message, messages[index - 1]);
      if (line !== null) rows.push(line);
      rows.push(this.row(message, line === null ? messages[index - 1] : undefined));
    });
    this.settle(intro === null ? rows : [this.introRow(intro), ...rows]);
    this.forget(messages);
    if (this.atEnd) this.toEnd();
  }

  introRow(intro) {
    return el("li", { class: "intro-row" }, intro);
  }

  row(message, previous) {
    const { workspace, channel } = this.setting;
    const replies = workspace.replies(channel, message.ts);
    const compact = goesWith(message, previous);
    const signature = JSON.stringify([message, compact, replies.length, replies.at(-1)?.ts]);
    const known = this.drawn.get(message.ts);
    if (known?.signature === signature) return known.node;
    const form = new Form();
    const node = drawMessage(message, { ...this.setting, compact, replies, form });
    if (known) form.takeOver(known.form, { types: ["input"] });
    if (known?.node.isConnected) swap(known.node, node);
    this.drawn.set(message.ts, { node, signature, form });
    return node;
  }

  /** Brings the list to these rows, touching only what is not in its place. */
  settle(rows) {
    for (const old of [...this.list.children]) {
      if (!rows.includes(old)) old.remove();
    }
    rows.forEach((row, index) => {
      if (this.list.children[index] !== row) this.list.insertBefore(row, this.list.children[index] ?? null);
    });
  }

  forget(messages) {
    const kept = new Set(messages.map((message) => message.ts));
    for (const ts of this.drawn.keys()) {
      if (!kept.has(ts)) this.drawn.delete(ts);
    }
  }

  nearEnd() {
    return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR_END;
  }

  isWhereWePut() {
    return Math.abs(this.node.scrollTop - this.put) < 2;
  }

  /** Shows the newest message: its end, or its beginning where it is higher than the view. */
  toEnd() {
    const last = this.list.lastElementChild;
    const end = this.node.scrollHeight - this.node.clientHeight;
    const begin = last === null ? end : last.getBoundingClientRect().top - this.node.getBoundingClientRect().top + this.node.scrollTop;
    this.put = Math.max(0, Math.min(end, begin));
    this.node.scrollTop = this.put;
  }
}

function goesWith(message, previous) {
  if (previous === undefined || previous.ephemeral || message.ephemeral) return false;
  const sameAuthor = previous.user === message.user && previous.bot_id === message.bot_id;
  return sameAuthor && Number(message.ts) - Number(previous.ts) < TOGETHER;
}

/** "Today", where a day begins. */
export function dayDivider(message, previous) {
  const day = dayName(message.ts);
  if (previous !== undefined && dayName(previous.ts) === day) return null;
  return el("li", { class: "day", role: "separator", "aria-label": day }, el("span", {}, day));
}
