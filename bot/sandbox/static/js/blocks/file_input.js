// Draws a field for files: each is uploaded when it is picked, and handed in with the form.

import { el, fill } from "../dom.js";
import { sizeInWords } from "../files.js";
import { icon } from "../icons.js";
import { nameControl } from "./action.js";

const MOST = 10;

/** A field for up to `max_files` files. */
export function fileInput(item, block, scope) {
  const most = item.max_files ?? MOST;
  let files = [];
  const accept = item.filetypes?.map((ending) => `.${ending}`).join(",");
  const control = el("input", { type: "file", class: "file-field", accept, multiple: most > 1, "aria-label": scope.label });
  const list = el("ul", { class: "file-field-list", role: "list" });
  const remove = (file) => write({ files: files.filter((each) => each !== file) });
  const row = (file) =>
    el("li", {}, icon("file"), el("span", { class: "file-title" }, file.name), el("span", { class: "file-note" }, sizeInWords(file.size ?? 0)),
      el("button", { type: "button", class: "icon-button", "aria-label": `Remove ${file.name}`, on: { click: () => remove(file) } }, icon("close")));
  const write = (state) => {
    files = state.files;
    fill(list, files.map(row));
    control.hidden = files.length >= most;
  };
  control.addEventListener("change", async () => {
    const picked = [...control.files].slice(0, most - files.length);
    control.value = "";
    control.setAttribute("aria-busy", "true");
    for (const file of picked) {
      const kept = await scope.upload(file);
      if (kept !== null) write({ files: [...files, kept] });
    }
    control.removeAttribute("aria-busy");
  });
  scope.form?.add(block, item, {
    node: control,
    read: () => ({ type: item.type, files }),
    write,
    empty: () => files.length === 0,
    fault: () => (control.getAttribute("aria-busy") === "true" ? "Please wait until the file is uploaded." : null),
  });
  return el("div", { class: "file-input" }, nameControl(control, item, block), list);
}
