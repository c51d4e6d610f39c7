"""Whose advice a press is about: what comes of an advice is for the one who asked to choose."""

from dataclasses import dataclass

from bot import views
from bot.heard import Pressed
from bot.workplace import Workplace
from dialogs.conversation import Turn
from dialogs.messages import Advise, NotYours, Refused


@dataclass(frozen=True, slots=True)
class OwnAdvice:
    """An advice that the presser asked for."""

    turn: Turn
    card: Advise


async def own_turn(place: Workplace, pressed: Pressed, assessment: str) -> Turn | None:
    """The presser's own conversation as it stands; else they are told why not, and it is None."""
    turn = await place.conversations.look(pressed.place.team, assessment, pressed.place.person, pressed.at)
    refused = refusal(turn, pressed.place.person)
    if refused:
        await place.whisper(pressed, views.refuse(refused, await place.words(pressed.place)))
        return None
    return turn


async def own_advice(place: Workplace, pressed: Pressed, assessment: str) -> OwnAdvice | None:
    """The same with advice on it; without any yet they see where it stands instead."""
    turn = await own_turn(place, pressed, assessment)
    if turn is None or isinstance(turn.reply, Refused):
        return None
    if isinstance(turn.reply.card, Advise):
        return OwnAdvice(turn, turn.reply.card)
    await place.whisper(pressed, await place.delivery.draw(turn, private=bool(pressed.card.url)))
    return None


def refusal(turn: Turn, person: str) -> Refused | None:
    """Why this is not that person's to choose; others may answer questions at most, where that is allowed."""
    if isinstance(turn.reply, Refused):
        return turn.reply
    return None if turn.place.person == person else Refused(NotYours(turn.place.person))
