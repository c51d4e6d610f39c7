"""How we speak to Slack: one client, one session, and the manners that every message keeps."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.views.message import Message

UNREACHABLE = frozenset(
    {"not_in_channel", "channel_not_found", "is_archived", "restricted_action", "thread_not_found"}
)
"""Slack's names for "you can't post there"."""

LOST = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})
"""Slack's names for "that message can't be edited (any more)"."""

TRIES_WHEN_LIMITED = 3


class CannotPost(Exception):
    """We may not post there; `reason` is Slack's own name for it."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class CannotEdit(Exception):
    """The message is gone, or too old to edit."""


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message came to stand."""

    channel: str
    ts: str


class Slack:
    """The few things that we ever ask of Slack."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self.client = client
        self._session = session

    async def post(self, channel: str, message: Message, *, thread: str = "") -> Posted:
        """Post to a channel, a thread of it, or (by user id) a person's DM.

        Raises:
            CannotPost: when the app is no member, or the channel is gone or closed.
        """
        where: dict[str, Any] = {"thread_ts": thread, "reply_broadcast": False} if thread else {}
        try:
            answer = await self.client.chat_postMessage(
                channel=channel,
                unfurl_links=False,
                unfurl_media=False,
                link_names=False,
                **_content(message),
                **where,
            )
        except SlackApiError as error:
            raise _named(error, UNREACHABLE, CannotPost) from error
        return Posted(answer.get("channel") or channel, answer["ts"])

    async def edit(self, at: Posted, message: Message) -> None:
        """Replace a message of ours.

        Raises:
            CannotEdit: when it is gone or too old.
        """
        try:
            await self.client.chat_update(channel=at.channel, ts=at.ts, link_names=False, **_content(message))
        except SlackApiError as error:
            raise _named(error, LOST, CannotEdit) from error

    async def remove(self, at: Posted) -> None:
        """Delete a message of ours; one that is gone already is as good."""
        try:
            await self.client.chat_delete(channel=at.channel, ts=at.ts)
        except SlackApiError as error:
            if error.response.get("error") not in LOST:
                raise

    async def whisper(self, channel: str, person: str, message: Message, *, thread: str = "") -> None:
        """Show something in a channel that only one person sees."""
        where: dict[str, Any] = {"thread_ts": thread} if thread else {}
        await self.client.chat_postEphemeral(
            channel=channel, user=person, link_names=False, **_content(message), **where
        )

    async def respond(
        self, url: str, message: Message, *, replace: bool = False, public: bool = False
    ) -> bool:
        """Answer through a `response_url`; False when it is used up or too old (5 uses, 30 minutes)."""
        return await self._send(
            url,
            {
                **_content(message),
                "response_type": "in_channel" if public else "ephemeral",
                "replace_original": replace,
                "unfurl_links": False,
                "unfurl_media": False,
            },
        )

    async def withdraw(self, url: str) -> bool:
        """Delete the message that the press on `url` came from."""
        return await self._send(url, {"delete_original": True})

    async def open_modal(self, trigger: str, view: Mapping[str, Any]) -> None:
        """Open a modal; the trigger lives three seconds and serves once."""
        await self.client.views_open(trigger_id=trigger, view=dict(view))

    async def publish_home(self, person: str, view: Mapping[str, Any]) -> None:
        """Show somebody their App Home."""
        await self.client.views_publish(user_id=person, view=dict(view))

    def bolt_client(self) -> AsyncWebClient:
        """A client for Bolt's own use: the same address and session, no token (Bolt sets it by request)."""
        return AsyncWebClient(
            base_url=self.client.base_url, session=self._session, retry_handlers=retry_handlers()
        )

    async def _send(self, url: str, body: dict[str, Any]) -> bool:
        webhook = AsyncWebhookClient(url, session=self._session, retry_handlers=retry_handlers())
        answer = await webhook.send_dict(body)
        return bool(answer.status_code == 200)


@asynccontextmanager
async def connection(token: str, api_url: str) -> AsyncIterator[Slack]:
    """A way to Slack over one shared session; it closes with the block."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        yield Slack(
            AsyncWebClient(token, base_url=api_url, session=session, retry_handlers=retry_handlers()), session
        )


def retry_handlers() -> list[Any]:
    """Lost connections are tried again, and 429 is obeyed: Slack's Retry-After is waited for."""
    return [
        AsyncConnectionErrorRetryHandler(),
        AsyncRateLimitErrorRetryHandler(max_retry_count=TRIES_WHEN_LIMITED),
    ]


def _content(message: Message) -> dict[str, Any]:
    return {"text": message["text"], "blocks": message["blocks"]}


def _named(error: SlackApiError, names: frozenset[str], family: type[Exception]) -> Exception:
    name = error.response.get("error")
    return family(name) if name in names else error
