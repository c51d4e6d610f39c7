// The App Home tab: the view that the app published for this person.

import { drawBlocks } from "./blocks/block.js";
import { el, fill } from "./dom.js";
import { swap } from "./focus.js";
import { Form } from "./form.js";
import { presser, uploader } from "./pressing.js";

/** Shows the home view, and follows it: place, focus and what was typed stay. */
export class Home {
  constructor(workspace, server) {
    Object.assign(this, { workspace, server, form: new Form() });
    this.page = el("div", { class: "home-page" });
    this.node = el("div", { class: "scroller home", tabindex: "0", role: "region", "aria-label": "App Home" }, this.page);
    this.show();
  }

  show() {
    const { home } = this.workspace;
    const signature = JSON.stringify(home && { ...home, state: null });
    if (signature === this.signature) return;
    this.signature = signature;
    const fresh = el("div", { class: "home-blocks", tabindex: "-1" }, home ? this.draw(home) : el("p", { class: "quiet" }, "The app has not published its home yet."));
    const { scrollTop } = this.node;
    if (this.page.firstElementChild) swap(this.page.firstElementChild, fresh, { near: true });
    else fill(this.page, fresh);
    this.node.scrollTop = scrollTop;
  }

  draw(home) {
    const [earlier, form] = [this.form, new Form()];
    const press = presser(this, { type: "view", view_id: home.id }, form);
    const drawn = drawBlocks(home.blocks, { names: this.workspace.names, form, press, upload: uploader(this) });
    form.takeOver(earlier);
    this.form = form;
    return drawn;
  }
}
