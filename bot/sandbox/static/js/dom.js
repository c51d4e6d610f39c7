// Builds elements; it exists so that text only ever enters the page as text nodes.

const SVG = "http://www.w3.org/2000/svg";

/** Makes `<tag>`. `on` holds listeners, `data` data attributes; null, undefined and false attributes are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  const { on = {}, data = {}, ...rest } = attributes;
  for (const [name, value] of Object.entries(rest)) setAttribute(node, name, value);
  for (const [name, value] of Object.entries(data)) node.dataset[name] = value;
  for (const [event, listener] of Object.entries(on)) node.addEventListener(event, listener);
  append(node, children);
  return node;
}

function setAttribute(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  node.setAttribute(name, value === true ? "" : String(value));
}

/** Appends nodes and strings, however deeply listed; null and false are skipped. */
export function append(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/** Puts these children in place of whatever `node` held. */
export function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

/** Makes an SVG picture; `shapes` are [tag, attributes] pairs. */
export function svg(attributes, shapes, text = null) {
  const make = (tag, values) => {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(values)) node.setAttribute(name, String(value));
    return node;
  };
  const picture = make("svg", { "aria-hidden": "true", focusable: "false", ...attributes });
  for (const [tag, values] of shapes) picture.append(make(tag, values));
  if (text !== null) picture.lastChild.append(document.createTextNode(text));
  return picture;
}

let count = 0;

/** An id that no other element of the page has. */
export function freshId(stem) {
  count += 1;
  return `${stem}-${count}`;
}
