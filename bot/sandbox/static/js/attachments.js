// The files that wait in the composer until the message is sent: picked, dropped or pasted.

import { el, fill } from "./dom.js";
import { kindOf, sizeInWords } from "./files.js";
import { icon } from "./icons.js";

const MOST = 10;

/** Files in waiting. `changed()` runs when one comes or goes. */
export class Attachments {
  constructor(changed) {
    Object.assign(this, { changed, files: [] });
    this.picker = el("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files to attach" });
    this.picker.addEventListener("change", () => {
      this.add(this.picker.files);
      this.picker.value = "";
    });
    this.list = el("ul", { class: "attachments", role: "list", "aria-label": "Files to send", hidden: true });
    this.nodes = [this.list, this.picker];
  }

  /** Lets the person pick from their computer. */
  pick() {
    this.picker.click();
  }

  /** Takes up to ten files in all. */
  add(files) {
    this.files = [...this.files, ...files].slice(0, MOST);
    this.show();
  }

  remove(file) {
    this.files = this.files.filter((each) => each !== file);
    this.show();
  }

  show() {
    this.list.hidden = this.files.length === 0;
    fill(this.list, this.files.map((file) => this.row(file)));
    this.changed();
  }

  row(file) {
    const words = el("span", { class: "file-words" }, el("span", { class: "file-title" }, file.name), el("span", { class: "file-note" }, `${kindOf(file)} · ${sizeInWords(file.size)}`));
    const label = `Remove ${file.name}`;
    const remove = el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, on: { click: () => this.remove(file) } }, icon("close"));
    return el("li", { class: "attachment" }, icon("file"), words, remove);
  }

  /** Sends them by `upload(files)`, which answers whether they went; else they stay. */
  async send(upload) {
    this.list.setAttribute("aria-busy", "true");
    const sending = this.files;
    const went = await upload(sending);
    this.list.removeAttribute("aria-busy");
    if (went) this.files = this.files.filter((file) => !sending.includes(file));
    this.show();
    return went;
  }
}

/** Lets files be dropped on a pane; `take(files)` gets them. */
export function acceptDrops(pane, take) {
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  pane.ondragover = (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    pane.classList.add("dropping");
  };
  pane.ondragleave = (event) => pane.contains(event.relatedTarget) || pane.classList.remove("dropping");
  pane.ondrop = (event) => {
    pane.classList.remove("dropping");
    if (!hasFiles(event)) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  };
}
