"""One piece of work from beginning to end: what came in is read, served, and named in every log line."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Final

from slack_sdk.errors import SlackApiError

from bot import metrics, quick_json, tracing
from bot.acks import Answer, answering
from bot.clients import DEAD
from bot.clocks import Clock
from bot.delivered import Kind, take_up
from bot.describing import refusal
from bot.desk import Desk
from bot.logs import logger
from bot.outbox import Piece, doing, known
from bot.payloads import enterprise_of
from bot.resending import RESEND, resend
from bot.slack import TooLate
from bot.surfaces import surface_of
from bot.tenancy import FAREWELLS, Tenant, TenantAway, Tenants, serving
from bot.trouble import Trouble
from dialogs.storage import Arrival, Item, StorageFault, Store, Work, micros, working_on

log = logger("pieces")

KINDS: Final = (*(kind.value for kind in Kind), RESEND)
"""Everything that can be done here; what is of another kind was put down by a newer version of the app."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Serves what the worker brings, each for the workspace that it came from."""

    desk: Desk
    store: Store
    trouble: Trouble
    tenants: Tenants
    clock: Clock

    async def do(self, item: Item, answer: Answer) -> None:
        """Serve it; done again after it was broken off, it ends as if done once.

        Raises:
            TenantAway: the workspace's token is dead, and can't be renewed just now.
        """
        arrival, body = item.arrival, quick_json.read(item.arrival.body)
        if _is_farewell(arrival, body):
            await self._serve(item, body, answer, me="")
            return
        one = await self.tenants.of(enterprise_of(body), arrival.team)
        if one is None:
            log.warning("passed over: not installed", team=arrival.team, kind=arrival.kind)
            return
        with serving(one):
            try:
                await self._serve(item, body, answer, me=one.bot_user)
            except SlackApiError as error:
                self._look_at_token(error, one)
                raise
            except TooLate:
                # It would be too late at the next attempt, too.
                await self.trouble.ask_again(body)

    async def give_up(self, item: Item, error: Exception) -> None:
        """Tell the person, under the code that the log has."""
        body = quick_json.read(item.arrival.body)
        try:
            one = await self.tenants.of(enterprise_of(body), item.arrival.team)
        except (TenantAway, StorageFault):
            one = None
        with serving(one) if one else nullcontext():
            await self.trouble.handle(error, body, code=item.arrival.trace)

    async def _serve(self, item: Item, body: Mapping[str, Any], answer: Answer, *, me: str) -> None:
        arrival = item.arrival
        work = Work(f"{item.number}-{arrival.seed[:8]}", bytes.fromhex(arrival.seed))
        piece = Piece(work.key, arrival.team, arrival.person)
        if not item.is_fresh:
            piece.known = known(
                await self.store.run(lambda visit: visit.outbox.of_work(work.key), one_change=True)
            )
        with working_on(work), doing(piece), answering(answer):
            if arrival.kind == RESEND:
                await resend(item, self.store, self.desk.place.slack)
                return
            heard = take_up(arrival, body, me=me)
            surface = surface_of(heard)
            with tracing.span("work", kind=arrival.kind, surface=surface):
                await self.desk.serve(heard, answer)
            metrics.turn(surface, (micros(self.clock()) - arrival.at) / 1_000_000)
            await self._tidy(piece)

    async def _tidy(self, piece: Piece) -> None:
        """Done again, the work may go another way: what it had begun on the first is no open matter."""
        if forsaken := piece.forsaken:
            await self.store.run(lambda visit: [visit.outbox.drop(piece.work, slot) for slot in forsaken])

    def _look_at_token(self, error: SlackApiError, one: Tenant) -> None:
        """A token that was renewed elsewhere a moment ago may be dead before its time: look for the new one.

        Raises:
            TenantAway: so it may be.
        """
        if one.expires_at is not None and refusal(error) in DEAD:
            self.tenants.drop(one.enterprise, one.team)
            raise TenantAway from error


def _is_farewell(arrival: Arrival, body: Mapping[str, Any]) -> bool:
    event = body.get("event")
    return arrival.kind == Kind.EVENT and isinstance(event, Mapping) and event.get("type") in FAREWELLS
