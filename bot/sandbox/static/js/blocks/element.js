// Draws one interactive element; the one table that says which elements this workspace knows.

import { button } from "./button.js";
import { checkboxes, radioButtons } from "./choices.js";
import { overflow } from "./overflow.js";
import { multiSelect, peopleSelect, staticSelect } from "./select.js";
import { datePart, textInput } from "./text_input.js";
import { unsupported } from "./unsupported.js";

const DRAW = {
  button,
  checkboxes,
  radio_buttons: radioButtons,
  overflow,
  static_select: staticSelect,
  multi_static_select: multiSelect,
  users_select: peopleSelect,
  conversations_select: peopleSelect,
  channels_select: peopleSelect,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  datepicker: datePart,
  timepicker: datePart,
};

const WORDS = { overflow: "More actions", button: "Button" };

/** The element's node. `scope.label` names it where a label stands elsewhere, `scope.quiet` keeps it from sending actions. */
export function element(item, block, scope) {
  const draw = DRAW[item.type];
  if (draw === undefined) return unsupported("element", item.type);
  return draw({ action_id: `${block.block_id}-${item.type}`, ...item }, block, scope);
}

/** What an element is called when nothing beside it names it. */
export function elementWord(item) {
  return WORDS[item.type] ?? item.placeholder?.text ?? "Choice";
}
