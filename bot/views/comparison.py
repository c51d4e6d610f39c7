"""Two assessments side by side: pairs of fields, which stand under each other on a phone."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.limits import registry
from bot.views.escape import escape, shorten
from bot.views.lines import confidence
from bot.views.looking import shown
from bot.views.message import Block, Part, Parts, View
from bot.views.mine import date_of, name_line, name_verdict
from bot.views.parts import plain_text, rule, say, whisper
from bot.views.reasons import by_strength, spoken_reason
from bot.wire import name_view, write_form
from bot.wire.home import FIRST_BLOCK, SECOND_BLOCK, CompareForm
from bot.words import Words
from dialogs.comparison import Comparison, Side
from dialogs.listing import Filed

TITLE_SHOWN: Final = 150

REASONS_SHOWN: Final = 3

OFFERED: Final = registry.SELECT_OPTIONS.most
"""Checks that can be chosen from."""


def choose_two(lines: Sequence[Filed], first: str, words: Words) -> View:
    """Asks which two to compare; the first may be chosen already."""
    own = words.own.comparing
    options = [_option(line, words) for line in lines[:OFFERED]]
    chosen = [option for option in options if option["value"] == first]
    return {
        "type": "modal",
        "callback_id": name_view(CompareForm),
        "private_metadata": write_form(CompareForm()),
        "title": plain_text(own.title),
        "submit": plain_text(own.submit),
        "close": plain_text(own.cancel),
        "blocks": [
            _choice(FIRST_BLOCK, own.first, options, chosen, words),
            _choice(SECOND_BLOCK, own.second, options, [], words),
        ],
    }


def too_few(words: Words) -> View:
    """Says that it takes two."""
    return shown(words.own.comparing.title, (say(words.own.comparing.too_few),), words)


def same_twice(words: Words) -> dict[str, str]:
    """The form's fault when both are the same, by block."""
    return {SECOND_BLOCK: words.own.comparing.same_twice}


def no_such(words: Words) -> str:
    """The fault of a choice that is not there any more."""
    return words.own.looking.gone


def side_by_side(compared: Comparison, words: Words) -> View:
    """What differs first, then the reasons, then what is the same."""
    own = words.own.comparing
    sides = compared.first, compared.second
    advice = [name_verdict(side.advice.lean, side.advice.fit, words) for side in sides]
    kinds = [words.kind(side.advice.kind) or own.no_kind for side in sides]
    sure = [confidence(side.advice.lean, side.advice.p_kpo, words) for side in sides]
    parts = (
        _pair("", [shorten(side.task, TITLE_SHOWN) for side in sides], words),
        rule(),
        _pair(own.verdict, advice, words),
        _pair(own.kind, kinds, words),
        _pair(own.confidence, sure, words),
        rule(),
        *_differing(compared, words),
        _pair(own.reasons, [_reasons(side, words) for side in sides], words),
        *_same(compared, words),
        *([whisper(own.renewed)] if compared.renewed else []),
    )
    return shown(own.title, parts, words)


def _differing(compared: Comparison, words: Words) -> Parts:
    own = words.own.comparing
    if not compared.differing:
        return (say(own.alike), rule())
    pairs = [
        _pair(
            own.answer.format(question=escape(words.label(question))),
            [_answer(side, question, words) for side in (compared.first, compared.second)],
            words,
        )
        for question in compared.differing
    ]
    return (say(own.differing), *pairs, rule())


def _same(compared: Comparison, words: Words) -> Parts:
    if not compared.same:
        return ()
    lines = [words.answered(question, compared.first.answers[question]) for question in compared.same]
    title = words.own.comparing.same
    return (rule(), say("{title}\n{lines}", title=title, lines="\n".join(f"• {line}" for line in lines)))


def _answer(side: Side, question: str, words: Words) -> str:
    own = words.own.comparing
    option = side.answers.get(question)
    if option is None:
        return own.no_answer
    answer = words.answer(question, option)
    return own.read.format(answer=answer) if question in side.read else answer


def _reasons(side: Side, words: Words) -> str:
    found = by_strength(side.advice.because)[:REASONS_SHOWN]
    return "\n".join(spoken_reason(reason, words) for reason in found) or words.own.comparing.no_reasons


def _pair(title: str, texts: Iterable[str], words: Words) -> Part:
    """Two fields under a title of our own wording; each says which of the two it is."""
    own = words.own.comparing
    numbered = [own.side.format(number=number, text=text) for number, text in enumerate(texts, start=1)]
    fields = [plain_text(text[: registry.SECTION_FIELD.most]) for text in numbered]
    block: Block = {"type": "section", "fields": fields}
    told = say(title) if title else None
    return Part({**(told.block if told else {}), **block}, "\n".join(map(escape, numbered)))


def _choice(block_id: str, label: str, options: list[Block], chosen: list[Block], words: Words) -> Block:
    own = words.own.comparing
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label),
        "hint": plain_text(own.hint),
        "element": {
            "type": "static_select",
            "action_id": block_id,
            "placeholder": plain_text(own.placeholder),
            "options": options,
            **({"initial_option": chosen[0]} if chosen else {}),
        },
    }


def _option(line: Filed, words: Words) -> Block:
    """A check by its task, with its advice and day under it."""
    said = f"{name_line(line, words)} · {date_of(line, words)}"
    return {
        "text": plain_text(shorten(line.task, registry.OPTION_TEXT.most)),
        "description": plain_text(shorten(said, registry.OPTION_TEXT.most)),
        "value": line.assessment,
    }
