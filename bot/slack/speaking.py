"""Says things in Slack, each of them once, with the manners that every message keeps."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clients import Clients
from bot.describing import refusal
from bot.outbox import Outbox, Sending
from bot.pace import Pace
from bot.slack.declined import GONE, LOST, UNREACHABLE, AlreadyGone, CannotEdit, CannotPost, Unsure, named
from bot.slack.filing import Files
from bot.slack.modals import Modals
from bot.transient import PASSING, Unanswered, Unsent
from bot.views.message import Message

LIMITED = frozenset({"ratelimited", "rate_limited"})
"""Slack's names for "too much at once, so I took nothing"."""

HOMELESS = frozenset(
    {"not_enabled", "user_not_found", "user_not_visible", "access_denied", "missing_scope", "no_permission"}
)
"""Slack's names for "that person has no Home with you"."""


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message came to stand."""

    channel: str
    ts: str


class Slack:
    """The few things that we ever ask of Slack.

    Attributes:
        modals: what lies above everything else.
        files: what we share, and what people bring.
    """

    def __init__(self, clients: Clients, pace: Pace, outbox: Outbox) -> None:
        self._clients = clients
        self._pace = pace
        self._outbox = outbox
        self.modals = Modals(clients)
        self.files = Files(clients, outbox)

    @property
    def clients(self) -> Clients:
        """Every way to the Web API."""
        return self._clients

    @property
    def client(self) -> AsyncWebClient:
        """Speaks for the workspace that is being served."""
        return self._clients.now()

    def impatient(self) -> AsyncWebClient:
        """The same, for what nobody should wait for: it never tries again."""
        return self._clients.impatient()

    def nobody(self) -> AsyncWebClient:
        """A client for Bolt's own use: without a token, which Bolt sets by request."""
        return self._clients.nobody()

    async def post(self, channel: str, message: Message, *, thread: str = "", shared: str = "") -> Posted:
        """Post to a channel, a thread of it, or (by user id) a person's DM; once for a piece of work.

        Slack is given a `client_msg_id`: the same id again is answered with the first message.

        Args:
            channel: where.
            message: what.
            thread: the ts of the message that it answers.
            shared: what names it where other pieces of work may post the same thing: it is posted once.

        Raises:
            AlreadyGone: it was posted by another piece of work, and is gone since.
            CannotPost: when the app is no member, or the channel is gone or closed.
        """
        where: dict[str, Any] = {"thread_ts": thread, "reply_broadcast": False} if thread else {}

        async def send(how: Sending) -> dict[str, str]:
            await self._pace.turn("chat.postMessage", self._clients.team(), channel)
            with named(UNREACHABLE, CannotPost), named(GONE, AlreadyGone):
                answer = await self.client.chat_postMessage(
                    channel=channel,
                    unfurl_links=False,
                    unfurl_media=False,
                    link_names=False,
                    client_msg_id=how.name,
                    **_content(message),
                    **where,
                )
            there = {"channel": answer.get("channel") or channel, "ts": answer["ts"]}
            if how.again and (answer.get("message") or {}).get("text") != message["text"]:
                return await refresh(json.dumps(there))
            return there

        async def refresh(before: str) -> dict[str, str]:
            there: dict[str, str] = json.loads(before)
            with suppress(CannotEdit):
                await self.edit(Posted(there["channel"], there["ts"]), message)
            return there

        content = {**_content(message), "channel": channel, **where}
        sent = await self._outbox.once("chat.postMessage", channel, content, send, refresh, shared=shared)
        return Posted(sent["channel"], sent["ts"])

    async def edit(self, at: Posted, message: Message, *, url: str = "") -> None:
        """Replace a message of ours.

        Args:
            at: where it stands.
            message: what it says from now on.
            url: the `response_url` of a press on it, if that is what we answer: another way to the same end
                while Slack slows our edits down.

        Raises:
            CannotEdit: when it is gone or too old.
        """
        # Where there is room, that has taken our turn.
        if not url or not await self._pace.has_room("chat.update", self._clients.team()):
            if url and await self.respond(url, message, replace=True):
                return
            await self._pace.turn("chat.update", self._clients.team())
        with named(LOST, CannotEdit):
            await self.client.chat_update(channel=at.channel, ts=at.ts, link_names=False, **_content(message))

    async def remove(self, at: Posted) -> None:
        """Delete a message of ours; one that is gone already is as good."""
        await self._pace.turn("chat.delete", self._clients.team())
        try:
            await self.client.chat_delete(channel=at.channel, ts=at.ts)
        except SlackApiError as error:
            if refusal(error) not in LOST:
                raise

    async def whisper(self, channel: str, person: str, message: Message, *, thread: str = "") -> None:
        """Show something in a channel that only one person sees; once for a piece of work."""
        where: dict[str, Any] = {"thread_ts": thread} if thread else {}

        async def send(_how: Sending) -> dict[str, str]:
            await self._pace.turn("chat.postEphemeral", self._clients.team())
            await self.client.chat_postEphemeral(
                channel=channel, user=person, link_names=False, **_content(message), **where
            )
            return {}

        content = {**_content(message), "channel": channel, "user": person, **where}
        await self._outbox.once("chat.postEphemeral", f"{channel} {person}", content, send)

    async def whisper_or_dm(self, channel: str, person: str, message: Message, *, thread: str = "") -> None:
        """The same, in the person's DM where Slack does not let us whisper."""
        try:
            await self.whisper(channel, person, message, thread=thread)
        except SlackApiError:
            await self.post(person, message)

    async def respond(
        self, url: str, message: Message, *, replace: bool = False, public: bool = False, thread: str = ""
    ) -> bool:
        """Answer through a `response_url`; False when it is used up or too old (5 uses, 30 minutes).

        What replaces a message may do so twice; anything else is said once for a piece of work.

        Raises:
            Unsure: Slack may have said it to everybody; it is not said a second time.
        """
        body = {
            **_content(message),
            "response_type": "in_channel" if public else "ephemeral",
            "replace_original": replace,
            "unfurl_links": False,
            "unfurl_media": False,
            **({"thread_ts": thread} if thread else {}),
        }
        if replace:
            return await self._send(url, body)

        async def send(how: Sending) -> dict[str, str]:
            if public and how.again:
                raise Unsure
            taken = await (self._send_once(url, body) if public else self._send(url, body))
            return {"taken": "yes" if taken else ""}

        sent = await self._outbox.once("response_url", _short(url), {**body, "url": url}, send)
        return bool(sent["taken"])

    async def withdraw(self, url: str) -> bool:
        """Delete the message that the press on `url` came from."""
        return await self._send(url, {"delete_original": True})

    async def send_again(self, method: str, payload: Mapping[str, Any], name: str) -> Mapping[str, str]:
        """Send what was kept of an effect, under its name of before; the ids that came back."""
        if method == "response_url":
            body = {key: value for key, value in payload.items() if key != "url"}
            return {"taken": "yes" if await self._send(str(payload["url"]), body) else ""}
        named = {"client_msg_id": name} if method == "chat.postMessage" else {}
        answer = await self.client.api_call(method, json={**named, **payload})
        return {key: str(answer[key]) for key in ("channel", "ts") if answer.get(key)}

    async def publish_home(self, person: str, view: Mapping[str, Any]) -> bool:
        """Show somebody their App Home; False when that tab is off, or they have none with us."""
        try:
            await self.client.views_publish(user_id=person, view=dict(view))
        except SlackApiError as error:
            if not _has_no_home(error):
                raise
            return False
        return True

    async def _send_once(self, url: str, body: dict[str, Any]) -> bool:
        """As `_send`, but only where it is certain that nothing was taken it may be tried again.

        Raises:
            Unsent: that is so.
            Unsure: nobody knows.
        """
        try:
            answer = await self._clients.answer(url, body, once=True)
        except aiohttp.ClientConnectorError as error:
            raise Unsent from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unsure from error
        reason = _reason(answer.text)
        if answer.status == 429 or reason in LIMITED:
            raise Unsent
        if answer.status >= 500 or reason in PASSING:
            raise Unsure
        return answer.status == 200 and not reason

    async def _send(self, url: str, body: dict[str, Any]) -> bool:
        answer = await self._clients.answer(url, body)
        if answer.status == 429 or answer.status >= 500:
            raise Unanswered(answer.status)
        # Most of Slack's answers here are a bare "ok"; a refusal names its reason.
        if (reason := _reason(answer.text)) in PASSING:
            raise Unanswered(answer.status)
        return answer.status == 200 and not reason


def _reason(body: str) -> str:
    if not body.startswith("{"):
        return ""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):  # It is no answer of Slack's.
        return ""
    return str(told.get("error") or "") if isinstance(told, dict) else ""


def private_answer(message: Message) -> dict[str, Any]:
    """The message as Slack takes it in answer to a command: only who typed it sees it."""
    return {**_content(message), "response_type": "ephemeral"}


def _short(url: str) -> str:
    """Tells one address from another, without opening it."""
    return sha256(url.encode()).hexdigest()[:12]


def _has_no_home(error: SlackApiError) -> bool:
    """Whether Slack says that the tab is off, or that this is nobody who could have a Home with us."""
    name = refusal(error)
    return name in HOMELESS or (name == "invalid_arguments" and "user_id" in str(error.response))


def _content(message: Message) -> dict[str, Any]:
    return {"text": message["text"], "blocks": message["blocks"]}
