// A small menu below a button, walked through by arrow keys, for overflow elements and for switching people.

import { el } from "./dom.js";
import { icon } from "./icons.js";

/** Opens a menu when the button is pressed. `items()` answers {label, choose, note?, picture?, checked?} each time. */
export function attachMenu(button, label, items) {
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => (button.menu ? button.menu.close() : new Menu(button, label, items())));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || button.menu) return;
    event.preventDefault();
    new Menu(button, label, items());
  });
}

class Menu {
  constructor(button, label, items) {
    this.button = button;
    this.rows = items.map((item) => this.row(item));
    this.node = el("div", { class: "menu", role: "menu", "aria-label": label }, this.rows);
    button.menu = this;
    button.setAttribute("aria-expanded", "true");
    button.after(this.node);
    this.place();
    this.node.addEventListener("keydown", (event) => this.onKey(event));
    this.node.addEventListener("focusout", (event) => this.node.contains(event.relatedTarget) || event.relatedTarget === button || this.close(false));
    (this.rows.find((row) => row.getAttribute("aria-checked") === "true") ?? this.rows[0])?.focus();
  }

  row(item) {
    const radio = item.checked !== undefined;
    const choose = () => {
      this.close();
      item.choose();
    };
    return el(
      "button",
      { type: "button", class: "menu-item", role: radio ? "menuitemradio" : "menuitem", "aria-checked": radio ? String(item.checked) : null, tabindex: "-1", on: { click: choose } },
      item.picture ?? null,
      el("span", { class: "menu-label" }, item.label, item.note ? el("span", { class: "menu-note" }, item.note) : null),
      item.checked ? icon("check") : null,
    );
  }

  place() {
    const box = this.button.getBoundingClientRect();
    this.node.style.setProperty("left", "0");
    const { offsetWidth: width, offsetHeight: height } = this.node;
    const below = box.bottom + height + 8 <= window.innerHeight;
    this.node.style.setProperty("left", `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`);
    this.node.style.setProperty("top", `${below ? box.bottom + 4 : Math.max(8, box.top - height - 4)}px`);
  }

  onKey(event) {
    const at = this.rows.indexOf(document.activeElement);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.rows.length - 1 };
    if (event.key in steps) {
      event.preventDefault();
      this.rows[(steps[event.key] + this.rows.length) % this.rows.length].focus();
    }
    if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Escape") event.preventDefault();
      this.close();
    }
  }

  close(refocus = true) {
    if (this.button.menu !== this) return;
    this.button.menu = null;
    this.button.setAttribute("aria-expanded", "false");
    if (refocus) this.button.focus();
    this.node.remove();
  }
}
