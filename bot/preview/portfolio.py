"""Scenes of lists of many tasks, and of what is given as files."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final

from bot.preview.scene import Scene
from bot.preview.stage import PERSON, advice_on, advise_of
from bot.sheets.columns import Columns
from bot.sheets.grid import Grid
from bot.views import exports, portfolio
from bot.views.portfolio_results import results
from bot.words import Words
from dialogs.decided import Decided, Decision
from dialogs.portfolio import Entry, Fault, Judged, Kind, Portfolio
from dialogs.refusal import Refusal
from knowledge.model import Fit, Lean

AT: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
FILE: Final = "our tasks <& more>.csv"
DRAFT: Final = "Zx3kQ9wLr2TfVb8Y"

_LINES: Final = (
    (Fit.OUTSOURCE, Lean.BPO, 0.06, "Monthly payroll for 40 people"),
    (Fit.OUTSOURCE, Lean.KPO, 0.96, "Patent research for new sensors"),
    (Fit.SPLIT, Lean.BPO, 0.4, "Bookkeeping and tax advice"),
    (Fit.KEEP, Lean.KPO, 0.8, "Pricing of our own products"),
    (Fit.UNSURE, Lean.BPO, 0.45, "The usual work of our team"),
)


def judged_of(words: Words, count: int, *, task: str = "", volume: bool = True) -> list[Judged]:
    """So many tasks, with every kind of advice in turn."""
    found = []
    for index in range(count):
        fit, lean, p_kpo, line = _LINES[index % len(_LINES)]
        entry = Entry(number=index + 2, task=task or line, volume=20.0 * index if volume else None)
        advice = advice_on(words, fit, lean, entry.task)
        asked = next(iter(words.questions))
        found.append(Judged(entry, advice._replace(p_kpo=p_kpo, next_question=asked)))
    return found


def portfolio_of(count: int, *, faults: int = 0, told: str = "") -> Portfolio:
    """A list of so many tasks."""
    kinds = list(Kind)
    return Portfolio(
        id=DRAFT,
        title=FILE if told else "",
        count=count,
        channel="D0ALICE",
        thread="",
        at=AT,
        tasks_from=told,
        volume_from="Hours" if told else "",
        answers_from=("repetition", "core") if told else (),
        sheet="Operations" if told else "",
        faults=tuple(
            Fault(number=number + 2, kind=kinds[number % len(kinds)], said="<often>", question="repetition")
            for number in range(faults)
        ),
    )


def decision_of(who: str = PERSON) -> Decision:
    """A decision with a reason."""
    seen = {"pack": "1", "lean": Lean.BPO, "fit": Fit.OUTSOURCE, "answers": {}}
    return Decision.model_validate(
        {"assessment": DRAFT, "decided": Decided.BPO, "who": who, "why": "We lack the people.",
         "on": date(2026, 11, 23), "remind_on": None, "recorded_at": AT, "told": seen}
    )  # fmt: skip


def scenes(words: Words, task: str) -> Iterator[Scene]:
    """The scenes."""
    yield from _work(words, task)
    yield from _results(words, task)
    yield Scene("number of a row", view=portfolio.row_modal(DRAFT, words))
    yield Scene("list to paste", view=portfolio.paste_modal(words))
    yield Scene("results come to the DM", view=portfolio.on_its_way(words))
    yield Scene("results come to the DM, said in a channel", portfolio.coming(words))
    yield from _exports(words, task)


def _work(words: Words, task: str) -> Iterator[Scene]:
    yield Scene("list is read", portfolio.reading(FILE, words))
    yield Scene("pasted list is read", portfolio.reading("", words))
    yield Scene("another list comes first", portfolio.next_in_line(FILE, words))
    yield Scene("list is half checked", portfolio.checked(FILE, 2_500, 5_000, words))
    yield Scene("list is written down", portfolio.writing(FILE, 5_000, words))
    yield Scene("list was broken off", portfolio.stopped(FILE, words))
    for why in Refusal:
        yield Scene(f"list refused: {why}", portfolio.refused(why, FILE, words))
    grid = Grid(((1, ("Name", "", "<Note>")), (2, (task[:50], "x & y", "")), (3, ("Billing", "", ""))))
    columns = Columns(True, ("Name", "", "<Note>"), None, (0, 1, 2), None, ())  # noqa: FBT003 - has a heading
    yield Scene("which column", portfolio.which_column(DRAFT, FILE, grid, columns, words))
    wide = Grid(((1, tuple(f"Name {number}" for number in range(8))),))
    many = Columns(False, ("",) * 8, None, tuple(range(8)), None, ())  # noqa: FBT003 - same
    yield Scene("which of many columns", portfolio.which_column(DRAFT, FILE, wide, many, words))
    yield Scene("list left alone", portfolio.dropped(FILE, words))
    yield Scene("perhaps a list", portfolio.offer_list(DRAFT, 14, words))
    yield Scene("files can't be opened", portfolio.cannot_read(words))
    yield Scene("no list yet", portfolio.no_list(words))
    entries = [each.entry for each in judged_of(words, 3)]
    yield Scene("no such row", portfolio.no_such_row(17, entries, words))


def _results(words: Words, task: str) -> Iterator[Scene]:
    def drawn(count: int, faults: int, *, volume: bool, uploads: bool, told: str = "Task") -> Scene:
        judged = judged_of(words, count, task=task, volume=volume)
        shown = portfolio_of(count, faults=faults, told=told)
        return Scene(
            f"{count} results, {faults} faults", results(shown, judged, words, pack="1", uploads=uploads)
        )

    yield drawn(1, 1, volume=False, uploads=True, told="")
    yield drawn(20, 5, volume=True, uploads=True)
    yield drawn(400, 90, volume=True, uploads=False)
    yield drawn(401, 0, volume=False, uploads=True)


def _exports(words: Words, task: str) -> Iterator[Scene]:
    own = words.own.portfolio
    yield Scene("memo as a message", exports.memo_message(advise_of(words, task=task), None, words))
    decided = exports.memo_message(advise_of(words, task=task), decision_of(), words)
    yield Scene("memo as a message, decided", decided)
    memo = own.memo
    for key in ("done", "done_all", "not_advised", "nothing", "no_write_all", "failed"):
        yield Scene(f"said: {key}", exports.said(getattr(memo, key)))
    beside = {"files": own.results.files, "files failed": own.results.files_failed, "memo": memo.comment}
    beside |= {"all memos": memo.comment_all, "no files": own.lists.no_write}
    for name, text in beside.items():
        yield Scene(f"said beside a file: {name}", exports.said(text))
    yield Scene("told in a modal", view=exports.told(memo.done, words))
