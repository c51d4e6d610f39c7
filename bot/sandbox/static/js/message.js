// Draws one message: who, when, what, and what can be done with it.

import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks/block.js";
import { fullTime, moment, timeOfDay, dayName } from "./clock.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { presser } from "./pressing.js";

/**
 * One message as a list item.
 *
 * `setting` is {workspace, server, channel, compact, replies, openThread}; without `openThread` the message
 * stands in a thread already.
 */
export function drawMessage(message, setting) {
  const author = setting.workspace.author(message);
  const classes = ["message", setting.workspace.isApp(author.id) && "from-app", setting.compact && "compact", message.ephemeral && "ephemeral"].filter(Boolean).join(" ");
  const node = el("li", { class: classes, data: { ts: message.ts }, tabindex: "-1" });
  node.append(
    el("div", { class: "gutter" }, setting.compact ? time(message, "gutter-time") : avatar(author)),
    el("div", { class: "message-main" }, message.ephemeral ? onlyYou() : null, setting.compact ? null : head(author, message, setting), content(message, setting), replies(message, setting)),
  );
  if (setting.openThread && !message.ephemeral) node.append(tools(message, author, setting));
  return node;
}

function onlyYou() {
  return el("div", { class: "only-you" }, icon("eye"), "Only visible to you");
}

function head(author, message, { workspace }) {
  const badge = workspace.isApp(author.id) ? el("span", { class: "badge" }, "App") : null;
  return el("div", { class: "message-head" }, el("span", { class: "author" }, author.real_name), badge, time(message, "time"), message.blocks?.length ? editedMark(message) : null);
}

function editedMark(message) {
  return message.edited ? el("span", { class: "edited" }, "(edited)") : null;
}

function time(message, name) {
  return el("time", { class: name, datetime: moment(message.ts).toISOString(), title: fullTime(message.ts) }, timeOfDay(message.ts));
}

function content(message, { workspace, server, channel }) {
  const scope = { names: workspace.names, press: presser({ server, workspace }, { type: "message", channel, ts: message.ts }) };
  if (message.blocks?.length) return el("div", { class: "content" }, drawBlocks(message.blocks, scope));
  return el("div", { class: "content text" }, mrkdwn(message.text ?? "", workspace.names), editedMark(message));
}

function replies(message, { workspace, replies: list, openThread }) {
  if (!openThread || list.length === 0) return null;
  const authors = [...new Map(list.map((reply) => [workspace.author(reply).id, workspace.author(reply)])).values()];
  const last = list.at(-1).ts;
  const count = list.length === 1 ? "1 reply" : `${list.length} replies`;
  return el(
    "button",
    { type: "button", class: "replies", on: { click: () => openThread(message.ts) } },
    el("span", { class: "replies-faces" }, authors.slice(0, 4).map((author) => avatar(author, "small"))),
    el("span", { class: "replies-count" }, count),
    el("span", { class: "replies-last" }, `Last reply ${dayName(last).toLowerCase()} at ${timeOfDay(last)}`),
  );
}

function tools(message, author, { openThread }) {
  const label = `Reply in thread to ${author.real_name}`;
  const reply = el("button", { type: "button", class: "icon-button", "aria-label": label, title: "Reply in thread", on: { click: () => openThread(message.ts) } }, icon("reply"));
  return el("div", { class: "message-tools" }, reply);
}
