"""Asks Slack for new connections: one at a time, and the more seldom the more often it was refused."""

import asyncio
import random

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.describing import refusal
from bot.gates.connection import Connection
from bot.gates.timing import Timing
from bot.logs import logger

log = logger("gates")


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
        self._room = asyncio.Semaphore(timing.at_once)
        self._turn = asyncio.Lock()
        self._refused = 0
        self._brief = 0
        self._asked_to_wait = 0.0

    async def open(self) -> Connection:
        """A connection that Slack has greeted, whenever it can be had."""
        async with self._turn:
            while True:
                await asyncio.sleep(self._pause())
                try:
                    return await self._try()
                except Exception as error:  # noqa: BLE001 - whatever it is, all we can do is try again
                    self._note(error)

    def judge(self, ended: Connection) -> None:
        """A brief connection counts as refused, or we would connect without end; not if Slack renews it."""
        is_good = ended.is_renewed or ended.age > self._timing.brief
        self._brief = 0 if is_good else self._brief + 1

    async def _try(self) -> Connection:
        answer = await self._slack.apps_connections_open(app_token=self._token)
        connection = Connection(self._bolt, self._token, str(answer["url"]), self._room, self._timing)
        try:
            await connection.open()
        except BaseException:
            await connection.finish()
            raise
        self._refused = 0
        return connection

    def _note(self, error: Exception) -> None:
        self._refused += 1
        reason = type(error).__name__
        if isinstance(error, SlackApiError):
            reason = refusal(error)
            self._asked_to_wait = _seconds(error.response.headers.get("Retry-After"))
        elif isinstance(error, ConnectionRefusedError):
            reason = str(error)
        log.warning("no connection to Slack", attempt=self._refused, reason=reason)

    def _pause(self) -> float:
        """Seconds until the next attempt."""
        asked, self._asked_to_wait = self._asked_to_wait, 0.0
        if not (failures := self._refused + self._brief):
            return asked
        longest = self._timing.first_pause * 2.0 ** min(failures - 1, 20)
        # At random, so that processes that were cut off together don't come back together.
        share = random.uniform(0.5, 1.0)  # noqa: S311 - no secret
        return max(asked, share * min(longest, self._timing.longest_pause))


def _seconds(told: object) -> float:
    return float(told) if isinstance(told, str) and told.isdecimal() else 0.0
