"""App Home: how to begin, what waits, what was decided, what was asked, what is kept; and first words."""

from dataclasses import dataclass
from typing import Final

from bot.views.controls import Choice, button, buttons
from bot.views.escape import shorten
from bot.views.home_decided import Told, show_decided
from bot.views.home_lists import show_list
from bot.views.message import Block, Message, Part, Parts, View, compose
from bot.views.mine import TITLE_SHOWN, date_of, list_mine
from bot.views.notice import help_parts
from bot.views.parts import headline, row, rule, say, say_plainly, whisper
from bot.views.privacy import show_privacy
from bot.wire import Press, PressExplain, PressStart, name_view, write_form
from bot.wire.administration import PressSettings
from bot.wire.check_form import PressForm
from bot.wire.home import HomeForm, PressAskInDm, PressHelp, PressLink
from bot.words import Words
from dialogs.listing import Filed, Listing
from dialogs.portfolio import Portfolio

CONCEPTS_OFFERED: Final = 3

WAITING_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What one person's Home shows.

    Attributes:
        shown: which of the assessments are listed.
        days: so long things are kept after they were last touched.
        support_url: where people find help, "" when nowhere.
        said: a word on top, about what was just done.
        decided: every decision about the person's assessments, the newest first.
        portfolio: the list that they brought last.
        languages: the menu of languages; None where there is only one.
        is_admin: may choose for the whole workspace.
    """

    listing: Listing
    shown: HomeForm
    days: int
    support_url: str = ""
    said: str = ""
    decided: tuple[Told, ...] = ()
    portfolio: Portfolio | None = None
    languages: Block | None = None
    is_admin: bool = False


def home(facts: HomeFacts, words: Words) -> View:
    """The whole Home; what it lists comes back with every press on it."""
    sections = (
        _start(words),
        _waiting(facts.listing.waiting, words),
        show_decided(facts.decided, words),
        show_list(facts.portfolio, words),
        list_mine(facts.listing, facts.shown, words),
        show_privacy(facts.days, words),
        _choices(facts, words),
        (*_how(words), _support(facts.support_url, words)),
    )
    said = (say(facts.said), rule()) if facts.said else ()
    parts = (*said, *_ruled(sections))
    return {
        "type": "home",
        "callback_id": name_view(HomeForm),
        "private_metadata": write_form(facts.shown),
        "blocks": [part.block for part in parts],
    }


def welcome(words: Words) -> Message:
    """One short welcome, with examples."""
    own = words.own.welcome
    examples = "\n".join(f"• {example}" for example in words.own.describe.examples)
    start = Choice(words.own.buttons.start, PressStart())
    return compose(
        [
            say("*{title}* {text}\n{examples}", title=own.title, text=own.text, examples=examples),
            whisper(own.more),
            buttons(words.own.short.buttons, [start]),
        ]
    )


def help_message(words: Words) -> Message:
    """One screen of help, outside of a conversation."""
    start = Choice(words.own.buttons.start, PressStart())
    return compose([*help_parts(words), buttons(words.own.short.buttons, [start, *_concepts(words)])])


def link(label: str, url: str, press: Press) -> Block:
    """A button that leads to an address."""
    return {**button(Choice(label, press)), "url": url}


def _start(words: Words) -> Parts:
    own = words.own.home
    choices = [
        Choice(words.own.buttons.start, PressForm(), primary=True),
        Choice(own.ask_in_dm, PressAskInDm()),
        Choice(own.help, PressHelp()),
    ]
    return (headline(own.title), say(own.what), buttons(words.own.short.buttons, choices))


def _waiting(lines: tuple[Filed, ...], words: Words) -> Parts:
    if not lines:
        return ()
    own = words.own.home
    hidden = len(lines) - WAITING_SHOWN
    return (
        say(own.waiting_title),
        *(_waits(line, words) for line in lines[:WAITING_SHOWN]),
        *([whisper(own.waiting_more, count=words.number(hidden))] if hidden > 0 else []),
    )


def _waits(line: Filed, words: Words) -> Part:
    told = say_plainly(f"{shorten(line.task, TITLE_SHOWN)}\n{date_of(line, words)}")
    on = button(Choice(words.own.home.go_on, PressForm(line.assessment)))
    return Part({**told.block, "accessory": on}, told.spoken)


def _choices(facts: HomeFacts, words: Words) -> Parts:
    """The person's own language, and for admins the settings."""
    settings = words.own.settings.open
    elements = [*([facts.languages] if facts.languages else [])]
    elements += [button(Choice(settings, PressSettings()))] if facts.is_admin else []
    names = [*([words.own.tongue.menu] if facts.languages else []), *([settings] if facts.is_admin else [])]
    title = (say(words.own.home.language),) if facts.languages else ()
    return (*title, row(words.own.short.buttons, elements, names)) if elements else ()


def _how(words: Words) -> Parts:
    own = words.own.home
    return (say("\n".join([own.how_title, *(f"• {way}" for way in own.how)])),)


def _support(url: str, words: Words) -> Part:
    own = words.own.home
    if not url:
        return whisper(own.support_none)
    told = say(own.support)
    return Part({**told.block, "accessory": link(own.support_button, url, PressLink())}, told.spoken)


def _ruled(sections: tuple[Parts, ...]) -> Parts:
    """The sections that have something in them, with a line between."""
    filled = [section for section in sections if section]
    return tuple(
        part for number, section in enumerate(filled) for part in ((rule(), *section) if number else section)
    )


def _concepts(words: Words) -> list[Choice]:
    offered = list(words.pack.concepts.items())[:CONCEPTS_OFFERED]
    return [Choice(concept.title, PressExplain(concept_id)) for concept_id, concept in offered]
