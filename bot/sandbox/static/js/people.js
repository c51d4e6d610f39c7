// Lets whoever tries the sandbox sit down at another person's desk.

import { avatar } from "./avatar.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { attachMenu } from "./menu.js";

/** The switcher "You are Alice"; `become(id)` changes the person. */
export function peopleSwitcher(workspace, become) {
  const me = workspace.user(workspace.me);
  const button = el(
    "button",
    { type: "button", class: "switcher", "aria-label": `You are ${me.real_name}. Switch person` },
    el("span", { class: "switcher-words" }, "You are"),
    avatar(me, "small"),
    el("span", { class: "switcher-name" }, me.real_name),
    icon("caret"),
  );
  attachMenu(button, "Switch person", () =>
    workspace.people().map((user) => ({
      label: user.real_name,
      note: roleOf(user),
      picture: avatar(user, "small"),
      checked: user.id === workspace.me,
      choose: () => become(user.id),
    })),
  );
  return el("div", { class: "switcher-holder" }, button);
}

function roleOf(user) {
  if (user.is_admin) return "Admin";
  return user.is_guest ? "Guest" : null;
}
