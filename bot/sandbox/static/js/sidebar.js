// The list of channels and apps, with what is unread in them.

import { avatar } from "./avatar.js";
import { el, fill, freshId } from "./dom.js";
import { icon } from "./icons.js";

/** Draws the sidebar; `open(id)` goes to a channel, `current` is the one that is open. */
export function drawSidebar(node, workspace, current, open) {
  const held = node.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
  const rooms = workspace.channels.filter((channel) => channel.kind === "channel");
  const talks = workspace.channels.filter((channel) => channel.kind === "im");
  const row = (channel) => el("li", {}, entry(channel, workspace, channel.id === current, open));
  fill(node, el("h1", { class: "sidebar-title" }, workspace.team.name), group("Channels", rooms.map(row)), group("Apps", talks.map(row)));
  if (held) node.querySelector(`[data-channel="${CSS.escape(held)}"]`)?.focus();
}

function group(title, rows) {
  const id = freshId("group");
  return el("section", { class: "sidebar-group" }, el("h2", { id }, title), el("ul", { "aria-labelledby": id }, rows));
}

function entry(channel, workspace, isCurrent, open) {
  const unread = channel.unread > 0 && !isCurrent;
  const direct = channel.kind === "im";
  return el(
    "button",
    {
      type: "button", class: unread ? "entry unread" : "entry", "aria-current": isCurrent ? "page" : null,
      data: { channel: channel.id }, on: { click: () => open(channel.id) },
    },
    direct ? avatar(workspace.partner(channel), "small") : icon("hash"),
    el("span", { class: "entry-name" }, workspace.titleOf(channel)),
    unread ? mark(channel, direct) : null,
  );
}

function mark(channel, direct) {
  const words = `${channel.unread} unread`;
  if (!direct) return el("span", { class: "dot" }, el("span", { class: "unseen" }, words));
  return el("span", { class: "count", "aria-label": words }, String(channel.unread));
}
