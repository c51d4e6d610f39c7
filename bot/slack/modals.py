"""Opens modals, and changes what they show."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import uuid5

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.clients import Clients
from bot.describing import refusal
from bot.outbox import SPACE
from bot.slack.declined import TOO_LATE, TooLate, named

LIFE_OF_A_TRIGGER = 3.0
"""Seconds; whoever waits longer for Slack's answer learns more by asking again."""

USED = frozenset({"exchanged_trigger_id", "trigger_exchanged", "duplicate_external_id"})
"""Slack's names for "that opened something already"."""


class Modals:
    """What a person looks at and fills in, above everything else."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    async def open(self, trigger: str, view: Mapping[str, Any]) -> Mapping[str, Any]:
        """Open a modal; the trigger lives three seconds and serves once.

        Returns:
            What `change` needs: Slack's description, or, where its answer was lost, our name for it.

        Raises:
            TooLate: the trigger lives no more.
        """
        ours = {"external_id": str(uuid5(SPACE, trigger))}
        answer = await self._use(trigger, self._clients.now().views_open, {**view, **ours})
        opened: Mapping[str, Any] = answer["view"] if answer else ours
        return opened

    async def push(self, trigger: str, view: Mapping[str, Any]) -> None:
        """Show another modal upon the one that was pressed; at most three lie upon each other.

        Raises:
            TooLate: the trigger lives no more.
        """
        await self._use(trigger, self._clients.now().views_push, view)

    async def _use(
        self, trigger: str, call: Callable[..., Awaitable[AsyncSlackResponse]], view: Mapping[str, Any]
    ) -> AsyncSlackResponse | None:
        """None when the trigger was used before: only we have it, so that the answer must have been lost."""
        try:
            with named(TOO_LATE, TooLate):
                async with asyncio.timeout(LIFE_OF_A_TRIGGER):
                    return await call(trigger_id=trigger, view=dict(view))
        except SlackApiError as error:
            if refusal(error) not in USED:
                raise
            return None

    async def change(self, old: Mapping[str, Any], view: Mapping[str, Any]) -> bool:
        """Show something else in an open modal; False when it was closed or changed meanwhile.

        Args:
            old: what came back when it was opened, or Slack's description of it as it was last seen.
            view: the new one.
        """
        if not old.get("id") and not old.get("external_id"):
            # Somebody made up a press of a modal where there is none.
            return False
        which = {"view_id": old["id"], "hash": old.get("hash")} if "id" in old else dict(old)
        ours = {} if "id" in old else dict(old)
        try:
            await self._clients.now().views_update(view={**view, **ours}, **which)
        except SlackApiError as error:
            if refusal(error) not in {"not_found", "hash_conflict"}:
                raise
            return False
        return True
