"""How we speak to Slack: one client, one session, and the manners that every message keeps."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid5

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import files
from bot.clients import Clients
from bot.describing import refusal
from bot.files import Outgoing
from bot.hands import waiting
from bot.outbox import SPACE, Outbox, Sending
from bot.pace import Pace
from bot.transient import PASSING, Declined, Unanswered
from bot.views.message import Message

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

GONE = frozenset({"duplicate_message_not_found"})
"""Slack's name for "that was posted once, and is gone"."""

USED = frozenset({"exchanged_trigger_id", "trigger_exchanged", "duplicate_external_id"})
"""Slack's names for "that opened something already"."""

TOO_LATE = frozenset({"expired_trigger_id", "trigger_expired"})
"""Slack's names for "that opens nothing any more"."""

LIFE_OF_A_TRIGGER = 3.0
"""Seconds; whoever waits longer for Slack's answer learns more by asking again."""

LOST = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})
"""Slack's names for "that message can't be edited (any more)"."""

HOMELESS = frozenset(
    {"not_enabled", "user_not_found", "user_not_visible", "access_denied", "missing_scope", "no_permission"}
)
"""Slack's names for "that person has no Home with you"."""


class CannotPost(Declined):
    """We may not post there."""


class AlreadyGone(Declined):
    """It was posted once, and does not stand any more."""


class TooLate(Declined):
    """What was asked for can't be shown any more; the person must ask again."""


class CannotEdit(Declined):
    """The message is gone, or too old to edit."""


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a message came to stand."""

    channel: str
    ts: str


class Slack:
    """The few things that we ever ask of Slack."""

    def __init__(self, clients: Clients, pace: Pace, outbox: Outbox) -> None:
        self._clients = clients
        self._pace = pace
        self._outbox = outbox

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
            with _named(UNREACHABLE, CannotPost), _named(GONE, AlreadyGone):
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
        with _named(LOST, CannotEdit):
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

        async def send(_how: Sending) -> dict[str, str]:
            return {"taken": "yes" if await self._send(url, body) else ""}

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

    async def open_modal(self, trigger: str, view: Mapping[str, Any]) -> Mapping[str, Any]:
        """Open a modal; the trigger lives three seconds and serves once.

        Returns:
            What `change_modal` needs: Slack's description, or, where its answer was lost, our name for it.

        Raises:
            TooLate: the trigger lives no more.
        """
        named = {"external_id": str(uuid5(SPACE, trigger))}
        answer = await self._use(trigger, self.client.views_open, {**view, **named})
        opened: Mapping[str, Any] = answer["view"] if answer else named
        return opened

    async def push_modal(self, trigger: str, view: Mapping[str, Any]) -> None:
        """Show another modal upon the one that was pressed; at most three lie upon each other.

        Raises:
            TooLate: the trigger lives no more.
        """
        await self._use(trigger, self.client.views_push, view)

    async def _use(
        self, trigger: str, call: Callable[..., Awaitable[AsyncSlackResponse]], view: Mapping[str, Any]
    ) -> AsyncSlackResponse | None:
        """None when the trigger was used before: only we have it, so that the answer must have been lost."""
        try:
            with _named(TOO_LATE, TooLate):
                async with asyncio.timeout(LIFE_OF_A_TRIGGER):
                    return await call(trigger_id=trigger, view=dict(view))
        except SlackApiError as error:
            if refusal(error) not in USED:
                raise
            return None

    async def change_modal(self, old: Mapping[str, Any], view: Mapping[str, Any]) -> bool:
        """Show something else in an open modal; False when it was closed or changed meanwhile.

        Args:
            old: what came back when it was opened, or Slack's description of it as it was last seen.
            view: the new one.
        """
        if not old.get("id") and not old.get("external_id"):
            # Somebody made up a press of a modal where there is none.
            return False
        which = {"view_id": old["id"], "hash": old.get("hash")} if "id" in old else dict(old)
        named = {} if "id" in old else dict(old)
        try:
            await self.client.views_update(view={**view, **named}, **which)
        except SlackApiError as error:
            if refusal(error) not in {"not_found", "hash_conflict"}:
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

        async def send(_how: Sending) -> dict[str, str]:
            return {"files": " ".join(await files.send(self.client, where, uploads, comment, thread))}

        content = {"names": [upload.name for upload in uploads], "channel": where}
        sent = await self._outbox.once("files.upload", where, content, send)
        return tuple(sent["files"].split())

    async def download(self, url: str, *, at_most: int) -> bytes:
        """The bytes at a file's `url_private_download`, when that is an address of Slack's.

        Raises:
            FileTrouble: it can't be had, or has more than `at_most` bytes.
        """
        return await files.fetch(self.client, self._clients.session, url, at_most=at_most)

    async def describe_file(self, file: str) -> Mapping[str, Any]:
        """What Slack knows of a file: `name`, `size`, `url_private_download`, ...

        Raises:
            FileTrouble: it is gone, or not shown to us; ScopeMissing without `files:read`.
        """
        return await files.describe(self.client, file)

    async def _send(self, url: str, body: dict[str, Any]) -> bool:
        async with waiting():
            answer = await self._clients.webhook(url).send_dict(body)
        if answer.status_code == 429 or answer.status_code >= 500:
            raise Unanswered(answer.status_code)
        # Most of Slack's answers here are a bare "ok"; a refusal names its reason.
        if (reason := _reason(answer.body)) in PASSING:
            raise Unanswered(answer.status_code)
        return answer.status_code == 200 and not reason


def _reason(body: str) -> str:
    try:
        told = json.loads(body)
    except ValueError:
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


@contextmanager
def _named(names: frozenset[str], family: type[Declined]) -> Iterator[None]:
    """Where Slack refuses by one of those names, that is what is raised."""
    try:
        yield
    except SlackApiError as error:
        if refusal(error) not in names:
            raise
        raise family(refusal(error)) from error
