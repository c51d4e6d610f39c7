// Tells screen readers about new messages, once each.

import { wordsOf } from "./mrkdwn.js";
import { sessionWords } from "./session.js";

const LONGEST = 500;

/** Announces messages of others as they come, and where an agent begins to work or to wait. */
export function announceMessages(workspace) {
  workspace.addEventListener("message", ({ detail: { channel, message } }) => {
    if (message.user === workspace.me) return;
    const place = workspace.channel(channel);
    const where = place?.kind === "channel" ? ` in ${place.name}` : "";
    announce(`${workspace.author(message).real_name}${where}: ${wordsOf(message.text ?? "", workspace.names)}`);
  });
  const known = new Map();
  workspace.addEventListener("changed", ({ detail: { message } }) => {
    const { status = "", title = "" } = message.session ?? {};
    if (status && status !== known.get(message.ts)) announce([title, sessionWords(message.session)].filter(Boolean).join(": "));
    known.set(message.ts, status);
  });
}

/** Forgets the last announcement, which the next person must not find. */
export function hush() {
  announce("");
}

function announce(text) {
  document.getElementById("announcer").textContent = text.slice(0, LONGEST);
}
