"""One piece of work from beginning to end: what came in is read, served, and named in every log line."""

import json
from dataclasses import dataclass

from bot.delivered import take_up
from bot.desk import Desk
from bot.outbox import Piece, doing, known
from bot.resending import RESEND, resend
from bot.trouble import Trouble
from bot.worker import Answer
from dialogs.storage import Item, Store, Work, working_on


@dataclass(frozen=True, slots=True)
class Pieces:
    """Serves what the worker brings.

    Attributes:
        me: the app's own user id.
    """

    desk: Desk
    store: Store
    trouble: Trouble
    me: str

    async def do(self, item: Item, answer: Answer) -> None:
        """Serve it; done again after it was broken off, it ends as if done once."""
        arrival = item.arrival
        work = Work(f"{item.number}-{arrival.seed[:8]}", bytes.fromhex(arrival.seed), again=not item.is_fresh)
        piece = Piece(work.key, arrival.team, arrival.person)
        if not item.is_fresh:
            piece.known = known(await self.store.run(lambda visit: visit.outbox.of_work(work.key)))
        with working_on(work), doing(piece):
            if arrival.kind == RESEND:
                await resend(item, self.store, self.desk.place.slack)
                return
            await self.desk.serve(take_up(arrival, me=self.me), answer)

    async def give_up(self, item: Item, error: Exception) -> None:
        """Tell the person, under the code that the log has."""
        await self.trouble.handle(error, json.loads(item.arrival.body), code=item.arrival.trace)
