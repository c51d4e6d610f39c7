"""The long work on a list of tasks: fetched, read, judged and written down beside the event loop."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from bot.files import READ, WRITE, FileTooLarge, FileTrouble, ScopeMissing
from bot.heard import Pressed, Submitted
from bot.lanes import step_aside
from bot.progress import Progress
from bot.results import write_results
from bot.sheets.columns import Columns, headings, place_columns
from bot.sheets.grid import LARGEST, Grid, Unreadable
from bot.sheets.rows import read_rows
from bot.sheets.text import read_lines
from bot.slack import Posted
from bot.studio.door import StudioFailed
from bot.views import portfolio as views
from bot.views.escape import escape
from bot.views.looking import gone
from bot.views.message import compose
from bot.views.parts import say
from bot.views.portfolio_results import results
from bot.wire.portfolio import PressResults, PressRow
from bot.words import Words
from bot.workplace import Workplace
from dialogs.places import Place
from dialogs.portfolio import MOST_TASKS, Draft, Entry, Fault, Judged, Portfolio, judge
from dialogs.portfolios import Portfolios
from dialogs.refusal import Refusal
from knowledge import Knowledge

CHUNK: Final = 250
"""Tasks that are judged in a row, before others get a turn and the person hears how far we are."""


@dataclass(frozen=True, slots=True)
class Job:
    """A list on its way.

    Attributes:
        where: whose it is, and where it came from.
        described: what Slack told of its file, if it told it already.
        column: the column, from 0, that the person named; None: it is guessed.
        asked: our question about it, which turns into what comes of it.
    """

    where: Place
    draft: Draft
    at: datetime
    described: Mapping[str, Any] | None = None
    column: int | None = None
    asked: Posted | None = None


@dataclass(frozen=True, slots=True)
class ListWork:
    """Does it, one list after the other: it fills a processor, and others are being served.

    Attributes:
        turns: held by the list that is worked on.
    """

    place: Workplace
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    async def portfolios(self, team: str) -> Portfolios:
        """What everybody in that team has brought."""
        return Portfolios(await self.place.knowledge(team), self.place.store)

    async def take(self, job: Job) -> None:
        """Bring a list from its file or text to its results, or to a clear word on why that can't be."""
        words = await self.place.words(job.where)
        async with self._turn(job.where, job.draft.title, words, job.asked) as progress:
            await self._take(job, progress, words)

    async def show_again(self, where: Place, portfolio: Portfolio) -> None:
        """The results anew, with what was learned since."""
        words = await self.place.words(where)
        async with self._turn(where, portfolio.title, words) as progress:
            portfolios = await self.portfolios(where.team)
            entries = await portfolios.entries(where.team, where.person, portfolio.id)
            if not entries:
                raise Unreadable(Refusal.NOT_WAITING)
            await self._give(where, portfolio, entries, progress, words)

    async def find(self, pressed: Pressed, press: PressResults | PressRow) -> Portfolio | None:
        """The presser's own list, once for a quick finger's two taps."""
        where = pressed.place
        if not await self.place.first_tap(pressed, press):
            return None
        found = await (await self.portfolios(where.team)).find(where.team, where.person, press.portfolio)
        if found is None:
            await self.say_gone(pressed)
        return found

    async def say_gone(self, pressed: Pressed) -> None:
        """Tell the presser that the list is not there any more."""
        words = await self.place.words(pressed.place)
        if pressed.view:
            await self.place.show(pressed, gone(words))
        else:
            await self.place.whisper(pressed, views.refused(Refusal.NOT_WAITING, "", words))

    @asynccontextmanager
    async def _turn(
        self, where: Place, title: str, words: Words, asked: Posted | None = None
    ) -> AsyncIterator[Progress]:
        """The list's turn: inside of the block it is worked on; what stops that is said in its message."""
        opening = views.next_in_line(title, words) if self.turns.locked() else views.reading(title, words)
        progress = await Progress.begin(self.place.slack, where, opening, asked)
        step_aside()
        async with self.turns:
            try:
                yield progress
            except ScopeMissing:
                await progress.end(views.cannot_read(words))
            except FileTooLarge:
                await progress.end(views.refused(Refusal.TOO_LARGE, title, words))
            except FileTrouble:
                await progress.end(views.refused(Refusal.UNAVAILABLE, title, words))
            except Unreadable as error:
                await progress.end(views.refused(error.why, title, words))
            except Exception:
                # The one error handler tells the rest; this message must not promise anything any more.
                await progress.end(views.stopped(title, words))
                raise

    async def _take(self, job: Job, progress: Progress, words: Words) -> None:
        where = job.where
        knowledge = await self.place.knowledge(where.team)
        grid = await self._open(job)
        columns = await asyncio.to_thread(place_columns, grid, _headings(knowledge))
        if job.column is not None and 0 <= job.column < grid.width:
            columns = columns.with_task(job.column)
        if columns.task is None:
            await self._ask(job, grid, columns, progress, words)
            return
        entries, faults = await asyncio.to_thread(read_rows, grid, columns, knowledge, words.language)
        _check(entries)
        portfolio = self._describe(job, grid, columns, (entries, faults), progress)
        portfolios = await self.portfolios(where.team)
        await portfolios.keep(where.team, where.person, portfolio, entries)
        await self._give(where, portfolio, entries, progress, words)
        await self.place.changed(where)

    async def _open(self, job: Job) -> Grid:
        if job.draft.file:
            return await self.place.studio.read(job.draft.title, await self._fetch(job))
        return await asyncio.to_thread(read_lines, job.draft.text)

    async def _fetch(self, job: Job) -> bytes:
        if READ not in self.place.scopes:
            raise ScopeMissing(READ)
        told = job.described or {}
        if not isinstance(told.get("url_private_download"), str):
            # Slack tells only the id of a file that came from another organization.
            told = await self.place.slack.files.describe(job.draft.file)
        url, size = told.get("url_private_download"), told.get("size")
        if not isinstance(url, str):
            raise Unreadable(Refusal.UNAVAILABLE)
        if isinstance(size, int) and size > LARGEST:
            raise FileTooLarge
        return await self.place.slack.files.download(url, at_most=LARGEST)

    async def _ask(self, job: Job, grid: Grid, columns: Columns, progress: Progress, words: Words) -> None:
        if not columns.likely:
            raise Unreadable(Refusal.NO_TASKS)
        draft = self.place.new_id()
        portfolios = await self.portfolios(job.where.team)
        await portfolios.draft(job.where.team, job.where.person, draft, job.draft, job.at)
        await progress.end(views.which_column(draft, job.draft.title, grid, columns, words))

    def _describe(
        self, job: Job, grid: Grid, columns: Columns, read: tuple[list[Entry], list[Fault]], at: Progress
    ) -> Portfolio:
        entries, faults = read
        return Portfolio(
            id=self.place.new_id(),
            title=job.draft.title,
            count=len(entries),
            channel=at.channel,
            thread=at.thread,
            at=job.at,
            tasks_from=columns.names[columns.task or 0],
            volume_from="" if columns.volume is None else columns.names[columns.volume],
            answers_from=tuple(question for _, question in columns.answers),
            sheet=grid.sheet,
            faults=tuple(faults),
        )

    async def _give(
        self, where: Place, portfolio: Portfolio, entries: Sequence[Entry], progress: Progress, words: Words
    ) -> None:
        """The message with the results, and the files where we may send any."""
        knowledge = await self.place.knowledge(where.team)
        judged = await self._judge(portfolio, entries, knowledge, progress, words)
        uploads, pack = WRITE in self.place.scopes, knowledge.pack.version
        await progress.end(results(portfolio, judged, words, pack=pack, uploads=uploads))
        if uploads:
            await self._upload(where, portfolio, judged, words, pack)

    async def _judge(
        self,
        portfolio: Portfolio,
        entries: Sequence[Entry],
        knowledge: Knowledge,
        progress: Progress,
        words: Words,
    ) -> list[Judged]:
        judged: list[Judged] = []
        while len(judged) < len(entries):
            chunk = entries[len(judged) : len(judged) + CHUNK]
            judged += await asyncio.to_thread(_judge, knowledge, chunk)
            await progress.say(views.checked(portfolio.title, len(judged), len(entries), words))
        await progress.say(views.writing(portfolio.title, len(entries), words))
        return judged

    async def _upload(
        self, where: Place, portfolio: Portfolio, judged: Sequence[Judged], words: Words, pack: str
    ) -> None:
        own = words.own.portfolio
        try:
            files = await write_results(self.place.studio, portfolio, judged, words, pack=pack)
            ids = await self.place.slack.files.upload(
                portfolio.channel, *files, comment=escape(own.results.files), thread=portfolio.thread
            )
        except (FileTrouble, StudioFailed) as error:
            told = own.lists.no_write if isinstance(error, ScopeMissing) else own.results.files_failed
            await self.place.slack.post(portfolio.channel, compose([say(told)]), thread=portfolio.thread)
            return
        shown = portfolio.model_copy(update={"picture": ids[0], "alt": files[0].alt})
        await (await self.portfolios(where.team)).change(where.team, where.person, shown)


def place_of(by: Pressed | Submitted, stands: Portfolio | Draft) -> Place:
    """Where the list stands, and so all that comes of it."""
    return Place(by.place.team, stands.channel, stands.thread, by.place.person, "direct")


def _headings(knowledge: Knowledge) -> dict[str, str]:
    """The question that a column answers, by its heading in any language."""
    texts = [words.questions for words in knowledge.pack.wording.values()]
    names = {
        question.id: [text[question.id].label for text in texts if question.id in text]
        for question in knowledge.pack.questions
    }
    return headings(names)


def _check(entries: Sequence[Entry]) -> None:
    if not entries:
        raise Unreadable(Refusal.NO_TASKS)
    if len(entries) > MOST_TASKS:
        raise Unreadable(Refusal.TOO_MANY)


def _judge(knowledge: Knowledge, entries: Sequence[Entry]) -> list[Judged]:
    return list(judge(knowledge, entries))
