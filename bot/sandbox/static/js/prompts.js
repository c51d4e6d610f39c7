// The app's suggested prompts: buttons above the composer that say something in the person's name.

import { el, fill, freshId } from "./dom.js";

/** Follows the workspace's prompts; `say(text)` sends one. */
export class Prompts {
  constructor(workspace, say) {
    Object.assign(this, { workspace, say, drawn: null });
    this.node = el("section", { class: "prompts", hidden: true });
    this.show();
  }

  show() {
    const { prompts } = this.workspace;
    const signature = JSON.stringify(prompts);
    if (signature === this.drawn) return;
    this.drawn = signature;
    const some = prompts?.prompts ?? [];
    this.node.hidden = some.length === 0;
    const id = freshId("prompts");
    this.node.setAttribute("aria-labelledby", id);
    fill(this.node, el("h3", { id, class: "prompts-title" }, prompts?.title || "Try asking"), el("div", { class: "prompts-list" }, some.map((each) => this.button(each))));
  }

  button({ title, message }) {
    const press = async (event) => {
      const button = event.currentTarget;
      if (button.getAttribute("aria-busy") === "true") return;
      button.setAttribute("aria-busy", "true");
      await this.say(message);
      button.removeAttribute("aria-busy");
    };
    return el("button", { type: "button", class: "prompt", title: message, on: { click: press } }, title);
  }
}
