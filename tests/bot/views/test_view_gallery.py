"""Every view is one that Slack takes, reads well aloud, and leaves nothing out for those who only listen."""

import re
from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.limits import judge_message, judge_view
from bot.limits.registry import UPDATED_TEXT
from bot.preview import gallery, stage
from bot.views.escape import unescape
from bot.views.message import BLOCKS_BUDGET
from bot.wire import read_action
from bot.words import Words
from tests.bot.views.looking import elements_of, texts_in

MARKUP = re.compile(r"[*`_•▰▱\s]+")


@pytest.fixture(scope="session")
def words(any_words: Words) -> Words:
    """Every rule holds in every language."""
    return any_words


def pressed(element: dict[str, Any]) -> list[dict[str, Any]]:
    """What Slack sends for each thing that can be chosen on an element."""
    if "options" not in element:
        return [{key: element[key] for key in ("type", "action_id", "value")}]
    return [
        {"type": element["type"], "action_id": element["action_id"], "selected_option": option}
        for option in element["options"]
    ]


def heard(text: str) -> str:
    return MARKUP.sub(" ", text).strip()


def test_slack_takes_every_message_also_as_an_edit(words: Words) -> None:
    faults = {name: judge_message(m, text_limit=UPDATED_TEXT) for name, m in gallery.messages(words)}

    assert {name: found for name, found in faults.items() if found} == {}


def test_every_message_keeps_well_under_slacks_unwritten_size_limit(words: Words) -> None:
    sizes = {name: len(str(message["blocks"])) for name, message in gallery.messages(words)}

    assert max(sizes.values()) <= BLOCKS_BUDGET * 1.1  # Python's own spelling is a little longer than JSON.


@pytest.mark.parametrize("task", stage.HARD_TASKS.values(), ids=stage.HARD_TASKS.keys())
def test_slack_takes_everything_about_any_task(words: Words, task: str) -> None:
    messages, every_view = gallery.messages(words, task), gallery.all_views(words, task)
    faults = [(name, judge_message(message, text_limit=UPDATED_TEXT)) for name, message in messages]
    faults += [(name, judge_view(view)) for name, view in every_view]

    assert [(name, found) for name, found in faults if found] == []


def test_slacks_own_models_read_every_message_as_it_is(words: Words) -> None:
    for _, message in gallery.messages(words):
        parsed = [block.to_dict() for block in Block.parse_all(message["blocks"])]
        assert parsed == message["blocks"]


def test_slack_takes_every_view(words: Words) -> None:
    assert {name: found for name, view in gallery.all_views(words) if (found := judge_view(view))} == {}


def test_slacks_own_models_read_every_view_as_it_is(words: Words) -> None:
    for _, view in gallery.all_views(words):
        assert View(**view).to_dict() == view


def test_every_press_that_we_draw_is_one_that_we_read(words: Words) -> None:
    unread = [
        (name, action)
        for name, message in gallery.messages(words)
        for row in elements_of(message)
        for element in row
        for action in pressed(element)
        if read_action(action) is None
    ]

    assert unread == []


def test_the_text_carries_every_word_of_the_blocks(words: Words) -> None:
    for name, message in gallery.messages(words):
        spoken = heard(unescape(message["text"]))
        for block in message["blocks"]:
            shown = {key: value for key, value in block.items() if key != "elements"} or block
            if block["type"] == "context":
                shown = block
            for kind, text in texts_in(shown):
                for line in (text if kind == "plain_text" else unescape(text)).splitlines():
                    assert heard(line) in spoken, (name, line)


def test_the_text_says_what_can_be_pressed(words: Words) -> None:
    for name, message in gallery.messages(words):
        for row in elements_of(message):
            for element in row:
                if element["type"] == "button":
                    label = element["text"]["text"].rstrip("…")
                    assert label in unescape(message["text"]), name


def test_there_is_at_most_one_primary_button(words: Words) -> None:
    for name, message in gallery.messages(words):
        styles = [element.get("style") for row in elements_of(message) for element in row]
        assert styles.count("primary") <= 1, name


def test_only_people_and_channels_that_we_mean_are_live(words: Words) -> None:
    allowed = re.compile(rf"<@{stage.PERSON}>|<#{stage.CHANNEL}>|<https?://[^<>|]+\|[^<>]+>")
    for name, message in gallery.messages(words):
        live = [text for kind, text in texts_in(message["blocks"]) if kind == "mrkdwn"]
        for text in [message["text"], *live]:
            rest = allowed.sub("", text)
            assert "<" not in rest, name
            assert ">" not in rest, name


def test_no_template_is_left_unfilled(words: Words) -> None:
    for name, message in gallery.messages(words):
        assert re.search(r"\{(?!braces\})[a-z_]+\}", message["text"]) is None, name


def test_the_home_says_what_this_is_in_at_most_25_words(words: Words) -> None:
    assert len(words.own.home.what.split()) <= 25


@pytest.mark.parametrize("block", ["rich_text", "alert", "markdown", "card", "container"])
def test_only_blocks_that_every_client_shows_are_used(words: Words, block: str) -> None:
    used = {found["type"] for _, message in gallery.messages(words) for found in message["blocks"]}

    assert block not in used
