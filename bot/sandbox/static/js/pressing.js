// Sends what was pressed, and shows on the pressed control that an answer is awaited.

import { toast } from "./toasts.js";

const LONGEST = 3500;

/**
 * A `press` for the scope of blocks; with a `form` the app is told what stands in its other fields, too.
 * The control is busy until the feed brings a change, or Slack would give up.
 * A busy button is not pressed again; a field may be changed again; without a control nothing is marked.
 */
export function presser({ server, workspace }, container, form = null) {
  return async (action, control) => {
    if (control?.matches("button") && control.getAttribute("aria-busy") === "true") return;
    const turn = begin(control);
    const change = workspace.nextChange(LONGEST);
    const answer = await server.press(container, action, form?.values());
    if (answer.ok) await change;
    else toast(answer.error);
    if (control?.pressed === turn) control.removeAttribute("aria-busy");
  };
}

/** An `upload` for the scope of blocks: the file as the server keeps it, or null. */
export function uploader({ server }) {
  return async (file) => {
    const answer = await server.upload([file]);
    if (!answer.ok) toast(answer.error);
    return answer.file ?? null;
  };
}

function begin(control) {
  control?.setAttribute("aria-busy", "true");
  const turn = (control?.pressed ?? 0) + 1;
  if (control) control.pressed = turn;
  return turn;
}
