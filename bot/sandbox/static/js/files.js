// Draws the files of a message: a picture as itself, anything else as a card with its name, size and download.

import { el } from "./dom.js";
import { icon } from "./icons.js";

const UNITS = ["bytes", "KB", "MB", "GB"];

/** Where this person finds the bytes of a file. */
export function fileAddress(id, me) {
  return `/page/file/${encodeURIComponent(id)}?as=${encodeURIComponent(me)}`;
}

/** "240 KB". */
export function sizeInWords(bytes) {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  const shown = bytes / 1024 ** step;
  return `${shown < 10 && step > 0 ? shown.toFixed(1) : Math.round(shown)} ${UNITS[step]}`;
}

/** The files of a message, one below the other. */
export function drawFiles(files, me) {
  return el("div", { class: "files" }, files.map((file) => (isPicture(file) ? preview(file, me) : card(file, me))));
}

/** "CSV" for "tasks.csv". */
export function kindOf({ name }) {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name ?? "");
  return ending === null ? "File" : ending[1].toUpperCase();
}

function isPicture({ mimetype = "" }) {
  return /^image\/(png|jpeg|gif|webp|svg\+xml)$/.test(mimetype);
}

function preview(file, me) {
  const address = fileAddress(file.id, me);
  const words = file.alt_txt || file.title || file.name;
  const picture = el("img", { src: address, alt: words, loading: "lazy" });
  const open = el("a", { class: "picture-link", href: address, target: "_blank", rel: "noopener noreferrer" }, picture);
  picture.addEventListener("error", () => open.replaceWith(card(file, me)));
  const title = el("span", { class: "file-title" }, file.title || file.name);
  return el("figure", { class: "picture file-picture" }, el("figcaption", {}, title, download(file, me)), open);
}

function card(file, me) {
  const words = el("span", { class: "file-words" }, el("span", { class: "file-title" }, file.title || file.name), el("span", { class: "file-note" }, `${kindOf(file)} · ${sizeInWords(file.size ?? 0)}`));
  return el("div", { class: "file-card", role: "group", "aria-label": `File ${file.name}` }, el("span", { class: "file-mark" }, icon("file")), words, download(file, me));
}

function download(file, me) {
  const label = `Download ${file.name}`;
  return el("a", { class: "icon-button", href: fileAddress(file.id, me), download: file.name, "aria-label": label, title: label }, icon("download"));
}
