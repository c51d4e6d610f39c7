"""How we speak to Slack: one client, one session, and the manners that every message keeps."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot import files
from bot.clients import make_client, retry_handlers
from bot.files import Outgoing
from bot.views.message import Message
from bot.watched import watched_calls

UNREACHABLE = frozenset(
    {
        "not_in_channel",
        "channel_not_found",
        "is_archived",
        "restricted_action",
        "thread_not_found",
        "user_not_found",
        "user_disabled",
        "cannot_dm_bot",
        "messages_tab_disabled",
    }
)
"""Slack's names for "you can't post there"."""

LOST = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})
"""Slack's names for "that message can't be edited (any more)"."""

HOMELESS = frozenset(
    {"not_enabled", "user_not_found", "user_not_visible", "access_denied", "missing_scope", "no_permission"}
)
"""Slack's names for "that person has no Home with you"."""


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

    async def whisper_or_dm(self, channel: str, person: str, message: Message, *, thread: str = "") -> None:
        """The same, in the person's DM where Slack does not let us whisper."""
        try:
            await self.whisper(channel, person, message, thread=thread)
        except SlackApiError:
            await self.post(person, message)

    async def respond(
        self, url: str, message: Message, *, replace: bool = False, public: bool = False, thread: str = ""
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
                **({"thread_ts": thread} if thread else {}),
            },
        )

    async def withdraw(self, url: str) -> bool:
        """Delete the message that the press on `url` came from."""
        return await self._send(url, {"delete_original": True})

    async def open_modal(self, trigger: str, view: Mapping[str, Any]) -> Mapping[str, Any]:
        """Open a modal; the trigger lives three seconds and serves once. Slack's description comes back."""
        answer = await self.client.views_open(trigger_id=trigger, view=dict(view))
        opened: Mapping[str, Any] = answer["view"]
        return opened

    async def push_modal(self, trigger: str, view: Mapping[str, Any]) -> None:
        """Show another modal upon the one that was pressed; at most three lie upon each other."""
        await self.client.views_push(trigger_id=trigger, view=dict(view))

    async def change_modal(self, old: Mapping[str, Any], view: Mapping[str, Any]) -> bool:
        """Show something else in an open modal; False when it was closed or changed meanwhile.

        Args:
            old: Slack's description of the modal as it was last seen, with its `id` and `hash`.
            view: the new one.
        """
        try:
            await self.client.views_update(view_id=old["id"], hash=old.get("hash"), view=dict(view))
        except SlackApiError as error:
            if error.response.get("error") not in {"not_found", "hash_conflict"}:
                raise
            return False
        return True

    async def publish_home(self, person: str, view: Mapping[str, Any]) -> bool:
        """Show somebody their App Home; False when that tab is off, or they have none with us."""
        try:
            await self.client.views_publish(user_id=person, view=dict(view))
        except SlackApiError as error:
            if not _has_no_home(error):
                raise
            return False
        return True

    async def upload(
        self, where: str, *uploads: Outgoing, comment: str = "", thread: str = ""
    ) -> tuple[str, ...]:
        """Share files in one message of a channel, a DM, or (by user id) a person's DM.

        Args:
            where: the id of a channel, a DM or a person.
            uploads: the files, none of them empty.
            comment: what the message says, in Slack's escaped text.
            thread: the ts of the message to answer with it.

        Returns:
            Slack's ids of the files.

        Raises:
            FileTrouble: Slack does not take them; ScopeMissing without `files:write`.
        """
        return await files.send(self.client, where, uploads, comment, thread)

    async def download(self, url: str, *, at_most: int) -> bytes:
        """The bytes at a file's `url_private_download`, when that is an address of Slack's.

        Raises:
            FileTrouble: it can't be had, or has more than `at_most` bytes.
        """
        return await files.fetch(self.client, self._session, url, at_most=at_most)

    async def describe_file(self, file: str) -> Mapping[str, Any]:
        """What Slack knows of a file: `name`, `size`, `url_private_download`, ...

        Raises:
            FileTrouble: it is gone, or not shown to us; ScopeMissing without `files:read`.
        """
        return await files.describe(self.client, file)

    def bolt_client(self) -> AsyncWebClient:
        """A client for Bolt's own use: the same address and session, no token (Bolt sets it by request)."""
        return make_client(None, self.client.base_url, self._session)

    def impatient_client(self) -> AsyncWebClient:
        """A client that never tries again, for what nobody should wait for."""
        return make_client(self.client.token, self.client.base_url, self._session, patient=False)

    async def _send(self, url: str, body: dict[str, Any]) -> bool:
        webhook = AsyncWebhookClient(url, session=self._session, retry_handlers=retry_handlers())
        answer = await webhook.send_dict(body)
        return bool(answer.status_code == 200)


@asynccontextmanager
async def connection(token: str, api_url: str) -> AsyncIterator[Slack]:
    """A way to Slack over one shared session; it closes with the block."""
    async with aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=30), trace_configs=[watched_calls()]
    ) as session:
        yield Slack(make_client(token, api_url, session), session)


def _has_no_home(error: SlackApiError) -> bool:
    """Whether Slack says that the tab is off, or that this is nobody who could have a Home with us."""
    name = error.response.get("error")
    told = (error.response.get("response_metadata") or {}).get("messages") or ()
    return name in HOMELESS or (name == "invalid_arguments" and "user_id" in str(told))


def _content(message: Message) -> dict[str, Any]:
    return {"text": message["text"], "blocks": message["blocks"]}


def _named(error: SlackApiError, names: frozenset[str], family: type[Exception]) -> Exception:
    name = error.response.get("error")
    return family(name) if name in names else error
