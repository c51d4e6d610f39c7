// A strip for the first visit that says what to try.

import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { memory } from "./memory.js";

const KEY = "hint-seen";

/** Draws the strip unless it was dismissed; `suggest(channel, text)` opens a channel with a text to send. */
export function drawHint(node, workspace, suggest) {
  const tries = [mentionTry(workspace), commandTry(workspace), directTry(workspace)].filter(Boolean);
  node.hidden = memory.get(KEY) === "yes";
  const dismiss = () => {
    memory.set(KEY, "yes");
    node.hidden = true;
    document.getElementById("conversation").focus();
  };
  const close = el("button", { type: "button", class: "icon-button", "aria-label": "Dismiss these hints", on: { click: dismiss } }, icon("close"));
  const button = ({ label, channel, text }) => el("button", { type: "button", class: "try", on: { click: () => suggest(channel, text) } }, label);
  fill(node, el("span", { class: "hint-words" }, icon("spark"), "Try"), el("div", { class: "tries" }, tries.map(button)), close);
}

function mentionTry({ app, channels }) {
  const room = channels.find((channel) => channel.kind === "channel" && channel.app_is_member);
  return room ? { label: `Mention the app in #${room.name}`, channel: room.id, text: `@${app.name} should we outsource our monthly payroll?` } : null;
}

function commandTry({ app, channels }) {
  const [first] = app.commands;
  const room = channels.find((channel) => channel.kind === "channel");
  return first && room ? { label: first.command, channel: room.id, text: `${first.command} monthly payroll` } : null;
}

function directTry(workspace) {
  const talk = workspace.appChannel();
  return talk ? { label: "Ask in private", channel: talk.id, text: "Should we outsource patent research?" } : null;
}
