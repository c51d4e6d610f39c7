// Draws a person as colored initials, so that nobody needs a photograph.

import { el, svg } from "./dom.js";

const APP_MARK = "M7 8.5h18a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9l-6 5v-5H7a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2z";

/** The avatar of a user of the state; `size` is the name of a CSS class: small, medium or large. */
export function avatar(user, size = "medium") {
  const holder = el("span", { class: `avatar avatar-${size}`, "aria-hidden": "true" });
  holder.style.setProperty("--avatar", ink(user.color));
  holder.append(user.is_bot ? appMark() : initials(user.real_name || user.name));
  return holder;
}

function appMark() {
  return svg({ viewBox: "0 0 32 32" }, [["path", { d: APP_MARK, fill: "#fff" }]]);
}

function initials(name) {
  const letters = name.split(/\s+/).filter(Boolean).map((word) => word[0].toUpperCase());
  const shape = ["text", { x: 16, y: 21, "text-anchor": "middle", "font-size": 13, "font-weight": 700, fill: "#fff" }];
  return svg({ viewBox: "0 0 32 32" }, [shape], [letters[0], letters.length > 1 ? letters.at(-1) : ""].join(""));
}

function ink(color) {
  const hex = String(color ?? "").replace("#", "");
  return /^[0-9a-f]{6}$/i.test(hex) ? `#${hex}` : "#5b5fc7";
}
