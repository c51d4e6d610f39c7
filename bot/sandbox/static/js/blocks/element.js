// Draws one interactive element; the one table that says which elements this workspace knows.

import { button } from "./button.js";
import { checkboxes, radioButtons } from "./choices.js";
import { feedbackButtons, iconButtonElement } from "./context_actions.js";
import { datePart } from "./date_part.js";
import { fileInput } from "./file_input.js";
import { multiPeopleSelect, multiStaticSelect } from "./multi_select.js";
import { overflow } from "./overflow.js";
import { peopleSelect, staticSelect } from "./select.js";
import { textInput } from "./text_input.js";
import { unsupported } from "./unsupported.js";

const DRAW = {
  button,
  icon_button: iconButtonElement,
  feedback_buttons: feedbackButtons,
  checkboxes,
  radio_buttons: radioButtons,
  overflow,
  static_select: staticSelect,
  users_select: peopleSelect,
  conversations_select: peopleSelect,
  channels_select: peopleSelect,
  multi_static_select: multiStaticSelect,
  multi_users_select: multiPeopleSelect,
  multi_conversations_select: multiPeopleSelect,
  multi_channels_select: multiPeopleSelect,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  datepicker: datePart,
  timepicker: datePart,
  file_input: fileInput,
};

const WORDS = { overflow: "More actions", button: "Button" };

/** The element's node, or null where it is not for these eyes. `scope.label` names it where a label stands elsewhere, `scope.quiet` keeps it from sending actions. */
export function element(item, block, scope) {
  const draw = DRAW[item.type];
  if (draw === undefined) return unsupported("element", item.type);
  if (item.visible_to_user_ids?.includes(scope.names.me) === false) return null;
  return draw({ action_id: `${block.block_id}-${item.type}`, ...item }, block, scope);
}

/** What an element is called when nothing beside it names it. */
export function elementWord(item) {
  return WORDS[item.type] ?? item.placeholder?.text ?? "Choice";
}
