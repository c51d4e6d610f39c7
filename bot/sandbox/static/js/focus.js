// Keeps the keyboard where it was when a piece of the page is drawn anew.

/** Puts `fresh` in place of `old`; if focus was inside, it goes to the same control, else to the first button. */
export function swap(old, fresh) {
  const held = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (held !== null) successor(fresh, held).focus({ preventScroll: true });
}

function successor(fresh, held) {
  const controls = [...fresh.querySelectorAll("[data-action]")];
  const { action, option } = held.dataset;
  const same = controls.find((control) => control.dataset.action === action && control.dataset.option === option);
  return same ?? controls[0] ?? fresh.querySelector("button, a[href]") ?? fresh;
}
