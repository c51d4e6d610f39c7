"""What we write into buttons and forms, beside what we read back from them; nothing read is trusted."""

from bot.wire.card import (
    TASK_BLOCK,
    PressCard,
    PressExplain,
    PressNext,
    PressOption,
    PressOrder,
    PressPick,
    PressStart,
    TaskForm,
)
from bot.wire.forms import Form, name_view, read_form, write_form
from bot.wire.presses import (
    MIXED_MENU,
    OURS,
    Press,
    name_action,
    name_input,
    name_menu,
    read_action,
    read_press,
    write_press,
)
from bot.wire.sharing import PressKeep, PressShare, Share
from bot.wire.values import fields_of, filled_in

__all__ = [
    "MIXED_MENU",
    "OURS",
    "TASK_BLOCK",
    "Form",
    "Press",
    "PressCard",
    "PressExplain",
    "PressKeep",
    "PressNext",
    "PressOption",
    "PressOrder",
    "PressPick",
    "PressShare",
    "PressStart",
    "Share",
    "TaskForm",
    "fields_of",
    "filled_in",
    "name_action",
    "name_input",
    "name_menu",
    "name_view",
    "read_action",
    "read_form",
    "read_press",
    "write_form",
    "write_press",
]
