// Where a message is written: Enter sends, Shift+Enter breaks the line, `/` and `@` offer completions, files wait beside it.

import { Attachments } from "./attachments.js";
import { el, freshId } from "./dom.js";
import { icon } from "./icons.js";
import { attachMenu } from "./menu.js";
import { Offers } from "./offers.js";
import { shortcutItems } from "./shortcuts.js";
import { toast } from "./toasts.js";

const HIGHEST = 220;
const drafts = new Map();

/** A composer for a channel or (with `thread`) for a thread in it; `sent(ts)` runs after a message was taken. */
export class Composer {
  constructor({ workspace, server, channel, thread = "", label, hint, sent = () => {} }) {
    Object.assign(this, { workspace, server, channel, thread, sent });
    this.draftKey = `${workspace.me}/${channel}/${thread}`;
    this.attachments = new Attachments(() => this.changed());
    this.build(label, hint);
    this.write(drafts.get(this.draftKey) ?? "");
  }

  build(label, hint) {
    const listId = freshId("offers");
    this.field = el("textarea", {
      class: "composer-field", rows: 1, placeholder: label, "aria-label": label, role: "combobox", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": listId, spellcheck: "true", autocomplete: "off",
    });
    this.offers = new Offers(this.field, listId, () => this.changed());
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.field.addEventListener("blur", () => this.offers.clear());
    this.field.addEventListener("paste", (event) => this.onPaste(event));
    this.node = el("div", { class: "composer" }, this.offers.node, el("div", { class: "composer-box" }, this.field, this.attachments.nodes, this.tools(hint)));
  }

  tools(hint) {
    this.sendButton = this.tool("send", "Send", () => this.send(), "send");
    const shortcuts = this.workspace.shortcuts.some(({ type }) => type === "global") ? this.shortcutTool() : null;
    return el(
      "div",
      { class: "composer-tools" },
      this.tool("attach", "Attach files", () => this.attachments.pick()),
      this.tool("at", "Mention somebody", () => this.begin("@")),
      this.thread ? null : this.tool("slash", "Use a command", () => this.begin("/")),
      shortcuts,
      el("span", { class: "composer-hint" }, hint ?? ""),
      this.sendButton,
    );
  }

  tool(picture, label, run, extra = "") {
    const keepFocus = (event) => event.preventDefault();
    return el("button", { type: "button", class: `icon-button ${extra}`.trim(), "aria-label": label, title: label, on: { click: run, pointerdown: keepFocus } }, icon(picture));
  }

  shortcutTool() {
    const control = el("button", { type: "button", class: "icon-button", "aria-label": "Shortcuts", title: "Shortcuts" }, icon("bolt"));
    attachMenu(control, "Shortcuts", () => shortcutItems("global", this.workspace, this.server));
    return control;
  }

  /** Puts a text into the field, ready to be sent or changed. */
  write(text) {
    this.field.value = text;
    this.changed();
    this.offers.clear();
  }

  /** Takes files to send with the next message. */
  take(files) {
    this.attachments.add(files);
    this.field.focus();
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
    this.sendButton.toggleAttribute("data-ready", text.trim() !== "" || this.attachments.files.length > 0);
    this.offers.suggest(this.workspace, { commands: this.thread === "" });
  }

  onPaste(event) {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    this.take(event.clipboardData.files);
  }

  onKey(event) {
    if (event.isComposing) return;
    if (this.offers.onKey(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  async send() {
    const text = this.field.value.trim();
    const withFiles = this.attachments.files.length > 0 && !text.startsWith("/");
    if ((text === "" && !withFiles) || this.sending) return;
    this.sending = true;
    this.write("");
    const went = withFiles ? await this.sendFiles(text) : await this.say(text);
    this.sending = false;
    if (!went && this.field.value === "") this.write(text);
  }

  /** Says a text here; false when it was refused. */
  async say(text) {
    return this.took(await this.server.say(this.channel, text, this.thread));
  }

  sendFiles(text) {
    const place = { channel: this.channel, text, thread_ts: this.thread };
    return this.attachments.send(async (files) => this.took(await this.server.upload(files, place)));
  }

  took(answer) {
    if (answer.ok && answer.ts) this.sent(answer.ts);
    if (!answer.ok) toast(answer.error);
    return answer.ok;
  }
}
