// The App Home tab: the view that the app published for this person.

import { drawBlocks } from "./blocks/block.js";
import { el, fill } from "./dom.js";
import { swap } from "./focus.js";
import { presser } from "./pressing.js";

/** Shows the home view, and follows it. */
export class Home {
  constructor(workspace, server) {
    Object.assign(this, { workspace, server });
    this.page = el("div", { class: "home-page" });
    this.node = el("div", { class: "scroller home", tabindex: "0", role: "region", "aria-label": "App Home" }, this.page);
    this.show();
  }

  show() {
    const { home } = this.workspace;
    const signature = JSON.stringify(home);
    if (signature === this.signature) return;
    this.signature = signature;
    const fresh = el("div", { class: "home-blocks", tabindex: "-1" });
    if (home) fill(fresh, drawBlocks(home.blocks, { names: this.workspace.names, press: presser(this, { type: "view", view_id: home.id }) }));
    else fill(fresh, el("p", { class: "quiet" }, "The app has not published its home yet."));
    if (this.page.firstElementChild) swap(this.page.firstElementChild, fresh);
    else this.page.append(fresh);
  }
}
