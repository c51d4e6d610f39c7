"""The `chat.*` methods: the app posts, edits and deletes its messages."""

import re
from typing import Final

from bot.limits.registry import UPDATED_TEXT
from bot.sandbox.blocks import words
from bot.sandbox.messages import Message
from bot.sandbox.people import Channel
from bot.sandbox.refusal import Refusal, refuse_arguments
from bot.sandbox.shapes import Json
from bot.sandbox.web_api.desk import FLAG, LIST, OBJECT, TEXT, Desk, Method, Repetition

CONTENT: Final = {
    "channel": TEXT,
    "text": TEXT,
    "blocks": LIST,
    "link_names": FLAG,
    "parse": TEXT,
}
POST: Final = {
    **CONTENT,
    "thread_ts": TEXT,
    "reply_broadcast": FLAG,
    "unfurl_links": FLAG,
    "unfurl_media": FLAG,
    "mrkdwn": FLAG,
    "metadata": OBJECT,
}


UUID: Final = re.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
UNSEEN: Final = "Slack shows an ephemeral message in a thread only when somebody has answered there already."


def _post_message(desk: Desk, given: Json) -> Json:
    channel = destination(desk, given["channel"])
    if not desk.workspace.app_in(channel) and "chat:write.public" not in desk.workspace.app.scopes:
        raise Refusal("not_in_channel")
    desk.workspace.judging.message(given)
    thread = thread_of(desk, channel, given)
    if first := _sent_before(desk, channel, given):
        return Repetition(_answer(first))
    desk.pace.check_post(channel.id)
    message = write(desk, channel, given, thread)
    message.client_msg_id = given.get("client_msg_id", "")
    return _answer(desk.workspace.post(message))


def _sent_before(desk: Desk, channel: Channel, given: Json) -> Message | None:
    """The app's message that was posted with the same `client_msg_id`, which is not posted again."""
    named = given.get("client_msg_id", "")
    if not named:
        return None
    if not UUID.fullmatch(named):
        raise refuse_arguments("must be a UUID [json-pointer:/client_msg_id]")
    first = desk.workspace.sent_as(named)
    if first is None:
        return None
    if first.channel != channel.id:
        raise Refusal("duplicate_channel_not_found")
    if desk.workspace.message(channel.id, first.ts) is None:
        raise Refusal("duplicate_message_not_found")
    return first


def _answer(message: Message) -> Json:
    return {"channel": message.channel, "ts": message.ts, "message": message.as_slack()}


def _post_ephemeral(desk: Desk, given: Json) -> Json:
    channel = destination(desk, given["channel"])
    if not desk.workspace.app_in(channel):
        raise Refusal("not_in_channel")
    if given["user"] not in channel.members or given["user"] == desk.workspace.app.bot.id:
        raise Refusal("user_not_in_channel")
    desk.workspace.judging.message(given, text_limit=UPDATED_TEXT)
    thread = thread_of(desk, channel, given)
    desk.pace.check_post(channel.id)
    message = write(desk, channel, {**given, "metadata": None}, thread)
    message.only_for = given["user"]
    parent = desk.workspace.message(channel.id, thread)
    if parent and not desk.workspace.replies(parent):
        desk.screens.toast(message.only_for, UNSEEN, level="info")
    else:
        desk.workspace.post(message)
    return {"message_ts": message.ts}


def _update(desk: Desk, given: Json) -> Json:
    message = _own(desk, given, "cant_update_message")
    desk.workspace.judging.message(given, text_limit=UPDATED_TEXT)
    blocks = given.get("blocks") or []
    desk.workspace.edit(message, fallback(given), blocks, given.get("metadata"))
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": message.text,
        "message": message.as_slack(),
    }


def _delete(desk: Desk, given: Json) -> Json:
    message = _own(desk, given, "cant_delete_message")
    desk.workspace.delete(message)
    return {"channel": message.channel, "ts": message.ts}


def write(desk: Desk, channel: Channel, given: Json, thread: str) -> Message:
    """The app's message, not posted yet."""
    app = desk.workspace.app
    return Message(
        channel=channel.id,
        ts=desk.workspace.mint.ts(),
        user=app.bot.id,
        text=fallback(given),
        blocks=given.get("blocks") or [],
        thread_ts=thread,
        bot_id=app.bot_id,
        app_id=app.app_id,
        metadata=given.get("metadata") or {},
    )


def fallback(given: Json) -> str:
    """The text; where there is none, Slack builds one from the blocks."""
    return given.get("text") or "\n".join(words(given.get("blocks") or []))


def destination(desk: Desk, name: str) -> Channel:
    """Where to post: a channel's id or name, or (by user id) somebody's DM."""
    workspace = desk.workspace
    person = next((user for user in workspace.people if user.id == name), None)
    channel = workspace.direct(person.id) if person else workspace.channels.get(name)
    channel = channel or workspace.channel_named(name)
    if channel is None:
        raise Refusal("channel_not_found")
    return channel


def thread_of(desk: Desk, channel: Channel, given: Json) -> str:
    """The parent that is answered; only a public parent may be one."""
    ts = str(given.get("thread_ts", ""))
    if not ts:
        return ""
    parent = desk.workspace.message(channel.id, ts)
    if parent is None:
        raise Refusal("thread_not_found")
    if parent.only_for or parent.thread_ts not in ("", ts):
        raise Refusal("cannot_reply_to_message")
    return ts


def _own(desk: Desk, given: Json, refusal: str) -> Message:
    """The app's message of that ts; ephemeral ones can't be reached this way."""
    if given["channel"] not in desk.workspace.channels:
        raise Refusal("channel_not_found")
    message = desk.workspace.message(given["channel"], given["ts"])
    if message is None or message.only_for:
        raise Refusal("message_not_found")
    if message.bot_id != desk.workspace.app.bot_id:
        raise Refusal(refusal)
    return message


WRITE: Final = ("chat:write",)
METHODS: Final = {
    "chat.postMessage": Method(_post_message, {**POST, "client_msg_id": TEXT}, ("channel",), WRITE),
    "chat.postEphemeral": Method(_post_ephemeral, {**POST, "user": TEXT}, ("channel", "user"), WRITE),
    "chat.update": Method(
        _update,
        {**CONTENT, "ts": TEXT, "metadata": OBJECT, "reply_broadcast": FLAG, "as_user": FLAG},
        ("channel", "ts"),
        WRITE,
    ),
    "chat.delete": Method(_delete, {"channel": TEXT, "ts": TEXT, "as_user": FLAG}, ("channel", "ts"), WRITE),
}
