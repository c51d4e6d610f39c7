"""Whatever people type is shown as they typed it, and never does anything."""

from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot import views
from bot.limits import judge_message
from bot.limits.registry import UPDATED_TEXT
from bot.preview import cards, stage
from bot.views.escape import clip, escape, mention_channel, mention_person, shorten, unescape
from bot.views.message import Message
from bot.views.task import quoted
from bot.words import Words
from dialogs.messages import Cancelled, Expired, NotUnderstood, PickTask, Shown, Status
from dialogs.text_cleaning import clean
from tests.bot.views.looking import texts_in

pieces = st.sampled_from(
    [
        "payroll",
        " ",
        "\n",
        "<!channel>",
        "<!here|here>",
        "<@U0ALICE>",
        "@channel",
        "<https://evil.example|pay>",
        "&amp;",
        "&lt;!everyone&gt;",
        "&",
        "`",
        "```",
        "*bold*",
        "_i_",
        "~s~",
        "> quote",
        "{task}",
        "{0}",
        "%s",
        "👩‍💻",
        "😀",
        "שלום",
        "\u202etxt",
        "\u200b",
        "\ufeff",
        "x" * 300,
    ]
)
typed = st.one_of(st.text(max_size=200), st.lists(pieces, max_size=40).map("".join)).map(lambda t: t[:3_000])


def drawn(task: str, words: Words) -> dict[str, Message]:
    ask = stage.ask_of(words, "repetition", task=task)
    advise = stage.advise_of(words, task=task)
    return {
        "ask": views.draw(Shown(ask), words),
        "status": views.draw(Shown(ask, Status(task, {})), words),
        "advise": views.draw(Shown(advise), words, private=True),
        **{name: views.draw(Shown(card), words) for name, card in cards.advised_cards(words, task)},
        **{name: views.draw(Shown(card), words) for name, card in cards.understood_cards(words, task)},
        "cancelled": views.draw(Shown(Cancelled("a", 1, task)), words),
        "expired": views.draw(Shown(Expired("a", 1, task, 2)), words),
        "preview": views.share_preview(advise, "<!here>", words),
        "shared": views.shared(advise, "somebody <!here>", words),
    }


def live_texts(message: Message) -> list[str]:
    return [message["text"], *(text for kind, text in texts_in(message["blocks"]) if kind == "mrkdwn")]


def plain_texts(value: Any) -> list[str]:
    return [text for kind, text in texts_in(value) if kind == "plain_text"]


quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(task=typed)
@example(task="<!channel> " * 250)
@example(task="&" * 3_000)
@example(task="😀" * 3_000)
@example(task="")
def test_no_task_makes_slack_refuse_a_card(words: Words, task: str) -> None:
    faults = {name: judge_message(m, text_limit=UPDATED_TEXT) for name, m in drawn(task, words).items()}

    assert {name: found for name, found in faults.items() if found} == {}


@quick
@given(task=typed)
def test_no_task_brings_anything_to_life(words: Words, task: str) -> None:
    for name, message in drawn(task, words).items():
        for text in live_texts(message):
            assert "<" not in text, name
            assert ">" not in text, name


@quick
@given(task=typed)
def test_a_task_is_shown_and_read_out_as_it_was_typed(words: Words, task: str) -> None:
    quote = quoted(task)
    for name, message in drawn(task, words).items():
        assert any(quote in text for text in plain_texts(message["blocks"])), name
        assert quote in unescape(message["text"]), name


@quick
@given(task=typed)
def test_tasks_to_pick_from_are_plain_text(words: Words, task: str) -> None:
    message = views.draw(Shown(PickTask("a", 1, task, stage.tasks_of(task, 20))), words)

    assert judge_message(message, text_limit=UPDATED_TEXT) == []
    assert shorten(f"0: {task or 'payroll'}", 75) in plain_texts(message["blocks"])
    assert all("<" not in text for text in live_texts(message))


@quick
@given(task=typed)
def test_what_was_not_understood_is_shown_as_plain_text(words: Words, task: str) -> None:
    shown = Shown(stage.ask_of(words, "repetition"), NotUnderstood(task))
    message = views.draw(shown, words)

    assert shorten(task, 100) in plain_texts(message["blocks"])[0]
    assert all("<" not in text for text in live_texts(message))


@given(typed)
def test_what_slack_escaped_comes_back_as_it_was_typed(text: str) -> None:
    assert unescape(escape(text)) == text


def test_a_link_is_read_by_its_label() -> None:
    assert unescape("see <https://example.org|our page> or <https://example.org>") == (
        "see our page or https://example.org"
    )


def test_a_named_channel_is_read_by_its_name() -> None:
    assert unescape("work of <#C0FINANCE|finance> &amp; co") == "work of finance & co"


@given(typed, st.integers(2, 200))
def test_a_short_line_is_a_visible_beginning(text: str, limit: int) -> None:
    line = shorten(text, limit)

    assert len(line) <= limit
    assert clean(text).startswith(line.removesuffix("…"))


@given(typed, st.integers(2, 400))
def test_clipping_never_cuts_an_entity(text: str, limit: int) -> None:
    clipped = clip(escape(text), limit)

    assert len(clipped) <= limit
    assert escape(text).startswith(clipped.removesuffix("…"))
    assert escape(unescape(clipped)) == clipped


def test_clipping_never_cuts_a_mention() -> None:
    for limit in range(2, 30):
        clipped = clip("Hello <@U0ALICE>, how is <https://example.org|the page>?", limit)
        assert clipped.count("<") == clipped.count(">")


def test_only_a_real_id_becomes_a_mention() -> None:
    assert mention_person("U0ALICE") == "<@U0ALICE>"
    assert mention_person("U1> <!channel") is None
    assert mention_channel("C0FINANCE") == "<#C0FINANCE>"
    assert mention_channel("general") is None
