// Collects the fields of a view, checks them as Slack's client does, and keeps them through a redraw.

const MISSING = "Please complete this required field.";

/** The fields of one view by block and action. */
export class Form {
  constructor() {
    this.fields = new Map();
  }

  /** `field` has node, read(), write(state), empty(), and perhaps fault(); a list that unfolds has unfolded() and unfold(it). */
  add(block, item, field) {
    this.fields.set(`${block.block_id}/${item.action_id}`, { block, item, ...field });
  }

  /** Slack's `state.values`: by block id, then action id. */
  values() {
    const values = {};
    for (const { block, item, read } of this.fields.values()) {
      values[block.block_id] = { ...values[block.block_id], [item.action_id]: read() };
    }
    return values;
  }

  /** What is wrong, by block id. */
  faults() {
    const faults = {};
    for (const { block, empty, fault } of this.fields.values()) {
      const required = block.type === "input" && !block.optional && empty();
      const words = required ? MISSING : (fault?.() ?? null);
      if (words !== null) faults[block.block_id] = words;
    }
    return faults;
  }

  /** Takes over what was entered into an earlier drawing of the same fields, in all blocks or in those of some types. */
  takeOver(earlier, { types = null } = {}) {
    for (const [key, field] of this.fields) {
      const old = earlier.fields.get(key);
      if (old?.item.type !== field.item.type || types?.includes(field.block.type) === false) continue;
      field.write(old.read());
      field.unfold?.(old.unfolded());
    }
  }
}

/** Writes each fault beside its field (others are cleared) and moves to the first. */
export function showFaults(node, faults) {
  let first = null;
  for (const block of node.querySelectorAll("[data-block]")) {
    const words = faults[block.dataset.block] ?? "";
    const place = block.querySelector(".input-fault");
    if (place === null) continue;
    place.textContent = words;
    block.classList.toggle("faulty", words !== "");
    for (const control of block.querySelectorAll("input, textarea, select, summary")) {
      control.toggleAttribute("aria-invalid", words !== "");
      if (words !== "") control.setAttribute("aria-invalid", "true");
    }
    if (words !== "") first ??= block.querySelector("input, textarea, select, summary");
  }
  first?.focus();
}
