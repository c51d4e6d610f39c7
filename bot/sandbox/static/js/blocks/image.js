// Draws an image block or element; where the picture cannot be had its description stands in its place.

import { el } from "../dom.js";
import { fileAddress } from "../files.js";
import { isSafe, plainText } from "../mrkdwn.js";

/** A small picture inside of something else. */
export function imageElement(item, names) {
  return el("figure", { class: "picture" }, picture(item, names));
}

/** An image with its title; it opens in full beside the page. */
export function imageBlock(block, names) {
  const address = addressOf(block, names);
  const drawn = picture(block, names);
  const whole = canOpen(address) ? el("a", { class: "picture-link", href: address, target: "_blank", rel: "noopener noreferrer" }, drawn) : drawn;
  const title = block.title ? el("figcaption", {}, plainText(block.title.text)) : null;
  return el("figure", { class: "picture" }, title, whole);
}

function picture(item, names) {
  const node = el("img", { src: addressOf(item, names), alt: item.alt_text, loading: "lazy" });
  node.addEventListener("error", () => node.replaceWith(el("span", { class: "picture-missing" }, item.alt_text)));
  return node;
}

function addressOf(item, names) {
  return item.slack_file ? fileAddress(item.slack_file.id, names.me) : (item.image_url ?? "");
}

function canOpen(address) {
  return isSafe(address) || address.startsWith("/page/file/");
}
