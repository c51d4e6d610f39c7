// Offers the app's shortcuts: on a message, or beside the composer for those that stand anywhere.

import { icon } from "./icons.js";
import { toast } from "./toasts.js";

/** Menu items for the shortcuts of a type, "message" or "global"; `place` is the message they are about. */
export function shortcutItems(type, workspace, server, place = {}) {
  const run = async (callback) => {
    const answer = await server.shortcut(callback, place);
    if (!answer.ok) toast(answer.error);
  };
  return workspace.shortcuts
    .filter((shortcut) => shortcut.type === type)
    .map(({ name, description, callback_id: callback }) => ({
      label: name, note: description || workspace.app.name, picture: icon("bolt"), choose: () => run(callback),
    }));
}
