"""What comes of an event in a conversation."""

from dataclasses import dataclass, field

from dialogs.messages import Gone, Refused, Reply
from dialogs.passage import STAYED, Passage
from dialogs.places import NOWHERE, CardAt, Place


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of an event.

    Attributes:
        place: where the conversation lives; NOWHERE when there is none.
        newcomer: this turn began the first conversation of this person in this team.
        passage: what it brought the conversation further.
        watched: the page that lists this person's conversations was opened, ever; None: nobody looked.
    """

    place: Place
    reply: Reply
    card_at: CardAt
    newcomer: bool = False
    passage: Passage = field(default=STAYED, compare=False)
    watched: bool | None = field(default=None, compare=False)


def gone() -> Turn:
    """There is no such conversation, or it is none of theirs."""
    return Turn(NOWHERE, Refused(Gone()), CardAt())
