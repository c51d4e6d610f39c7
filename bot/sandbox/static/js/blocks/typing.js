// Says when a typed text goes to the app before the form does: on Enter, or at each pause.

import { act } from "./action.js";

const PAUSE = 300;

/** When the element wants to be sent: {enter, pauses}. */
export function sendingOf(item, scope) {
  const wanted = item.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const has = (name) => !scope.quiet && wanted.includes(name);
  return { enter: has("on_enter_pressed"), pauses: has("on_character_entered") };
}

/** Follows the field and sends what is in it; what is typed while an answer is awaited is sent after it. */
export function sendTyped(item, block, scope, control, read) {
  const { enter, pauses } = sendingOf(item, scope);
  let timer = 0;
  let sent = read();
  const send = (by) => {
    clearTimeout(timer);
    sent = read();
    return act(item, block, scope, { value: sent }, by);
  };
  if (enter) {
    control.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send(control);
    });
  }
  if (pauses) {
    control.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => control.isConnected && read() !== sent && send(null), PAUSE);
    });
  }
}
