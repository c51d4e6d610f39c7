// Puts what was pressed or chosen into Slack's words and sends it.

import { confirmed } from "../confirm.js";
import { isSafe } from "../mrkdwn.js";

/** Sends the action of an element, after its confirm dialog where it has one. True when it was sent. */
export async function act(item, block, scope, chosen, control) {
  if (item.confirm && !(await confirmed(item.confirm, scope.names))) return false;
  const action = { type: item.type, action_id: item.action_id, block_id: block.block_id, ...chosen };
  await scope.press(action, control);
  return true;
}

/** Answers what to do after each change of a field: it is sent, or taken back where the person thinks better of it. */
export function sender(item, block, scope, control, { read, write }) {
  let kept = read();
  return async () => {
    const chosen = read();
    if (item.confirm && !(await confirmed(item.confirm, scope.names))) {
      write(kept);
      return;
    }
    kept = chosen;
    await act({ ...item, confirm: null }, block, scope, chosen, control);
  };
}

/** Marks the control with the element's ids, so that focus can come back to it after a redraw. */
export function nameControl(control, item, block) {
  control.dataset.action = `${block.block_id}/${item.action_id}`;
  control.dataset.actionId = item.action_id;
  if (item.value !== undefined) control.dataset.value = item.value;
  if (item.focus_on_load) control.dataset.focusOnLoad = "";
  return control;
}

/** Opens the address of a button or option beside the page, where it has a safe one. */
export function openAddress(address) {
  if (address && isSafe(address)) window.open(address, "_blank", "noopener,noreferrer");
}
