// The bar on top: where we are, who we are, light or dark.

import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { peopleSwitcher } from "./people.js";
import { isDark, toggleTheme } from "./theme.js";

/** Draws the bar for one person. */
export function drawTopbar(node, workspace, become) {
  fill(
    node,
    el("div", { class: "topbar-name" }, el("span", { class: "topbar-mark", "aria-hidden": "true" }, icon("reply")), workspace.team.name),
    el("div", { class: "topbar-note", role: "status" }, el("span", { class: "topbar-online" }, "Sandbox workspace. Nothing leaves this computer."), el("span", { class: "topbar-offline" }, "Reconnecting…")),
    themeButton(),
    peopleSwitcher(workspace, become),
  );
}

function themeButton() {
  const label = () => `Switch to the ${isDark() ? "light" : "dark"} theme`;
  const button = el("button", { type: "button", class: "icon-button theme-button" });
  const draw = () => {
    button.setAttribute("aria-label", label());
    button.title = label();
    fill(button, icon(isDark() ? "sun" : "moon"));
  };
  button.addEventListener("click", () => {
    toggleTheme();
    draw();
  });
  draw();
  return button;
}
