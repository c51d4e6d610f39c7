"""Scenes of App Home and of what opens from it: in every state, empty and full."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from typing import Final

from bot.preview.scene import Scene
from bot.preview.stage import ASSESSMENT, PERSON, advise_of
from bot.views.comparison import choose_two, side_by_side, too_few
from bot.views.home import HomeFacts, home
from bot.views.home_decided import Told, list_decided
from bot.views.home_lists import look_at_picture, no_picture
from bot.views.languages import language_menu
from bot.views.looking import (
    asked_in_dm,
    exported,
    gone,
    look_at_advice,
    look_at_concept,
    look_at_help,
    look_at_line,
    sent_to_dm,
    wait,
)
from bot.views.mine import newest
from bot.views.privacy import ask_erase_one, in_parts, parts_cut
from bot.wire.home import FitWanted, HomeForm, LeanWanted
from bot.wire.privacy import EraseOneForm
from bot.words import Words
from dialogs.comparison import Comparison, Side
from dialogs.decided import Decided, Decision, Seen
from dialogs.listing import Filed, Listing, Wanted, list_page
from dialogs.portfolio import Portfolio
from dialogs.session import Phase, Verdict
from knowledge.model import Fit, Lean

NOON: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAYS: Final = 180
EMPTY: Final = Listing((), (), 0, 0, 1, 1, 0)


def scenes(words: Words, task: str) -> Iterator[Scene]:
    """The scenes."""
    yield from homes(words, task)
    yield from modals(words, task)
    yield from compared(words, task)
    yield Scene("my newest checks", newest(list_page(lines(task, 7), Wanted()), words))
    yield Scene("my newest checks, none", newest(EMPTY, words))
    yield Scene("a part of my data", in_parts(2, 3, f'"task":"{task[:1_000]}",:smile:', words))
    yield Scene("parts were too many", parts_cut(40, 110, words))


def homes(words: Words, task: str) -> Iterator[Scene]:
    """Home, from the first visit to a thousand checks."""
    first = HomeFacts(EMPTY, HomeForm(), DAYS)
    yield Scene("home, first visit", view=home(first, words))
    one = list_page(lines(task, 1), Wanted())
    yield Scene("home, one check", view=home(replace(first, listing=one), words))
    full = replace(
        first,
        listing=list_page(lines(task, 1_000), Wanted(page=2)),
        shown=HomeForm(page=2, lean=LeanWanted.KPO, fit=FitWanted.SPLIT, words=task[:80]),
        support_url="https://example.com/help",
        said=words.own.home.erased_one,
        decided=tuple(decisions(task, 5)),
        portfolio=Portfolio(
            id="p1", title=task, count=200, channel="D1", thread="", at=NOON, picture="F1", alt="A picture"
        ),
        languages=language_menu(("en", "es"), "", "en", words),
        is_admin=True,
    )
    yield Scene("home, full", view=home(full, words))
    none_found = replace(list_page(lines(task, 3), Wanted("nothing like it")), waiting=())
    narrow = HomeForm(words="nothing like it")
    yield Scene("home, nothing found", view=home(replace(first, listing=none_found, shown=narrow), words))
    pasted = Portfolio(id="p1", title="", count=12, channel="D1", thread="", at=NOON)
    yield Scene(
        "home, erased", view=home(replace(first, said=words.own.home.erased, portfolio=pasted), words)
    )


def modals(words: Words, task: str) -> Iterator[Scene]:
    """What opens from Home."""
    several = [line for line in lines(task, 5) if not line.is_advised]
    yield Scene("my advice", view=look_at_advice(advise_of(words, task=task), words))
    for line in several:
        yield Scene(f"my check, {line.phase}", view=look_at_line(line, words))
    yield Scene("my help", view=look_at_help(words))
    yield Scene("my concept", view=look_at_concept("kpo", words))
    yield Scene("sent to Messages", view=sent_to_dm(words))
    yield Scene("asked in Messages", view=asked_in_dm(words))
    yield Scene("data in Messages", view=exported(words))
    yield Scene("my check is gone", view=gone(words))
    yield Scene("a moment", view=wait(words.own.looking.sent, words))
    yield Scene("delete this?", view=ask_erase_one(task, EraseOneForm(ASSESSMENT), words))
    yield Scene("my decisions", view=list_decided(list(decisions(task, 50)), words))
    yield Scene("my decisions, none", view=list_decided([], words))
    picture = Portfolio(
        id="p1", title="x", count=2, channel="D1", thread="", at=NOON, picture="F1", alt="A picture"
    )
    yield Scene("my picture", view=look_at_picture(picture, words))
    yield Scene("my picture is gone", view=no_picture(words))


def compared(words: Words, task: str) -> Iterator[Scene]:
    """Two checks side by side."""
    advised = [line for line in lines(task, 150) if line.is_advised]
    yield Scene("compare which?", view=choose_two(advised, advised[1].assessment, words))
    yield Scene("nothing to compare", view=too_few(words))
    one, other = advise_of(words, task=task), advise_of(words, Fit.KEEP, Lean.KPO, task)
    bare = other.advice.model_copy(update={"kind": None, "because": ()})
    first = Side("a1", task, one.advice, one.answers, frozenset(list(one.answers)[:2]))
    second = Side("a2", task, bare, dict(list(one.answers.items())[1:]), frozenset())
    missing, *same = list(one.answers)
    yield Scene(
        "side by side",
        view=side_by_side(Comparison(first, second, (missing,), tuple(same), renewed=True), words),
    )
    alike = Comparison(first, replace(first, assessment="a2"), (), tuple(one.answers))
    yield Scene("side by side, alike", view=side_by_side(alike, words))


def lines(task: str, count: int) -> tuple[Filed, ...]:
    """So many checks of every sort, the newest first."""
    phases = cycle([Phase.ADVISED, Phase.ADVISED, Phase.ADVISED, Phase.ASKING, Phase.CANCELLED])
    fits, leans = cycle(Fit), cycle([Lean.BPO, Lean.BPO, Lean.KPO])
    return tuple(
        _line(number, task, next(phases), Verdict("1.0", next(leans), next(fits), 0.2))
        for number in range(count)
    )


def decisions(task: str, count: int) -> Iterator[Told]:
    """So many decisions, some with a reminder that is still to come."""
    told = Seen(pack="1.0", lean=Lean.BPO, fit=Fit.OUTSOURCE, answers={})
    for number, decided in zip(range(count), cycle(Decided), strict=False):
        remind = date(2026, 12, 24) if number % 2 else None
        yield Told(
            task,
            Decision(
                assessment=f"a{number}",
                decided=decided,
                who=PERSON,
                why="",
                on=NOON.date(),
                remind_on=remind,
                recorded_at=NOON,
                told=told,
            ),
            by=PERSON if number % 3 else "",
        )


def _line(number: int, task: str, phase: Phase, verdict: Verdict) -> Filed:
    at = NOON - timedelta(hours=number)
    if phase is not Phase.ADVISED:
        return Filed(f"a{number}", task or "x", phase, at)
    kind = "payroll" if number % 3 else None
    return Filed(f"a{number}", task or "x", phase, at, verdict, kind)
