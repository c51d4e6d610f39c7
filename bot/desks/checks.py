"""The conversation about a task: what was typed or pressed goes to it, its card comes back."""

from dataclasses import dataclass

from bot import views
from bot.desks.table import Reaction, Table
from bot.heard import Pressed, Submitted, Typed
from bot.wire import (
    TASK_BLOCK,
    PressCard,
    PressExplain,
    PressNext,
    PressOption,
    PressOrder,
    PressPick,
    PressStart,
    TaskForm,
    fields_of,
)
from bot.workplace import Workplace
from dialogs.conversation import CardAt, Turn
from dialogs.messages import (
    Begin,
    Choose,
    Late,
    Next,
    Order,
    Pick,
    Refused,
    Say,
    Shown,
    Welcome,
)


@dataclass(frozen=True, slots=True)
class Checks:
    """Brings every word and press of an assessment to its conversation."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_press(PressOption, self.press_card)
        table.on_press(PressOrder, self.press_card)
        table.on_press(PressPick, self.press_card)
        table.on_press(PressNext, self.go_on)
        table.on_press(PressStart, self.open_form)
        table.on_press(PressExplain, self.explain)
        table.on_form(TaskForm, self.submit)
        table.on_typed(self.hear)

    # ------------------------------------------------------------------ typed

    async def hear(self, said: Typed) -> bool:
        """Every word is for the conversation, unless somebody before it took it."""
        if said.trigger and not said.text:
            await self._ask_by_form(said)
            return True
        async with self.place.delivery.at_work(said.place):
            turn = await self._tell(said)
            if turn.newcomer and said.place.surface == "direct" and not _welcomes(turn):
                await self.place.delivery.greet(turn)
            await self.place.delivery.answer_typed(turn, url=said.url)
        await self.place.turned(turn)
        return True

    async def _tell(self, said: Typed) -> Turn:
        say = Say(said.place.person, said.at, said.text)
        # Behind the command, words that answer nothing are a new task; elsewhere they are a slip.
        anew = said.place.surface == "command"
        return await self.place.conversations.say(said.place, say, fresh_id=self.place.new_id(), anew=anew)

    async def _ask_by_form(self, said: Typed) -> None:
        # The row comes first, so that even a quick hand finds it; the trigger's three seconds allow for it.
        begin = Begin(self.place.new_id(), said.place.person, said.at)
        await self.place.conversations.begin(said.place, begin)
        card = CardAt(channel=said.place.channel, url=said.url)
        await self.place.conversations.put(begin.assessment, card)
        form = TaskForm(begin.assessment, said.place.channel)
        await self.place.slack.modals.open(
            said.trigger, views.task_modal(form, await self.place.words(said.place))
        )

    # ---------------------------------------------------------------- pressed

    async def press_card(self, pressed: Pressed, press: PressCard) -> None:
        """An answer, a command or a choice of tasks on a card."""
        turn = await self.place.conversations.tell(
            pressed.place.team, press.assessment, _event(press, pressed)
        )
        await self._show(pressed, turn)

    async def go_on(self, pressed: Pressed, press: PressNext) -> None:
        """Begin with a task that waited, below the advice that it waited under."""
        event = Next(pressed.place.person, pressed.at, press.turn, press.number)
        turn, begun = await self.place.conversations.go_on(pressed.place.team, press.assessment, event)
        await self._show(pressed, turn)
        if begun and not _is_late(turn):
            await self.place.delivery.answer_typed(begun, url=pressed.url)

    async def open_form(self, pressed: Pressed, press: PressStart) -> None:
        """Ask for the task in a form."""
        form = TaskForm(press.assessment, pressed.place.channel)
        view = views.task_modal(form, await self.place.words(pressed.place))
        await self.place.slack.modals.open(pressed.trigger, view)

    async def explain(self, pressed: Pressed, press: PressExplain) -> None:
        """What the pack says about a concept, to the one who asked."""
        words = await self.place.words(pressed.place)
        await self.place.whisper(pressed, views.explained(press.concept, words))

    async def _show(self, pressed: Pressed, turn: Turn) -> None:
        if isinstance(turn.reply, Refused):
            words = await self.place.words(pressed.place)
            await self.place.whisper(pressed, views.refuse(turn.reply, words))
            return
        message = await self.place.delivery.draw(turn, private=bool(pressed.card.url))
        await self.place.delivery.answer_pressed(turn, message, pressed.card, pressed.url)
        await self.place.turned(turn)

    # ------------------------------------------------------------------- form

    async def submit(self, submitted: Submitted, form: TaskForm) -> Reaction:
        """A task from the form; a missing one is said at its field."""
        task = "".join(fields_of(submitted.view).get(TASK_BLOCK, ()))
        if not task.strip():
            errors = views.task_missing([TASK_BLOCK], await self.place.words(submitted.place))
            return Reaction({"response_action": "errors", "errors": errors})
        return Reaction(then=lambda: self._take(submitted, form, task))

    async def _take(self, submitted: Submitted, form: TaskForm, task: str) -> None:
        say = Say(submitted.place.person, submitted.at, task)
        team, about = submitted.place.team, form.assessment
        turn = await self.place.conversations.tell(team, about, say) if about else None
        if turn is None or isinstance(turn.reply, Refused):
            turn = await self.place.begin_in_dm(submitted.place, task, submitted.at)
        else:
            await self.place.delivery.answer_typed(turn, url="")
        await self.place.turned(turn)


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


def _welcomes(turn: Turn) -> bool:
    return isinstance(turn.reply, Shown) and isinstance(turn.reply.notice, Welcome)
