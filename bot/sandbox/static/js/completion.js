// Finds what a half-typed `/command` or `@name` may become.

import { avatar } from "./avatar.js";
import { icon } from "./icons.js";

const COMMAND = /^\/([\w-]*)$/;
const MENTION = /(?:^|[\s(])@([\p{L}\p{N} ._-]{0,30})$/u;
const MOST = 8;

/**
 * Suggestions for the text before the caret: {label, note, picture, insert, from}, or none.
 * `insert` takes the place of everything from index `from` up to the caret.
 */
export function suggestions(before, workspace, { commands = true } = {}) {
  const command = commands ? COMMAND.exec(before) : null;
  if (command !== null) return commandSuggestions(command[1], workspace.app.commands);
  const mention = MENTION.exec(before);
  return mention === null ? [] : mentionSuggestions(mention[1], before, workspace);
}

function commandSuggestions(typed, commands) {
  return commands
    .filter(({ command }) => command.slice(1).startsWith(typed.toLowerCase()))
    .map(({ command, description, usage_hint: hint }) => ({
      label: hint ? `${command} ${hint}` : command,
      note: description,
      picture: icon("slash"),
      insert: `${command} `,
      from: 0,
    }));
}

function mentionSuggestions(typed, before, workspace) {
  const wanted = typed.toLowerCase();
  const everyone = [appAsUser(workspace), ...workspace.people()];
  return everyone
    .filter((user) => matches(user, wanted))
    .slice(0, MOST)
    .map((user) => ({
      label: user.real_name,
      note: note(user, workspace),
      picture: avatar(user, "small"),
      insert: `@${user.real_name} `,
      from: before.length - typed.length - 1,
    }));
}

function appAsUser({ app, users }) {
  return { ...users.get(app.user_id), id: app.user_id, name: app.name, real_name: app.name, is_bot: true };
}

function matches(user, wanted) {
  const names = [user.name, user.real_name, ...user.real_name.split(" ")].map((name) => name.toLowerCase());
  return names.some((name) => name.startsWith(wanted) && name !== wanted.trim()) || names.includes(wanted);
}

function note(user, workspace) {
  if (user.is_bot) return "App";
  return user.id === workspace.me ? "you" : "";
}
