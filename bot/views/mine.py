"""A person's own assessments as a list: its search line, its filters, its rows and its pages."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.limits import registry
from bot.views.controls import Choice, button, buttons, more_menu
from bot.views.escape import escape, shorten
from bot.views.message import Block, Message, Parts, compose
from bot.views.message import Part as Piece
from bot.views.parts import mrkdwn, plain_text, row, say, say_plainly, whisper
from bot.wire import Press, name_input, name_menu, write_press
from bot.wire.exports import Format, PressExport, PressExportAll
from bot.wire.home import (
    SEARCHED,
    FitWanted,
    HomeForm,
    LeanWanted,
    PressAll,
    PressCompare,
    PressFind,
    PressFit,
    PressLean,
    PressLook,
    PressPage,
)
from bot.wire.privacy import PressEraseOne
from bot.words import Words
from dialogs.listing import Filed, Listing
from dialogs.session import Phase
from knowledge.model import Fit, Lean

TITLE_SHOWN: Final = 150
"""Characters of a task in the list: about two lines on a phone."""

NEWEST: Final = 5
"""Assessments that the command lists."""


def list_mine(listing: Listing, shown: HomeForm, words: Words) -> Parts:
    """The whole list; without any assessment it says what will stand there."""
    own = words.own.mine
    if not listing.total:
        return (say(own.title), whisper(own.none))
    rows = tuple(part for line in listing.items for part in show_line(line, words))
    return (
        say(own.title),
        _search(shown, words),
        _filters(listing, shown, words),
        *((whisper(_counted(listing, words)), *rows) if rows else (say(own.none_found),)),
        *_pages(listing, words),
    )


def show_line(line: Filed, words: Words) -> Parts:
    """The task, what was advised and when, and what can be done."""
    verdict = words.own.mine.verdict_field.format(verdict=escape(name_line(line, words)))
    day = date_of(line, words)
    return (entry(line.task, (verdict, escape(day)) if day else (verdict,), _deeds(line, words)),)


def entry(task: str, told: Iterable[str], deeds: Iterable[Choice]) -> Piece:
    """A task with what is told of it, in Slack's markup, and what can be done: one row of a list."""
    title = shorten(task, TITLE_SHOWN)
    fields = [mrkdwn(text) for text in told]
    block: Block = {
        "type": "section",
        "text": plain_text(title),
        "fields": fields,
        "accessory": more_menu(deeds),
    }
    return Piece(block, "\n".join([escape(title), *(field["text"] for field in fields)]))


def name_line(line: Filed, words: Words) -> str:
    """What was advised, in words; or that nothing is yet."""
    own, verdict = words.own.mine, line.verdict
    if verdict is None:
        return own.stopped if line.phase is Phase.CANCELLED else own.unfinished
    named = name_verdict(verdict.lean, verdict.fit, words)
    kind = words.kind(line.kind) if verdict.fit is Fit.OUTSOURCE else ""
    return own.verdict_kind.format(verdict=named, kind=kind) if kind else named


def name_verdict(lean: Lean, fit: Fit, words: Words) -> str:
    """The fit, and the lean whatever the fit is."""
    return words.own.mine.verdict[fit].format(lean=lean.value)


def date_of(line: Filed, words: Words) -> str:
    """The day in words."""
    return words.date(line.at) if line.at else ""


def newest(listing: Listing, words: Words) -> Message:
    """The few newest for somebody who asked behind the command."""
    own = words.own.mine
    if not listing.total:
        return compose([say(own.newest), whisper(own.none)])
    lines = [_brief(line, words) for line in listing.items[:NEWEST]]
    return compose([say(own.newest), *lines, whisper(own.more)])


def _brief(line: Filed, words: Words) -> Piece:
    """One line with one button."""
    said = f"{shorten(line.task, TITLE_SHOWN)}\n{name_line(line, words)} · {date_of(line, words)}"
    told = say_plainly(said)
    opened = button(Choice(words.own.mine.open, PressLook(line.assessment)))
    spoken = words.own.short.buttons.format(choices=words.own.mine.open)
    return Piece({**told.block, "accessory": opened}, f"{told.spoken}\n{spoken}")


def _deeds(line: Filed, words: Words) -> Iterator[Choice]:
    own = words.own.mine
    yield Choice(own.open, PressLook(line.assessment))
    if line.is_advised:
        yield Choice(own.compare_this, PressCompare(line.assessment))
        yield Choice(own.memo, PressExport(line.assessment, Format.PDF))
    yield Choice(own.erase, PressEraseOne(line.assessment))


def _search(shown: HomeForm, words: Words) -> Piece:
    own = words.own.mine
    element: Block = {
        "type": "plain_text_input",
        "action_id": name_input(PressFind()),
        "placeholder": plain_text(own.find_hint),
        "max_length": SEARCHED,
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        **({"initial_value": shown.words} if shown.words else {}),
    }
    # Slack keeps what was typed in a block for as long as its id stays.
    block_id = f"oa:find:{shown.words}"
    return Piece(
        {
            "type": "input",
            "block_id": block_id,
            "dispatch_action": True,
            "label": plain_text(own.find),
            "element": element,
        },
        own.find,
    )


def _filters(listing: Listing, shown: HomeForm, words: Words) -> Piece:
    own = words.own.mine
    leans = [
        Choice(own.any_lean if lean is LeanWanted.ANY else lean.value, PressLean(lean)) for lean in LeanWanted
    ]
    fits = [
        Choice(own.any_fit if fit is FitWanted.ANY else own.fits[Fit(fit.value)], PressFit(fit))
        for fit in FitWanted
    ]
    others = [Choice(own.compare, PressCompare())] if listing.advised > 1 else []
    others += [Choice(own.sheet, PressExportAll())] if listing.advised else []
    if shown != HomeForm(page=shown.page):
        others.append(Choice(own.all, PressAll()))
    part = row(
        words.own.short.buttons,
        [
            _filter(own.lean_label, leans, PressLean(shown.lean)),
            _filter(own.fit_label, fits, PressFit(shown.fit)),
            *map(button, others),
        ],
        [own.lean_label, own.fit_label, *(choice.label for choice in others)],
    )
    return Piece({**part.block, "block_id": f"oa:filters:{shown.lean}:{shown.fit}"}, part.spoken)


def _filter(label: str, choices: list[Choice], chosen: Press) -> Block:
    """A menu that shows what is chosen now."""
    options = [
        {
            "text": plain_text(shorten(choice.label, registry.OPTION_TEXT.most)),
            "value": write_press(choice.press),
        }
        for choice in choices
    ]
    return {
        "type": "static_select",
        "action_id": name_menu(type(chosen)),
        "placeholder": plain_text(label),
        "options": options,
        "initial_option": next(option for option in options if option["value"] == write_press(chosen)),
    }


def _counted(listing: Listing, words: Words) -> str:
    own = words.own.mine
    counted = (
        own.count_one
        if listing.found == 1
        else own.count_many.format(count=words.number(listing.found), total=words.number(listing.total))
    )
    if listing.pages == 1:
        return counted
    return own.page.format(
        counted=counted, page=words.number(listing.page), pages=words.number(listing.pages)
    )


def _pages(listing: Listing, words: Words) -> Parts:
    own = words.own.mine
    choices = [
        *([Choice(own.newer, PressPage(listing.page - 1))] if listing.page > 1 else []),
        *([Choice(own.older, PressPage(listing.page + 1))] if listing.page < listing.pages else []),
    ]
    return (buttons(words.own.short.buttons, choices),) if choices else ()
