// Light or dark: as the system says, until the person says otherwise.

import { memory } from "./memory.js";

const KEY = "theme";

/** Takes up what was chosen on an earlier visit. */
export function restoreTheme() {
  const kept = memory.get(KEY);
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
}

/** Whether the page is dark now. */
export function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Turns the theme round and keeps it. */
export function toggleTheme() {
  const next = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  memory.set(KEY, next);
}
