// Keeps the keyboard where it was when a piece of the page is drawn anew.

/**
 * Puts `fresh` in place of `old`; if focus was inside, it goes to the same control.
 * Where that is gone it goes to the first control, or with `near` to the one in its place.
 */
export function swap(old, fresh, { near = false } = {}) {
  const held = old.contains(document.activeElement) ? document.activeElement : null;
  const at = held === null ? -1 : controlsOf(old).indexOf(held);
  const caret = held === null ? null : caretOf(held);
  old.replaceWith(fresh);
  if (held === null) return;
  const next = successor(fresh, held, near ? Math.max(0, at) : 0);
  next.focus({ preventScroll: true });
  if (caret !== null && next.dataset.action === held.dataset.action && caretOf(next) !== null) next.setSelectionRange(...caret);
}

function controlsOf(node) {
  return [...node.querySelectorAll("[data-action]")];
}

function successor(fresh, held, at) {
  const controls = controlsOf(fresh);
  const { action, actionId, option, value } = held.dataset;
  const same = (control) => control.dataset.option === option && control.localName === held.localName;
  return (
    controls.find((control) => same(control) && control.dataset.action === action && control.dataset.value === value) ??
    controls.find((control) => same(control) && control.dataset.action === action) ??
    controls.find((control) => same(control) && actionId && control.dataset.actionId === actionId && control.dataset.value === value) ??
    controls[Math.min(at, controls.length - 1)] ??
    fresh.querySelector("button, a[href]") ??
    fresh
  );
}

/** Where the caret is in a field of text; the fields of addresses and dates don't tell. */
function caretOf(node) {
  return typeof node.selectionStart === "number" ? [node.selectionStart, node.selectionEnd] : null;
}
