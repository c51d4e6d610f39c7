"""Asks Slack for new connections: one at a time, and the more seldom the more often it was refused."""

import asyncio
import logging
import random
from typing import Final

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.gates.connection import Connection
from bot.gates.timing import Timing

log = logging.getLogger("advisor.gates")

MOST_UNDER_WAY: Final = 256
"""Envelopes that are answered at once, over all connections; further ones are not read yet."""


class Opener:
    """Opens the connections of one process."""

    def __init__(self, bolt: AsyncApp, token: str, timing: Timing) -> None:
        self._bolt = bolt
        self._token = token
        self._timing = timing
        # Waiting after a refusal is our own business here.
        self._slack = AsyncWebClient(
            base_url=bolt.client.base_url, session=bolt.client.session, retry_handlers=[]
        )
        self._room = asyncio.Semaphore(MOST_UNDER_WAY)
        self._turn = asyncio.Lock()
        self._refusals = 0
        self._asked_to_wait = 0.0

    async def open(self) -> Connection:
        """A connection that Slack has greeted, whenever it can be had."""
        async with self._turn:
            while True:
                await asyncio.sleep(self._pause())
                try:
                    return await self._try()
                except Exception as error:  # noqa: BLE001 - whatever it is, there is nothing to do but try again
                    self._refuse(error)

    def lasted(self, seconds: float) -> None:
        """A connection lasted so long; a brief one counts as refused, or we would connect without end."""
        self._refusals = self._refusals + 1 if seconds < self._timing.brief else 0

    async def _try(self) -> Connection:
        answer = await self._slack.apps_connections_open(app_token=self._token)
        connection = Connection(self._bolt, self._token, str(answer["url"]), self._room, self._timing)
        try:
            await connection.open()
        except BaseException:
            await connection.finish()
            raise
        return connection

    def _refuse(self, error: Exception) -> None:
        self._refusals += 1
        reason = type(error).__name__
        if isinstance(error, SlackApiError):
            reason = str(error.response.get("error"))
            self._asked_to_wait = _seconds(error.response.headers.get("Retry-After"))
        elif isinstance(error, ConnectionRefusedError):
            reason = str(error)
        log.warning("no connection to Slack attempt=%d reason=%s", self._refusals, reason)

    def _pause(self) -> float:
        asked, self._asked_to_wait = self._asked_to_wait, 0.0
        if not self._refusals:
            return asked
        longest = min(
            self._timing.longest_pause, self._timing.first_pause * 2.0 ** min(self._refusals - 1, 20)
        )
        # At random, so that processes that were cut off together don't come back together.
        return max(asked, longest * random.uniform(0.5, 1.0))  # noqa: S311 - no secret


def _seconds(told: object) -> float:
    return float(told) if isinstance(told, str) and told.isdecimal() else 0.0
