"""Renews tokens that expire: of all processes one spends the refresh token, which serves only once."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.clients import Clients
from bot.describing import refusal
from bot.logs import logger
from bot.tenancy import TenantAway
from dialogs.storage import Installation, StorageFault, Store, Visit

log = logger("rotation")

EARLY: Final = timedelta(minutes=120)
"""So long before its end a token is renewed, as Slack's own libraries do it."""

CLAIM: Final = timedelta(seconds=60)
"""So long nobody else may try; much longer than Slack is waited for. After a failure it is the pause."""

LONGEST: Final = 20.0
"""Seconds that Slack is waited for. No second try: the first may have spent the refresh token."""

LEAST: Final = timedelta(seconds=60)
"""A token that lives for less is no good for a piece of work."""

STEP: Final = 0.1
"""Seconds between two looks at whether another process is done."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that another process is waited for: while the old token still serves, and when it does not."""

    while_good: float = 3.0
    when_dead: float = 15.0


@dataclass(frozen=True, slots=True)
class Rotation:
    """Claims first, asks Slack then, and keeps the answer under the version that was claimed.

    One window can't be closed: a process that dies after Slack took the refresh token and before the new
    pair is stored loses it. The old access token serves until its own end, up to two hours later; then
    the workspace must install the app again, and the log says so.
    """

    store: Store
    clients: Clients
    client_id: str
    client_secret: str = field(repr=False)
    clock: Callable[[], datetime]
    patience: Patience = Patience()

    async def fresh(self, one: Installation) -> Installation:
        """The installation with a token that lives for a while.

        Raises:
            TenantAway: its token is dead, and can't be renewed just now.
            StorageFault: the database failed.
        """
        now = self.clock()
        if one.expires_at is None or not one.refresh or one.expires_at - now > EARLY:
            return one
        if await self.store.run(lambda visit: visit.installations.claim_refresh(one, now, now + CLAIM)):
            # Whoever asked may give up; what was spent must be kept all the same.
            return await asyncio.shield(asyncio.ensure_future(self._spend(one)))
        return await self._wait(one)

    async def _spend(self, one: Installation) -> Installation:
        try:
            answer = await self._ask(one)
        except SlackApiError as error:
            reason = refusal(error)
            log.error("token not renewed", team=one.team or one.enterprise, refused=reason)
            if reason == "invalid_refresh_token":
                log.error("the app must be installed again", team=one.team or one.enterprise)
            return self._usable(one)
        except (aiohttp.ClientError, TimeoutError, OSError, KeyError, ValueError) as error:
            log.error("token not renewed", team=one.team or one.enterprise, error=type(error).__name__)
            return self._usable(one)
        log.info("token renewed", team=one.team or one.enterprise)
        return await self._keep(one, answer)

    async def _ask(self, one: Installation) -> dict[str, Any]:
        async with asyncio.timeout(LONGEST):
            answer = await self.clients.nobody_waits().oauth_v2_access(
                client_id=self.client_id,
                client_secret=self.client_secret,
                grant_type="refresh_token",
                refresh_token=one.refresh,
            )
        told: dict[str, Any] = {key: answer[key] for key in ("access_token", "refresh_token", "expires_in")}
        return told

    async def _keep(self, one: Installation, told: dict[str, Any]) -> Installation:
        now = self.clock()
        ends = now + timedelta(seconds=int(told["expires_in"]))

        def unit(visit: Visit) -> Installation | None:
            visit.installations.renew(one, str(told["access_token"]), str(told["refresh_token"]), ends, now)
            return visit.installations.get(one.enterprise, one.team)

        return self._usable(await self._insist(unit))

    async def _insist(self, unit: Callable[[Visit], Installation | None]) -> Installation | None:
        """A database that is away for a moment must not cost the workspace its token."""
        for pause in (0.2, 1.0, 3.0, 10.0):
            try:
                return await self.store.run(unit)
            except StorageFault:
                await asyncio.sleep(pause)
        return await self.store.run(unit)

    async def _wait(self, one: Installation) -> Installation:
        """For the process that is at it."""
        for _ in range(int(self._patience(one) / STEP)):
            await asyncio.sleep(STEP)
            found = await self.store.run(lambda visit: visit.installations.get(one.enterprise, one.team))
            if found is None or found.version != one.version:
                return self._usable(found)
        return self._usable(one)

    def _patience(self, one: Installation) -> float:
        return self.patience.while_good if self._is_good(one) else self.patience.when_dead

    def _is_good(self, one: Installation) -> bool:
        return one.expires_at is None or one.expires_at - self.clock() > LEAST

    def _usable(self, one: Installation | None) -> Installation:
        if one is None or not self._is_good(one):
            raise TenantAway
        return one
