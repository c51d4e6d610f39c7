"""The front desk: every surface comes here, and each answer leaves from here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import assert_never

from bot import views
from bot.delivery import Delivery
from bot.heard import Pressed, Submitted, Typed
from bot.inflight import InFlight
from bot.slack import Slack
from bot.wire import (
    PressCard,
    PressExplain,
    PressKeep,
    PressNext,
    PressOption,
    PressOrder,
    PressPick,
    PressShare,
    PressStart,
    Share,
    TaskForm,
    read_action,
    read_form,
    read_task,
)
from bot.words import Words
from dialogs.conversation import CardAt, Conversations, Place, Turn
from dialogs.messages import (
    Advise,
    Begin,
    Choose,
    Late,
    Next,
    NotUnderstood,
    Order,
    Pick,
    Refused,
    Say,
    Shown,
    Welcome,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Takes what was typed, pressed or sent to the conversation, and its reply back to the person.

    Attributes:
        new_id: makes an unguessable id for a new assessment.
    """

    conversations: Conversations
    delivery: Delivery
    slack: Slack
    words: Words
    work: InFlight
    new_id: Callable[[], str]

    # ------------------------------------------------------------------ typed

    async def hear(self, said: Typed) -> None:
        """Answer what was typed; a repeated delivery is passed over."""
        async with self.work.one():
            await self._hear(said)

    async def _hear(self, said: Typed) -> None:
        if not await self.conversations.first_time(said.place.team, said.once, said.at):
            return
        if said.trigger and not said.text:
            await self._ask_by_form(said)
            return
        turn = await self._tell(said)
        if turn.newcomer and said.place.surface == "direct" and not _welcomes(turn):
            await self.delivery.greet(turn)
        await self.delivery.answer_typed(turn, url=said.url)

    async def _tell(self, said: Typed) -> Turn:
        fresh = self.new_id()
        say = Say(said.place.person, said.at, said.text)
        turn = await self.conversations.say(said.place, say, fresh_id=fresh)
        # Behind the command, words that answer nothing are a new task; elsewhere they are a slip.
        if turn is None or (said.place.surface == "command" and _misunderstood(turn)):
            begin = Begin(fresh, said.place.person, said.at, said.text)
            return await self.conversations.begin(said.place, begin)
        return turn

    async def _ask_by_form(self, said: Typed) -> None:
        # The row comes first, so that even a quick hand finds it; the trigger's three seconds allow for it.
        begin = Begin(self.new_id(), said.place.person, said.at)
        await self.conversations.begin(said.place, begin)
        await self.conversations.put(begin.assessment, CardAt(channel=said.place.channel, url=said.url))
        form = TaskForm(begin.assessment, said.place.channel)
        await self.slack.open_modal(said.trigger, views.task_modal(form, self.words))

    # ---------------------------------------------------------------- pressed

    async def press(self, pressed: Pressed) -> None:
        """Do what the pressed button says; an unknown or forged one is explained."""
        async with self.work.one():
            await self._press(pressed)

    async def _press(self, pressed: Pressed) -> None:
        press = read_action(pressed.action)
        match press:
            case PressOption() | PressOrder() | PressPick():
                turn = await self.conversations.tell(press.assessment, _event(press, pressed))
                await self._show_pressed(pressed, turn)
            case PressNext():
                await self._go_on(pressed, press)
            case PressShare():
                await self._share(pressed, press)
            case PressKeep():
                await self._keep(pressed, press)
            case PressStart():
                form = TaskForm(press.assessment, pressed.place.channel)
                await self.slack.open_modal(pressed.trigger, views.task_modal(form, self.words))
            case PressExplain():
                await self._whisper(pressed, views.explained(press.concept, self.words))
            case None:
                await self._whisper(pressed, views.unknown_button(self.words))
            case _:
                assert_never(press)

    async def _go_on(self, pressed: Pressed, press: PressNext) -> None:
        """Begin with a task that waited, below the advice that it waited under."""
        event = Next(pressed.place.person, pressed.at, press.turn, press.number)
        turn, begun = await self.conversations.go_on(press.assessment, event)
        await self._show_pressed(pressed, turn)
        if begun and not _is_late(turn):
            await self.delivery.answer_typed(begun, url=pressed.url)

    async def _show_pressed(self, pressed: Pressed, turn: Turn) -> None:
        if isinstance(turn.reply, Refused):
            await self._whisper(pressed, views.refuse(turn.reply, self.words))
        else:
            message = views.draw(turn.reply, self.words, private=turn.place.surface == "command")
            await self.delivery.answer_pressed(turn, message, pressed.card, pressed.url)

    async def _share(self, pressed: Pressed, press: PressShare) -> None:
        if press.step is Share.DISMISS:
            await self.slack.withdraw(pressed.url)
        elif card := await self._advice(pressed, press):
            if press.step is Share.PREVIEW:
                await self._whisper(pressed, views.share_preview(card, self.words))
            elif await self.conversations.first_time(pressed.place.team, pressed.trigger, pressed.at):
                shared = views.shared(card, pressed.place.person, self.words)
                await self.slack.respond(pressed.url, shared, public=True)
                await self.slack.withdraw(pressed.url)

    async def _keep(self, pressed: Pressed, press: PressKeep) -> None:
        card = await self._advice(pressed, press)
        if card and await self.conversations.first_time(pressed.place.team, pressed.trigger, pressed.at):
            message = views.draw(Shown(card), self.words)
            await self.slack.post(pressed.place.person, message)
            await self._whisper(pressed, views.kept(self.words))

    async def _advice(self, pressed: Pressed, press: PressShare | PressKeep) -> Advise | None:
        """The advice as it stands, when it is the presser's own; else they are told why not."""
        turn = await self.conversations.look(press.assessment, pressed.place.person, pressed.at)
        if isinstance(turn.reply, Refused):
            await self._whisper(pressed, views.refuse(turn.reply, self.words))
            return None
        if isinstance(turn.reply.card, Advise):
            return turn.reply.card
        await self._whisper(pressed, views.draw(turn.reply, self.words))
        return None

    async def _whisper(self, pressed: Pressed, message: views.Message) -> None:
        """Say something that only the presser sees."""
        if pressed.url:
            await self.slack.respond(pressed.url, message)
        else:
            await self.slack.post(pressed.place.person, message)

    # ------------------------------------------------------------ forms, home

    def fault_in(self, submitted: Submitted) -> Mapping[str, str]:
        """What is wrong with a sent form, by block; computed from memory, so the ack can carry it."""
        task = read_task(submitted.view)
        return {} if task is None or task.strip() else views.task_missing(self.words)

    async def submit(self, submitted: Submitted) -> None:
        """Begin, or go on, with the task of a sent form."""
        async with self.work.one():
            await self._submit(submitted)

    async def _submit(self, submitted: Submitted) -> None:
        task, form = read_task(submitted.view), read_form(submitted.view.get("private_metadata"))
        if task is None or form is None:
            await self.slack.post(submitted.place.person, views.unknown_button(self.words))
            return
        say = Say(submitted.place.person, submitted.at, task)
        turn = await self.conversations.tell(form.assessment, say) if form.assessment else None
        if turn is None or isinstance(turn.reply, Refused):
            turn = await self._begin_in_dm(submitted, task)
        await self.delivery.answer_typed(turn, url="")

    async def _begin_in_dm(self, submitted: Submitted, task: str) -> Turn:
        # Only a posted message tells the id of the DM; it becomes the card.
        person = submitted.place.person
        posted = await self.slack.post(person, views.loading(self.words))
        place = Place(submitted.place.team, posted.channel, "", person, "direct")
        begin = Begin(self.new_id(), person, submitted.at, task)
        await self.conversations.begin(place, begin)
        await self.conversations.put(begin.assessment, CardAt(channel=posted.channel, ts=posted.ts))
        return await self.conversations.look(begin.assessment, person, submitted.at)

    async def open_home(self, person: str) -> None:
        """Show somebody what this app is and how to begin."""
        async with self.work.one():
            await self.slack.publish_home(person, views.home(self.words))


def _event(press: PressCard, pressed: Pressed) -> Choose | Order | Pick:
    actor, at = pressed.place.person, pressed.at
    match press:
        case PressOption():
            return Choose(actor, at, press.turn, press.question, press.option)
        case PressOrder():
            return Order(actor, at, press.command, press.about, press.turn)
        case PressPick():
            return Pick(actor, at, press.turn, press.number)


def _is_late(turn: Turn) -> bool:
    return isinstance(turn.reply, Shown) and isinstance(turn.reply.notice, Late)


def _misunderstood(turn: Turn) -> bool:
    return isinstance(turn.reply, Shown) and isinstance(turn.reply.notice, NotUnderstood)


def _welcomes(turn: Turn) -> bool:
    return isinstance(turn.reply, Shown) and isinstance(turn.reply.notice, Welcome)
