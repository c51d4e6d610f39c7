"""What people see: pure functions from replies and words to plain Block Kit dictionaries."""

from bot.views.card import draw
from bot.views.explanation import explain, explained
from bot.views.form import task_missing, task_modal
from bot.views.home import help_message, home, welcome
from bot.views.message import Message, View
from bot.views.refusal import refuse
from bot.views.sharing import kept, share_preview, shared
from bot.views.short import form_too_late, loading, not_in_channel, too_slow, trouble, unknown_button

__all__ = [
    "Message",
    "View",
    "draw",
    "explain",
    "explained",
    "form_too_late",
    "help_message",
    "home",
    "kept",
    "loading",
    "not_in_channel",
    "refuse",
    "share_preview",
    "shared",
    "task_missing",
    "task_modal",
    "too_slow",
    "trouble",
    "unknown_button",
    "welcome",
]
