"""Scenes outside of a conversation: Home, the form, help, and short sentences."""

from collections.abc import Iterator

from bot import views
from bot.preview.scene import Scene
from bot.preview.stage import ASSESSMENT, CHANNEL
from bot.wire import TaskForm
from bot.words import Words


def scenes(words: Words, _task: str) -> Iterator[Scene]:
    """The scenes."""
    yield Scene("task form", view=views.task_modal(TaskForm(ASSESSMENT, CHANNEL), words))
    yield Scene("empty task form", view=views.task_modal(TaskForm(), words))
    yield Scene("welcome", views.welcome(words))
    yield Scene("help", views.help_message(words))
    yield Scene("explained", views.explained("kpo", words))
    yield Scene("explained what is gone", views.explained("gone", words))
    yield Scene("trouble", views.trouble("K7Q2", words))
    yield Scene("loading", views.loading(words))
    yield Scene("unknown button", views.unknown_button(words))
    yield Scene("form too late", views.form_too_late(words))
    yield Scene("too slow", views.too_slow(words))
    yield Scene("not in channel", views.not_in_channel(CHANNEL, words))
    yield Scene("not in a forged channel", views.not_in_channel("<!here>", words))
