"""Writes down what many tasks come to, as files; slow enough to be done beside the event loop."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Final

from bot.files import Outgoing
from bot.pictures import describe, sketch
from bot.sheets.writing import Cell, write_csv
from bot.studio.door import Studio
from bot.views.lines import confidence, flip, worded
from bot.views.mine import name_line
from bot.views.portfolio_results import fault_line
from bot.views.reasons import by_strength, spoken_reason
from bot.words import Words
from dialogs.listing import file
from dialogs.portfolio import Entry, Fault, Judged, Portfolio, judge
from dialogs.questions import usable_answers
from dialogs.session import Session
from dialogs.tally import group_of
from knowledge import Knowledge

REASONS: Final = 3
BETWEEN: Final = "; "
NAME_LONGEST: Final = 60


async def write_results(
    studio: Studio, portfolio: Portfolio, judged: Sequence[Judged], words: Words, *, pack: str
) -> tuple[Outgoing, ...]:
    """The picture, and the advice on each task as a workbook and as CSV.

    Args:
        studio: draws and binds.
        portfolio: the list.
        judged: its tasks, one or more.
        words: in which to write.
        pack: the version of the pack that judged them.

    Raises:
        StudioFailed: a file could not be made.
    """
    rows = await asyncio.to_thread(lambda: list(advice_rows(judged, portfolio.faults, words, pack=pack)))
    own = words.own.portfolio.sheet
    start = PurePath(portfolio.title.replace("\\", "/")).stem[:NAME_LONGEST].strip(" .")
    name = f"{start}-{own.name}" if start else own.name
    return (
        Outgoing(f"{name}.png", await studio.draw(sketch(judged, words)), alt=describe(judged, words)),
        Outgoing(f"{name}.xlsx", await studio.bind(rows, own.worksheet)),
        Outgoing(f"{name}.csv", await asyncio.to_thread(write_csv, rows)),
    )


def advice_rows(
    judged: Sequence[Judged], faults: Iterable[Fault], words: Words, *, pack: str
) -> Iterator[list[Cell]]:
    """The heading, then every row of the list in its order: those without a task say what is wrong.

    The columns of the answers are headed by the questions' ids, so that the sheet can come back to us.
    """
    own = words.own.portfolio.sheet
    questions = _answered(judged, words)
    yield [
        *(own.number, own.task, own.volume, own.advice, own.lean, own.knowledge, own.kind, own.sure, own.why),
        *(own.gains, own.caveats, own.flips, own.next, own.note, own.pack),
        *questions,
    ]
    notes: dict[int, list[str]] = {}
    for fault in faults:
        notes.setdefault(fault.number, []).append(fault_line(fault, words))
    told = {each.entry.number: each for each in judged}
    for number in sorted({*told, *notes}):
        note = " ".join(notes.get(number, ()))
        each = told.get(number)
        yield _row(each, note, questions, words, pack) if each else _empty(number, note, len(questions))


def write_mine(
    sessions: Sequence[Session], decided: Mapping[str, str], knowledge: Knowledge, words: Words
) -> Outgoing:
    """All assessments of a person as CSV, with today's advice on each.

    Args:
        sessions: those that have a task.
        decided: what was decided, in a line, by assessment.
        knowledge: whose advice it is.
        words: in which to write.
    """
    own = words.own.portfolio.sheet
    entries = [
        Entry(number=number, task=session.task, answers=usable_answers(knowledge, session.answers))
        for number, session in enumerate(sessions, start=1)
    ]
    advice = list(advice_rows(list(judge(knowledge, entries)), (), words, pack=knowledge.pack.version))
    beside = [
        (own.status, own.touched, own.decision),
        *((name_line(file(one), words), _day(one), decided.get(one.id, "")) for one in sessions),
    ]
    # There is no volume of an assessment; in its place stands what became of it.
    rows = ([*left[:2], *right, *left[3:]] for left, right in zip(advice, beside, strict=True))
    return Outgoing(f"{own.mine}.csv", write_csv(rows))


def _day(session: Session) -> str:
    return session.touched_at.date().isoformat() if session.touched_at else ""


def _answered(judged: Sequence[Judged], words: Words) -> list[str]:
    """The questions that some row answers, in the pack's order."""
    found = {question for each in judged for question in each.entry.answers}
    return [question for question in words.questions if question in found]


def _row(each: Judged, note: str, questions: Sequence[str], words: Words, pack: str) -> list[Cell]:
    entry, advice = each
    reasons = [spoken_reason(reason, words) for reason in by_strength(advice.because)[:REASONS]]
    asked = words.question(advice.next_question) if advice.next_question else None
    return [
        entry.number,
        entry.task,
        _short(entry.volume),
        words.own.portfolio.results.groups[group_of(advice)],
        advice.lean.value,
        round(100 * advice.p_kpo),
        words.kind(advice.kind),
        confidence(advice.lean, advice.p_kpo, words),
        BETWEEN.join(reasons),
        BETWEEN.join(worded(advice.benefits, words.pack.benefits)),
        BETWEEN.join(worded(advice.caveats, words.pack.caveats)),
        BETWEEN.join(flip(answers, words) for answers in advice.flips),
        asked.text if asked else "",
        note,
        pack,
        *(entry.answers.get(question, "") for question in questions),
    ]


def _short(volume: float | None) -> Cell:
    return int(volume) if volume is not None and volume.is_integer() else volume


def _empty(number: int, note: str, answers: int) -> list[Cell]:
    return [number, *[""] * 12, note, "", *[""] * answers]
