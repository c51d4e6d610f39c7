// Where a message is written: Enter sends, Shift+Enter breaks the line, `/` and `@` offer completions.

import { suggestions } from "./completion.js";
import { el, fill, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { toast } from "./toasts.js";

const HIGHEST = 220;
const drafts = new Map();

/** A composer for a channel or (with `thread`) for a thread in it. */
export class Composer {
  constructor({ workspace, server, channel, thread = "", label, hint }) {
    Object.assign(this, { workspace, server, channel, thread, offers: [], at: 0 });
    this.draftKey = `${workspace.me}/${channel}/${thread}`;
    this.build(label, hint);
    this.write(drafts.get(this.draftKey) ?? "");
  }

  build(label, hint) {
    const listId = freshId("offers");
    this.list = el("div", { id: listId, class: "offers", role: "listbox", "aria-label": "Suggestions", hidden: true });
    this.field = el("textarea", {
      class: "composer-field", rows: 1, placeholder: label, "aria-label": label, role: "combobox", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": listId, spellcheck: "true", autocomplete: "off",
    });
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.field.addEventListener("blur", () => this.offer([]));
    this.sendButton = this.tool("send", "Send", () => this.send(), "send");
    const tools = el("div", { class: "composer-tools" }, this.tool("at", "Mention somebody", () => this.begin("@")),
      this.thread ? null : this.tool("slash", "Use a command", () => this.begin("/")), el("span", { class: "composer-hint" }, hint ?? ""), this.sendButton);
    this.node = el("div", { class: "composer" }, this.list, el("div", { class: "composer-box" }, this.field, tools));
  }

  tool(picture, label, run, extra = "") {
    const keepFocus = (event) => event.preventDefault();
    return el("button", { type: "button", class: `icon-button ${extra}`.trim(), "aria-label": label, title: label, on: { click: run, pointerdown: keepFocus } }, icon(picture));
  }

  /** Puts a text into the field, ready to be sent or changed. */
  write(text) {
    this.field.value = text;
    this.changed();
    this.offer([]);
  }

  /** Begins a mention or a command at the caret. */
  begin(mark) {
    this.field.focus();
    const text = this.field.value;
    if (mark === "/") this.field.value = `/${text.replace(/^\//, "")}`;
    else this.field.setRangeText(text === "" || /\s$/.test(text) ? "@" : " @", this.field.selectionStart, this.field.selectionEnd, "end");
    if (mark === "/") this.field.setSelectionRange(1, 1);
    this.changed();
  }

  changed() {
    const text = this.field.value;
    drafts.set(this.draftKey, text);
    this.field.style.setProperty("height", "auto");
    this.field.style.setProperty("height", `${Math.min(this.field.scrollHeight, HIGHEST)}px`);
    this.sendButton.toggleAttribute("data-ready", text.trim() !== "");
    const before = text.slice(0, this.field.selectionStart);
    this.offer(suggestions(before, this.workspace, { commands: this.thread === "" }));
  }

  offer(offers) {
    this.offers = offers;
    this.list.hidden = offers.length === 0;
    this.field.setAttribute("aria-expanded", String(offers.length > 0));
    fill(this.list, offers.map((each, index) => this.offerRow(each, index)));
    this.select(0);
  }

  offerRow(each, index) {
    const pick = (event) => {
      event.preventDefault();
      this.select(index);
      this.pick();
    };
    return el(
      "div",
      { id: freshId("offer"), class: "offer", role: "option", on: { pointerdown: pick } },
      each.picture,
      el("span", { class: "offer-label" }, each.label),
      el("span", { class: "offer-note" }, each.note),
    );
  }

  select(index) {
    const rows = [...this.list.children];
    this.at = rows.length === 0 ? 0 : (index + rows.length) % rows.length;
    rows.forEach((row, number) => row.setAttribute("aria-selected", String(number === this.at)));
    if (rows.length === 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", rows[this.at].id);
    rows[this.at]?.scrollIntoView({ block: "nearest" });
  }

  pick() {
    const { insert, from } = this.offers[this.at];
    this.field.setRangeText(insert, from, this.field.selectionStart, "end");
    this.changed();
    this.offer([]);
  }

  onKey(event) {
    if (event.isComposing) return;
    if (this.offers.length > 0 && this.onOfferKey(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  onOfferKey({ key, shiftKey }) {
    if (key === "ArrowDown") this.select(this.at + 1);
    else if (key === "ArrowUp") this.select(this.at - 1);
    else if (key === "Escape") this.offer([]);
    else if ((key === "Enter" && !shiftKey) || (key === "Tab" && !shiftKey)) this.pick();
    else return false;
    return true;
  }

  async send() {
    const text = this.field.value.trim();
    if (text === "" || this.sending) return;
    this.sending = true;
    this.write("");
    const answer = await this.server.say(this.channel, text, this.thread);
    this.sending = false;
    if (text.startsWith("/invite")) this.workspace.tell("stale");
    if (answer.ok) return;
    toast(answer.error);
    if (this.field.value === "") this.write(text);
  }
}
