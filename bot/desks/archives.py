"""A person's own assessments: looked at, taken up again, listed behind the command, compared."""

from dataclasses import dataclass

from bot.desks.table import Reaction, Table
from bot.heard import Pressed, Submitted, Typed
from bot.slack import Posted
from bot.views import help_message
from bot.views.comparison import OFFERED, choose_two, no_such, same_twice, side_by_side, too_few
from bot.views.looking import asked_in_dm, gone, look_at_advice, look_at_line, sent_to_dm
from bot.views.message import View
from bot.views.mine import newest
from bot.wire import fields_of
from bot.wire.home import (
    FIRST_BLOCK,
    SECOND_BLOCK,
    CompareForm,
    PressAskInDm,
    PressCompare,
    PressLook,
    PressToDm,
)
from bot.words import Words
from bot.workplace import Workplace
from dialogs.archive import Archive
from dialogs.commands import read_command
from dialogs.comparison import compare
from dialogs.listing import file
from dialogs.messages import Advise, Command, Refused, Shown
from dialogs.phrases import phrases
from dialogs.text_cleaning import plain


@dataclass(frozen=True, slots=True)
class Archives:
    """Finds for everybody what is theirs."""

    place: Workplace

    async def archive(self, team: str) -> Archive:
        """What everybody in that team has with us."""
        return Archive(await self.place.knowledge(team), self.place.store)

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_press(PressAskInDm, self.ask_in_dm)
        table.on_press(PressLook, self.look)
        table.on_press(PressToDm, self.bring_to_dm)
        table.on_press(PressCompare, self.choose)
        table.on_form(CompareForm, self.compare)
        table.on_typed(self.hear)

    # ------------------------------------------------------------------ typed

    async def hear(self, said: Typed) -> bool:
        """Help and one's own list are answered behind the command without beginning a conversation."""
        if said.place.surface != "command" or not said.text:
            return False
        words = await self.place.words(said.place)
        ordered = read_command(said.text, phrases(words.language))
        if ordered and ordered.command is Command.HELP:
            await self.place.tell(said, help_message(words))
            return True
        known = {*words.own.mine.typed, *self.place.tongues.usual.own.mine.typed}
        if plain(said.text) not in map(plain, known):
            return False
        mine = await (await self.archive(said.place.team)).mine(said.place.team, said.place.person)
        await self.place.tell(said, newest(mine.page(), words))
        return True

    # ---------------------------------------------------------------- pressed

    async def ask_in_dm(self, pressed: Pressed, _press: PressAskInDm) -> None:
        """Ask for the task in the DM, where it is then told."""
        await self.place.begin_in_dm(pressed.place, "", pressed.at)
        await self.place.show(pressed, asked_in_dm(await self.place.words(pressed.place)))

    async def look(self, pressed: Pressed, press: PressLook) -> None:
        """Show an assessment, to read."""
        words = await self.place.words(pressed.place)
        await self.place.show(pressed, await self._looked(pressed, press.assessment, words))

    async def bring_to_dm(self, pressed: Pressed, press: PressToDm) -> None:
        """Post an assessment's card in the DM, where it can be pressed."""
        words, person = await self.place.words(pressed.place), pressed.place.person
        turn = await self.place.conversations.look(pressed.place.team, press.assessment, person, pressed.at)
        if isinstance(turn.reply, Refused):
            await self.place.show(pressed, gone(words))
            return
        if turn.place.surface == "direct" and not turn.place.thread:
            await self.place.delivery.bring_to_dm(turn, person)
            if turn.card_at.ts:
                await self.place.slack.remove(Posted(turn.card_at.channel, turn.card_at.ts))
        else:
            # It goes on living where it was begun; here is a second card of it.
            await self.place.slack.post(person, await self.place.delivery.draw(turn, private=False))
        await self.place.show(pressed, sent_to_dm(words))

    async def _looked(self, pressed: Pressed, assessment: str, words: Words) -> View:
        where = pressed.place
        turn = await self.place.conversations.look(where.team, assessment, where.person, pressed.at)
        if isinstance(turn.reply, Shown) and isinstance(turn.reply.card, Advise):
            return look_at_advice(turn.reply.card, words)
        session = await (await self.archive(where.team)).one(where.team, where.person, assessment)
        return look_at_line(file(session), words) if session else gone(words)

    # --------------------------------------------------------------- compared

    async def choose(self, pressed: Pressed, press: PressCompare) -> None:
        """Ask which two to compare."""
        words, where = await self.place.words(pressed.place), pressed.place
        archive = await self.archive(where.team)
        lines = list((await archive.mine(where.team, where.person)).advised(OFFERED))
        session = await archive.one(where.team, where.person, press.assessment)
        if session and all(line.assessment != session.id for line in lines):
            lines = [file(session), *lines[: OFFERED - 1]]
        enough = len(lines) > 1
        await self.place.show(
            pressed, choose_two(lines, press.assessment, words) if enough else too_few(words)
        )

    async def compare(self, submitted: Submitted, _form: CompareForm) -> Reaction:
        """Show the two side by side, in place of the form."""
        words, where = await self.place.words(submitted.place), submitted.place
        fields = fields_of(submitted.view)
        blocks = FIRST_BLOCK, SECOND_BLOCK
        chosen = {block: "".join(fields.get(block, ())) for block in blocks}
        archive = await self.archive(where.team)
        found = [await archive.one(where.team, where.person, chosen[block]) for block in blocks]
        first, second = found
        if first is None or second is None:
            faults = {block: no_such(words) for block, one in zip(blocks, found, strict=True) if one is None}
            return Reaction({"response_action": "errors", "errors": faults})
        if first.id == second.id:
            return Reaction({"response_action": "errors", "errors": same_twice(words)})
        view = side_by_side(compare(await self.place.knowledge(where.team), first, second), words)
        return Reaction({"response_action": "update", "view": view})
