// Draws the page's small line icons, so that no icon font or image is needed.

import { svg } from "./dom.js";

const PATHS = {
  hash: ["M5 9h14", "M5 15h14", "M10.5 4 8.5 20", "M15.5 4l-2 16"],
  lock: ["M7 11V8a5 5 0 0 1 10 0v3", "M6 11h12v9H6z"],
  back: ["M15 5l-7 7 7 7"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  caret: ["M6 9.5l6 6 6-6"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  more: ["M5.5 12h.01", "M12 12h.01", "M18.5 12h.01"],
  reply: ["M4.5 5.5h15v11h-9l-4 3.5v-3.5h-2z", "M8.5 9.5h7", "M8.5 12.5h4.5"],
  send: ["M4.5 12 4.5 5 20 12 4.5 19V12z", "M4.5 12H11"],
  sun: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M12 2.5v2", "M12 19.5v2", "M2.5 12h2", "M19.5 12h2", "M5.3 5.3l1.4 1.4", "M17.3 17.3l1.4 1.4", "M18.7 5.3l-1.4 1.4", "M6.7 17.3l-1.4 1.4"],
  moon: ["M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"],
  eye: ["M2.5 12s3.5-6 9.5-6 9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6z", "M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z"],
  at: ["M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z", "M15.5 8.5V13a2.5 2.5 0 0 0 5 0v-1a8.5 8.5 0 1 0-3.5 6.9"],
  slash: ["M15.5 5.5l-7 13"],
  info: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z", "M12 11v5", "M12 8v.01"],
  warning: ["M12 4.5 21 19.5H3z", "M12 10.5v4", "M12 17v.01"],
  spark: ["M12 3.5l2 6.5 6.5 2-6.5 2-2 6.5-2-6.5-6.5-2 6.5-2z"],
};

/** One icon by name, drawn in the color of the text around it. */
export function icon(name) {
  const shapes = PATHS[name].map((d) => ["path", { d }]);
  return svg({ viewBox: "0 0 24 24", class: "icon" }, shapes);
}
