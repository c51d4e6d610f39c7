"""Decisions: recorded, shown wherever the advice stands, remembered on their day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.copies import Copies
from bot.describing import describe
from bot.desks.table import Reaction, Table
from bot.errands import errand
from bot.heard import Errand, Pressed, Submitted
from bot.logs import logger
from bot.ownership import OwnAdvice, own_advice, own_turn, refusal
from bot.slack import CannotPost
from bot.views import decision_news
from bot.views import decisions as views
from bot.views.escape import mention_person
from bot.views.refusal import refuse
from bot.wire import fields_of
from bot.wire.decisions import (
    DECIDED_BLOCK,
    ON_BLOCK,
    REMIND_BLOCK,
    WHO_BLOCK,
    WHY_BLOCK,
    DecisionForm,
    PressDecide,
    PressUndecide,
)
from bot.workplace import Workplace
from dialogs.conversation import CardAt, Turn
from dialogs.decided import WHY_LIMIT, Decided, Decision, News, Note, reminder_time
from dialogs.decisions import Decisions
from dialogs.messages import Advise, Ask, Shown
from dialogs.places import Place, in_private
from dialogs.storage import Arrival, Visit
from dialogs.text_cleaning import clean, cut

log = logger("decisions")

NEWS: Final = "decision news"
"""The errand that brings them; stored, so it never changes."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it was read: what could be read of it, and the blocks of what could not."""

    decided: Decided | None
    who: str
    why: str
    on: date | None
    remind_on: date | None
    faulty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deciding:
    """Records decisions and tells whoever decided what they want to know later."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_press(PressDecide, self.open)
        table.on_press(PressUndecide, self.take_back)
        table.on_form(DecisionForm, self.submit)
        table.on_tick(self.look)
        table.on_errand(NEWS, self.tell)

    @property
    def decisions(self) -> Decisions:
        """What was decided."""
        return self.place.delivery.dossiers.decisions

    # --------------------------------------------------------------- recording

    async def open(self, pressed: Pressed, press: PressDecide) -> None:
        """Ask what was decided."""
        if own := await own_advice(self.place, pressed, press.assessment):
            draft = await self._draft(pressed, own)
            words = await self.place.words(pressed.place)
            await self.place.show(pressed, views.decision_modal(draft, words))
            if pressed.card.url:
                # The card that only they see can be changed by the address of this press, for half an hour.
                where = CardAt(channel=pressed.card.channel, url=pressed.card.url)
                await self.place.conversations.put(press.assessment, where)

    async def _draft(self, pressed: Pressed, own: OwnAdvice) -> views.Draft:
        team, assessment = pressed.place.team, own.card.assessment
        decision = await self.decisions.of(team, assessment)
        shares = await self.place.delivery.dossiers.shares.of(team, assessment)
        home = [own.turn.place.channel] if own.turn.place.surface == "thread" else []
        seen_in = tuple(dict.fromkeys([*home, *(shared.channel for shared in shares if shared.is_reachable)]))
        if decision is None:
            today = pressed.at.date().isoformat()
            return views.Draft(assessment, own.card.task, pressed.place.person, today, seen_in=seen_in)
        wanted = decision.remind_on if decision.reminds_at else None
        return views.Draft(
            assessment,
            own.card.task,
            decision.who,
            decision.on.isoformat(),
            decided=decision.decided,
            why=decision.why,
            remind_on=wanted.isoformat() if wanted else "",
            is_recorded=True,
            seen_in=seen_in,
        )

    async def submit(self, submitted: Submitted, form: DecisionForm) -> Reaction:
        """A decision; what is wrong is said at its field."""
        filled = read_filled(fields_of(submitted.view), submitted.at)
        if filled.faulty:
            errors = views.faults(filled.faulty, await self.place.words(submitted.place))
            return Reaction({"response_action": "errors", "errors": errors})
        return Reaction(then=lambda: self._record(submitted, form.assessment, filled))

    async def _record(self, submitted: Submitted, assessment: str, filled: Filled) -> None:
        place, at = submitted.place, submitted.at
        turn = await self.place.conversations.look(place.team, assessment, place.person, at)
        if refused := refusal(turn, place.person):
            await self.place.slack.post(place.person, refuse(refused, await self.place.words(place)))
            return
        card = turn.reply.card if isinstance(turn.reply, Shown) else None
        if not isinstance(card, Advise | Ask):
            await self.place.slack.post(place.person, await self.place.delivery.draw(turn, private=False))
            return
        before = await self.decisions.of(place.team, assessment)
        decision = await self._keep(place, card, filled, at)
        await self._show(turn, card.task, decision, at)
        if decision.who not in {place.person, before.who if before else ""}:
            await self._tell_named(place, card.task, decision)

    async def _keep(self, place: Place, card: Advise | Ask, filled: Filled, at: datetime) -> Decision:
        decision = Decision(
            assessment=card.assessment,
            decided=filled.decided or Decided.LATER,
            who=filled.who,
            why=filled.why,
            on=filled.on or at.date(),
            remind_on=filled.remind_on,
            recorded_at=at,
            told=await self.decisions.seen(place.team, card.task, card.answers),
        )
        await self.decisions.record(place.team, place.person, decision)
        return decision

    async def _show(self, turn: Turn, task: str, decision: Decision, at: datetime) -> None:
        """On the card and wherever the advice is shared; where the card is out of reach, in the DM."""
        team, owner = turn.place.team, turn.place.person
        if not await Copies(self.place).refresh(team, decision.assessment, owner, at, hidden=True):
            words = await self.place.words(turn.place)
            await self.place.slack.post(owner, views.recorded(decision, task, words))

    async def _tell_named(self, place: Place, task: str, decision: Decision) -> None:
        words = await self.place.words(in_private(place.team, decision.who))
        try:
            named = decision_news.decision_named(decision, place.person, task, words)
            await self.place.slack.post(decision.who, named)
        except CannotPost:
            own = await self.place.words(place)
            await self.place.slack.post(place.person, views.not_told(decision.who, own))

    async def take_back(self, pressed: Pressed, press: PressUndecide) -> None:
        """There is no decision any more, wherever the advice stands."""
        if await own_turn(self.place, pressed, press.assessment) is None:
            return
        place = pressed.place
        await self.decisions.take_back(place.team, place.person, press.assessment)
        await self.place.show(pressed, views.taken_back_view(press.assessment, await self.place.words(place)))
        await Copies(self.place).refresh(place.team, press.assessment, place.person, pressed.at, hidden=True)

    # ----------------------------------------------------------------- telling

    async def look(self, now: datetime) -> None:
        """Reminders and changes become errands, one for each person."""

        def put(visit: Visit, news: Sequence[News]) -> None:
            visit.inbox.put([_errand(news, now)], "", 0)

        await self.decisions.claim(now, put)

    async def tell(self, errand: Errand) -> None:
        """Reminders and changes, in one message."""
        team, person = errand.place.team, errand.place.person
        notes = {about: Note.model_validate(note) for about, note in errand.told["notes"].items()}
        found = [await self.decisions.again(team, about, note) for about, note in notes.items()]
        news = [each for each in found if each]
        if not news:
            return
        message = decision_news.tell_news(news, await self.place.words(errand.place))
        try:
            await self.place.slack.post(person, message)
        except CannotPost as error:
            log.warning("decision news not delivered", news=len(news), error=describe(error))


def _errand(news: Sequence[News], now: datetime) -> Arrival:
    notes = {each.decision.assessment: each.note.model_dump(mode="json") for each in news}
    return errand(NEWS, news[0].team, {"person": news[0].person, "notes": notes}, now)


def read_filled(fields: Mapping[str, tuple[str, ...]], at: datetime) -> Filled:
    """The form's fields, of which none is trusted."""
    texts = {block: "".join(values) for block, values in fields.items()}
    decided = next((each for each in Decided if each.value == texts.get(DECIDED_BLOCK)), None)
    who = texts.get(WHO_BLOCK, "")
    on, remind_on = _day(texts.get(ON_BLOCK, "")), _day(texts.get(REMIND_BLOCK, ""))
    is_past = remind_on is not None and reminder_time(remind_on) <= at
    checks = {
        DECIDED_BLOCK: decided is None,
        WHO_BLOCK: mention_person(who) is None,
        ON_BLOCK: on is None,
        REMIND_BLOCK: is_past or (remind_on is None and bool(texts.get(REMIND_BLOCK))),
    }
    faulty = tuple(block for block, is_faulty in checks.items() if is_faulty)
    return Filled(decided, who, cut(clean(texts.get(WHY_BLOCK, "")), WHY_LIMIT), on, remind_on, faulty)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
