// Turns the inputs of a workflow step into fields, and what was entered back into inputs.

const FIELD = "value";

const ELEMENTS = {
  number: () => ({ type: "number_input", is_decimal_allowed: true }),
  integer: () => ({ type: "number_input", is_decimal_allowed: false }),
  boolean: () => ({ type: "static_select", options: [choice("Yes", "true"), choice("No", "false")] }),
  "slack#/types/user_id": () => ({ type: "users_select" }),
  "slack#/types/channel_id": () => ({ type: "conversations_select" }),
  "slack#/types/date": () => ({ type: "datepicker" }),
};

/** Input blocks for {name, title, description, type, is_required}; each block has the input's name. */
export function inputBlocks(inputs) {
  return inputs.map(({ name, title, description, type, is_required: required }) => ({
    type: "input",
    block_id: name,
    label: plain(title || name),
    ...(description ? { hint: plain(description) } : {}),
    optional: !required,
    element: { action_id: FIELD, ...(ELEMENTS[type]?.() ?? { type: "plain_text_input" }) },
  }));
}

/** The inputs by name, in their own types; what was left empty is left out. */
export function inputValues(inputs, values) {
  const entered = inputs.map(({ name, type }) => [name, valueOf(type, values[name][FIELD])]);
  return Object.fromEntries(entered.filter(([, value]) => value !== null));
}

function valueOf(type, state) {
  const raw = state.value ?? state.selected_option?.value ?? state.selected_user ?? state.selected_conversation ?? state.selected_date ?? null;
  if (raw === null) return null;
  if (type === "number" || type === "integer") return Number(raw);
  return type === "boolean" ? raw === "true" : raw;
}

function plain(text) {
  return { type: "plain_text", text };
}

function choice(text, value) {
  return { text: plain(text), value };
}
