// Draws one message: who, when, what, and what can be done with it.

import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks/block.js";
import { fullTime, moment, timeOfDay, dayInSentence } from "./clock.js";
import { el } from "./dom.js";
import { drawFiles } from "./files.js";
import { Form } from "./form.js";
import { icon } from "./icons.js";
import { messageTools } from "./message_tools.js";
import { mrkdwn } from "./mrkdwn.js";
import { presser, uploader } from "./pressing.js";
import { sessionStrip } from "./session.js";

/**
 * One message as a list item.
 *
 * `setting` is {workspace, server, channel, compact, replies, openThread, form}; without `openThread` the message
 * stands in a thread already. `form` collects what is entered in it.
 */
export function drawMessage(message, setting) {
  const author = setting.workspace.author(message);
  const classes = ["message", setting.workspace.isApp(author.id) && "from-app", setting.compact && "compact", message.ephemeral && "ephemeral"].filter(Boolean).join(" ");
  const node = el("li", { class: classes, data: { ts: message.ts }, tabindex: "-1" });
  const parts = [message.ephemeral ? onlyYou() : null, setting.compact ? null : head(author, message, setting), content(message, setting)];
  const below = [message.files?.length ? drawFiles(message.files, setting.workspace.me) : null, message.session ? sessionStrip(message.session) : null, replies(message, setting)];
  node.append(
    el("div", { class: "gutter" }, setting.compact ? time(message, "gutter-time") : avatar(author)),
    el("div", { class: "message-main" }, parts, below),
  );
  const tools = messageTools(message, author, setting);
  if (tools !== null) node.append(tools);
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

function content(message, { workspace, server, channel, form = new Form() }) {
  if (message.blocks?.length) {
    const reach = { server, workspace };
    const press = presser(reach, { type: "message", channel, ts: message.ts }, form);
    return el("div", { class: "content" }, drawBlocks(message.blocks, { names: workspace.names, press, form, upload: uploader(reach) }));
  }
  if (!message.text && message.files?.length) return null;
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
    el("span", { class: "replies-last" }, `Last reply ${dayInSentence(last)} at ${timeOfDay(last)}`),
  );
}
