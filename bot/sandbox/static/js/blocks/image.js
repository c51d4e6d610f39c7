// Draws an image block or element; where the picture cannot be had its description stands in its place.

import { el } from "../dom.js";
import { plainText } from "../mrkdwn.js";

/** An image with its title, which falls back to its alt text. */
export function image(block) {
  const picture = el("img", { src: block.image_url ?? "", alt: block.alt_text, loading: "lazy" });
  const holder = el("figure", { class: "picture" }, picture);
  picture.addEventListener("error", () => picture.replaceWith(el("span", { class: "picture-missing" }, block.alt_text)));
  if (block.title) holder.prepend(el("figcaption", {}, plainText(block.title.text)));
  return holder;
}
