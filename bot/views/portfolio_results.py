"""What a list of many tasks comes to: how many of each advice, in a table, and what to look at next."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.views.controls import Choice, button, menu
from bot.views.escape import escape, shorten
from bot.views.lines import confidence
from bot.views.message import Block, Message, Part, Parts, compose, fits
from bot.views.parts import headline, row, say, say_marked, say_plainly, whisper
from bot.wire.portfolio import PressFindRow, PressResults, PressRow
from bot.words import Words
from dialogs.portfolio import Fault, Judged, Portfolio
from dialogs.tally import Count, group_of, tally, worth_opening
from dialogs.text_cleaning import TASK_LIMIT

FEW = 20
"""Up to so many tasks are shown one by one; more are counted."""

FAULTS_SHOWN = 10
WORTH_SHOWN = 10
NAMES_SHOWN = 5
TASK_SHOWN = 60
NAME_SHOWN = 80
NOTHING = "–"  # noqa: RUF001 - a cell of a table may not be empty; a dash says that nothing belongs there


def results(
    portfolio: Portfolio, judged: Sequence[Judged], words: Words, *, pack: str, uploads: bool
) -> Message:
    """The message with the results; where the tasks one by one would be too long for Slack, they are counted.

    Args:
        portfolio: the list.
        judged: its tasks, one or more.
        words: in which to say it.
        pack: the version of the pack that judged them.
        uploads: files follow; without, it says what is missing for that.
    """
    foot = _foot(judged, words, pack=pack, uploads=uploads)
    for lengths in (_Lengths(FAULTS_SHOWN, FEW), _Lengths(3, FEW), _Lengths(FAULTS_SHOWN, 0)):
        parts = (*_parts(portfolio, judged, words, lengths), *_actions(portfolio, words), *foot)
        if fits(parts):
            break
    return compose(parts)


class _Lengths(NamedTuple):
    """How much is shown.

    Attributes:
        few: up to so many tasks are shown one by one.
    """

    faults: int
    few: int


def _parts(portfolio: Portfolio, judged: Sequence[Judged], words: Words, lengths: _Lengths) -> Iterator[Part]:
    own = words.own.portfolio.results
    title = own.title_one if len(judged) == 1 else own.title_many.format(count=words.number(len(judged)))
    yield headline(title)
    yield say_marked(_source(portfolio, words))
    yield _few(judged, words) if len(judged) <= lengths.few else _counted(tally(judged), words)
    yield from _faults(portfolio.faults, lengths.faults, words)
    yield from _worth(portfolio, judged, words)


def _foot(judged: Sequence[Judged], words: Words, *, pack: str, uploads: bool) -> Parts:
    middle = judged[len(judged) // 2].entry.number
    hint = whisper(words.own.portfolio.results.hint, number=middle, pack=pack)
    return (hint,) if uploads else (hint, whisper(words.own.portfolio.lists.no_write))


def _source(portfolio: Portfolio, words: Words) -> str:
    """Where the tasks come from, escaped."""
    own = words.own.portfolio.results
    told = [own.of_file.format(name=_name(portfolio.title)) if portfolio.title else own.of_list]
    for template, name in (
        (own.sheet, portfolio.sheet),
        (own.tasks_from, portfolio.tasks_from),
        (own.volume_from, portfolio.volume_from),
        (own.answers_from, ", ".join(map(words.label, portfolio.answers_from))),
    ):
        if name:
            told.append(template.format(name=_name(name)))
    return " ".join(told)


def _name(name: str) -> str:
    return escape(shorten(name, NAME_SHOWN))


def _few(judged: Sequence[Judged], words: Words) -> Part:
    """A table of the tasks."""
    own = words.own.portfolio.results
    has_volume = any(each.entry.volume is not None for each in judged)
    heading = [own.number, own.task, *([own.volume] if has_volume else []), own.advice, own.sure]
    lines, rows = [], [heading]
    for each in judged:
        entry, advice = each
        task, named = shorten(entry.task, TASK_SHOWN), _name_group(each, words)
        sure = confidence(advice.lean, advice.p_kpo, words)
        volume = NOTHING if entry.volume is None else words.number(entry.volume)
        rows.append([str(entry.number), task, *([volume] if has_volume else []), named, sure])
        template = own.row if entry.volume is None else own.row_volume
        lines.append(template.format(number=entry.number, task=task, volume=volume, advice=named, sure=sure))
    return _table(rows, lines, numbers={0, 2} if has_volume else {0})


def _counted(counts: Sequence[Count], words: Words) -> Part:
    """A table of the groups."""
    own = words.own.portfolio.results
    has_volume = any(count.volume is not None for count in counts)
    heading = [own.advice, own.tasks, *([own.volume] if has_volume else []), own.example]
    lines, rows = [], [heading]
    for count in counts:
        group, tasks = own.groups[count.group], words.number(count.tasks)
        example = shorten(count.example.entry.task, TASK_SHOWN)
        volume = NOTHING if count.volume is None else words.number(round(count.volume, 1))
        rows.append([group, tasks, *([volume] if has_volume else []), example])
        template = own.group if count.volume is None else own.group_volume
        lines.append(template.format(group=group, tasks=tasks, volume=volume, example=example))
    return _table(rows, lines, numbers={1, 2} if has_volume else {1})


def _name_group(each: Judged, words: Words) -> str:
    """The advice in as few words as a cell takes: the kind of service where there is one."""
    group = words.own.portfolio.results.groups[group_of(each.advice)]
    kind = words.kind(each.advice.kind)
    return f"{group}: {kind}" if kind and each.advice.fit.value == "outsource" else group


def _table(rows: Sequence[Sequence[str]], lines: Sequence[str], *, numbers: set[int]) -> Part:
    cells = [[{"type": "raw_text", "text": cell or NOTHING} for cell in each] for each in rows]
    settings = [
        {"align": "right"} if index in numbers else {"is_wrapped": True} for index in range(len(rows[0]))
    ]
    table: Block = {"type": "table", "rows": cells, "column_settings": settings}
    return Part(table, "\n".join(f"• {escape(line)}" for line in lines))


def _faults(faults: Sequence[Fault], shown: int, words: Words) -> Parts:
    if not faults:
        return ()
    own = words.own.portfolio.results
    title = own.faults_one if len(faults) == 1 else own.faults_many
    lines = [f"• {fault_line(fault, words)}" for fault in faults[:shown]]
    if hidden := len(faults) - len(lines):
        lines.append(own.more_faults.format(count=words.number(hidden)))
    return (say(title, count=words.number(len(faults))), say_plainly("\n".join(lines)))


def fault_line(fault: Fault, words: Words) -> str:
    """What is wrong with a row, in plain text."""
    template = words.own.portfolio.results.fault[fault.kind]
    question = words.label(fault.question) if fault.question else ""
    limit = words.number(TASK_LIMIT)
    return template.format(number=fault.number, said=fault.said, question=question, limit=limit)


def _worth(portfolio: Portfolio, judged: Sequence[Judged], words: Words) -> Parts:
    found = worth_opening(judged, WORTH_SHOWN)
    if not found:
        return ()
    own = words.own.portfolio.results
    labels = [own.worth_row.format(number=one.entry.number, task=one.entry.task) for one in found]
    choices = [
        Choice(label, PressRow(portfolio.id, one.entry.number))
        for label, one in zip(labels, found, strict=True)
    ]
    named = [shorten(label, TASK_SHOWN) for label in labels[:NAMES_SHOWN]]
    return (say(own.worth), row(words.own.ask.choices, [menu(own.worth_menu, choices)], named))


def _actions(portfolio: Portfolio, words: Words) -> Parts:
    own = words.own.portfolio.results
    choices = [
        Choice(own.open, PressFindRow(portfolio.id)),
        Choice(own.again, PressResults(portfolio.id)),
    ]
    names = (choice.label for choice in choices)
    return (row(words.own.short.buttons, [button(choice) for choice in choices], names),)
