// Draws Slack's mrkdwn as elements and text nodes; nothing that a person wrote is ever parsed as HTML.

import { el } from "./dom.js";
import { emoji } from "./emoji.js";

const STYLES = { "*": "strong", _: "em", "~": "del" };
const BOUNDARY = /[\s.,;:!?'"()[\]{}<>/*_~|–—-]/;
const SAFE = /^(https?:|mailto:|tel:)/i;
const SHORTCODE = /^:([a-z0-9_+-]+):/;

/** What `&amp; &lt; &gt;` stand for in Slack's text. */
export function unescape(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

/** Nodes for a whole mrkdwn text: paragraphs, quotes, lists and code blocks. `names` tells users and channels. */
export function mrkdwn(text, names) {
  const pieces = text.split(/```\n?([\s\S]*?)\n?```\n?/);
  return pieces.flatMap((piece, index) => {
    if (index % 2 === 1) return [el("pre", {}, el("code", {}, unescape(piece)))];
    return piece === "" ? [] : blocksOfLines(piece, names);
  });
}

const KINDS = [
  { tag: "blockquote", start: /^(?:&gt;|>) ?/ },
  { tag: "ul", start: /^\s*[•‣] +/ },
];

function blocksOfLines(text, names) {
  const groups = [];
  for (const line of text.replace(/\n$/, "").split("\n")) {
    const kind = KINDS.find((candidate) => candidate.start.test(line)) ?? null;
    if (groups.length === 0 || groups.at(-1).kind !== kind) groups.push({ kind, lines: [] });
    groups.at(-1).lines.push(kind === null ? line : line.replace(kind.start, ""));
  }
  return groups.map((group) => drawGroup(group, names));
}

function drawGroup({ kind, lines }, names) {
  if (kind?.tag === "ul") return el("ul", {}, lines.map((line) => el("li", {}, inline(line, names))));
  return el(kind?.tag ?? "p", {}, inline(lines.join("\n"), names));
}

/** Nodes for one run of mrkdwn without block structure. */
export function inline(text, names) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") nodes.push(unescape(plain));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const token = readToken(text, at, names);
    if (token === null) {
      plain += text[at];
      at += 1;
    } else {
      flush();
      nodes.push(token.node);
      at = token.end;
    }
  }
  flush();
  return nodes;
}

function readToken(text, at, names) {
  const char = text[at];
  if (char === "\n") return { node: el("br"), end: at + 1 };
  if (char === "<") return readReference(text, at, names);
  if (char === "`") return readCode(text, at);
  if (char === ":") return readEmoji(text, at);
  if (char in STYLES) return readStyled(text, at, names);
  return null;
}

function readReference(text, at, names) {
  const close = text.indexOf(">", at);
  if (close < 0) return null;
  const [target, label = ""] = splitOnce(text.slice(at + 1, close), "|");
  const node = reference(target, label, names);
  return node === null ? null : { node, end: close + 1 };
}

function splitOnce(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function reference(target, label, names) {
  if (/^@[UWB]/.test(target)) return mention(names.user(target.slice(1)), target.slice(1) === names.me);
  if (/^#C/.test(target)) return el("span", { class: "mention" }, `#${label || names.channel(target.slice(1))}`);
  if (/^!(here|channel|everyone)/.test(target)) return el("span", { class: "mention mention-me" }, `@${target.slice(1)}`);
  if (target.startsWith("!")) return el("span", {}, unescape(label || target.slice(1)));
  return link(unescape(target), unescape(label));
}

/** A chip such as "@Bob". */
export function mention(name, isMe) {
  return el("span", { class: isMe ? "mention mention-me" : "mention" }, `@${name}`);
}

/** Whether an address may be opened: the web, a mail or a telephone, and never a script. */
export function isSafe(address) {
  return SAFE.test(address);
}

/** A link that opens beside the page, or plain text where the address is of no safe kind. */
export function link(address, label) {
  if (!isSafe(address)) return null;
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label || address.replace(/^mailto:/, ""));
}

function readCode(text, at) {
  const close = text.indexOf("`", at + 1);
  if (close <= at + 1 || text.slice(at, close).includes("\n")) return null;
  return { node: el("code", {}, unescape(text.slice(at + 1, close))), end: close + 1 };
}

function readEmoji(text, at) {
  const found = SHORTCODE.exec(text.slice(at, at + 60));
  const picture = found === null ? null : emoji(found[1]);
  return picture === null ? null : { node: el("span", { class: "emoji" }, picture), end: at + found[0].length };
}

function readStyled(text, at, names) {
  if (at > 0 && !isBoundary(text[at - 1])) return null;
  const close = closingMark(text, at);
  if (close < 0) return null;
  return { node: el(STYLES[text[at]], {}, inline(text.slice(at + 1, close), names)), end: close + 1 };
}

function closingMark(text, at) {
  const mark = text[at];
  if (at + 1 >= text.length || /\s/.test(text[at + 1])) return -1;
  for (let end = at + 2; end < text.length && text[end] !== "\n"; end += 1) {
    const ends = text[end] === mark && !/\s/.test(text[end - 1]);
    if (ends && (end + 1 === text.length || isBoundary(text[end + 1]))) return end;
  }
  return -1;
}

function isBoundary(char) {
  return BOUNDARY.test(char) || char === "&";
}

/** A text object of Block Kit, plain or mrkdwn. */
export function textObject(object, names) {
  if (object === null || object === undefined) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, names);
  return plainText(object.text);
}

/** Plain text with its line breaks and emoji, and nothing else. */
export function plainText(text) {
  return text.split(/(\n)|(:[a-z0-9_+-]+:)/).filter(Boolean).map((piece) => {
    if (piece === "\n") return el("br");
    return SHORTCODE.test(piece) ? (emoji(piece.slice(1, -1)) ?? piece) : piece;
  });
}

/** The words of a mrkdwn text without any markup, for announcements. */
export function wordsOf(text, names) {
  return spoken(mrkdwn(text, names));
}

/** What drawn nodes say when they are read out: a new line or paragraph is a pause. */
export function spoken(nodes) {
  const words = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    const inner = [...node.childNodes].map(words).join("");
    return ["BR", "P", "LI", "BLOCKQUOTE", "PRE"].includes(node.nodeName) ? `${inner} ` : inner;
  };
  return words(el("span", {}, nodes)).replace(/\s+/g, " ").trim();
}
