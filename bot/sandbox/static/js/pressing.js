// Sends what was pressed, and shows on the pressed control that an answer is awaited.

import { toast } from "./toasts.js";

const LONGEST = 3500;

/** A `press` for the scope of blocks: the control is busy until the feed brings a change, or Slack would give up. */
export function presser({ server, workspace }, container) {
  return async (action, control) => {
    if (control.getAttribute("aria-busy") === "true") return;
    control.setAttribute("aria-busy", "true");
    const change = workspace.nextChange(LONGEST);
    const answer = await server.press(container, action);
    if (answer.ok) await change;
    else toast(answer.error);
    control.removeAttribute("aria-busy");
  };
}
