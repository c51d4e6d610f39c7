// The tools beside a message: a reply in its thread, and the app's message shortcuts.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { attachMenu } from "./menu.js";
import { shortcutItems } from "./shortcuts.js";

/** The tools of one message, or null: what only one person sees takes no reply and no shortcut, as in Slack. */
export function messageTools(message, author, setting) {
  const { workspace, openThread } = setting;
  const offersMore = workspace.shortcuts.some(({ type }) => type === "message");
  if (message.ephemeral || (!openThread && !offersMore)) return null;
  const tools = [openThread ? replyTool(message, author, openThread) : null, offersMore ? moreTool(message, author, setting) : null];
  return el("div", { class: offersMore ? "message-tools with-menu" : "message-tools" }, tools);
}

function replyTool(message, author, openThread) {
  const label = `Reply in thread to ${author.real_name}`;
  return el("button", { type: "button", class: "icon-button reply-tool", "aria-label": label, title: "Reply in thread", on: { click: () => openThread(message.ts) } }, icon("reply"));
}

function moreTool(message, author, { workspace, server, channel, openThread }) {
  const label = `More actions for the message of ${author.real_name}`;
  const control = el("button", { type: "button", class: "icon-button", "aria-label": label, title: "More actions" }, icon("more"));
  const reply = openThread ? [{ label: "Reply in thread", picture: icon("reply"), choose: () => openThread(message.ts) }] : [];
  attachMenu(control, "More actions", () => [...reply, ...shortcutItems("message", workspace, server, { channel, ts: message.ts })]);
  return control;
}
