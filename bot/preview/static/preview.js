// Draws every scene with the same code that draws the sandbox workspace, so a picture of this page is a picture of the app.

import { avatar } from "../../sandbox/static/js/avatar.js";
import { drawBlocks } from "../../sandbox/static/js/blocks/block.js";
import { el, fill } from "../../sandbox/static/js/dom.js";
import { Form } from "../../sandbox/static/js/form.js";
import { drawSheet } from "../../sandbox/static/js/sheet.js";

const { app, people, channels, languages, scenes } = JSON.parse(document.getElementById("scenes").textContent);
const names = {
  me: Object.keys(people)[0],
  user: (id) => people[id] ?? app.real_name,
  channel: (id) => channels[id] ?? id,
  people: () => Object.entries(people).map(([id, label]) => ({ id, label })),
  conversations: () => Object.entries(channels).map(([id, name]) => ({ id, label: `#${name}` })),
  here: () => null,
};
const nothing = () => {};
const chosen = { language: languages[0].id, words: "", narrow: false };

const list = el("div", { class: "scenes" });
const contents = el("nav", { class: "contents", "aria-label": "Contents" });
const count = el("p", { class: "quiet", "aria-live": "polite" });

function toolbar() {
  const language = el("select", { id: "language", on: { change: (event) => show({ language: event.target.value }) } });
  fill(language, languages.map(({ id, name }) => el("option", { value: id }, name)));
  const search = el("input", { id: "search", type: "search", on: { input: (event) => show({ words: event.target.value }) } });
  const narrow = el("input", { id: "narrow", type: "checkbox", on: { change: (event) => show({ narrow: event.target.checked }) } });
  return el(
    "header",
    { class: "preview-bar" },
    el("h1", {}, app.real_name),
    el("label", { for: "language" }, "Language ", language),
    el("label", { for: "search" }, "Show only ", search),
    el("label", { for: "narrow" }, narrow, " As wide as a phone"),
    count,
  );
}

function show(change) {
  Object.assign(chosen, change);
  const found = scenes.filter((scene) => scene.language === chosen.language && wanted(scene));
  list.classList.toggle("narrow", chosen.narrow);
  const parts = [...new Set(found.map((scene) => scene.part))];
  const grouped = parts.map((part, index) => ({ part, id: `part-${index + 1}`, of: found.filter((scene) => scene.part === part) }));
  fill(contents, el("ol", {}, grouped.map(line)));
  fill(list, grouped.map(section));
  fill(count, `${found.length} views`);
}

function wanted({ part, name }) {
  return `${part} ${name}`.toLowerCase().includes(chosen.words.trim().toLowerCase());
}

function line({ part, id, of }) {
  return el("li", {}, el("a", { href: `#${id}` }, part), el("span", { class: "quiet" }, ` ${of.length}`));
}

function section({ part, id, of }) {
  return el("section", { id, "aria-label": part }, el("h2", {}, part), of.map(article));
}

function article(scene) {
  const heard = scene.text ? el("details", {}, el("summary", {}, "What a screen reader says"), el("pre", {}, scene.text)) : null;
  return el("article", { class: "scene", id: scene.id, "aria-label": scene.name }, title(scene), draw(scene), heard);
}

function title({ id, name }) {
  return el("h3", {}, el("a", { href: `#${id}` }, name));
}

function draw({ kind, view, blocks }) {
  if (kind === "modal") return el("div", { class: "dialog preview-dialog" }, sheet(view));
  const drawn = drawBlocks(blocks ?? view.blocks, { names, press: nothing, upload: nothing, form: new Form() });
  if (kind === "home") return el("div", { class: "home-page" }, drawn);
  const head = el("div", { class: "message-head" }, el("span", { class: "author" }, app.real_name), el("span", { class: "badge" }, "App"));
  return el(
    "div",
    { class: "message from-app" },
    el("div", { class: "gutter" }, avatar(app)),
    el("div", { class: "message-main" }, head, el("div", { class: "content" }, drawn)),
  );
}

function sheet(view) {
  const modals = { workspace: { names }, server: {}, close: nothing, submit: nothing };
  return drawSheet(view, { signature: "", isPushed: false, modals }).node;
}

document.body.append(toolbar(), el("main", {}, contents, list));
show({});
// Nothing was drawn yet when the browser looked for the scene that the address names.
document.getElementById(location.hash.slice(1))?.scrollIntoView();
