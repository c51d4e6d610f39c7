"""`chat.scheduleMessage`, `chat.deleteScheduledMessage` and `chat.getPermalink`."""

from typing import Final

from bot.sandbox.refusal import Refusal
from bot.sandbox.shapes import Json
from bot.sandbox.web_api.chat import POST, WRITE, destination, thread_of, write
from bot.sandbox.web_api.desk import NUMBER, TEXT, Desk, Method

FARTHEST: Final = 120 * 24 * 3_600
"""Seconds: 120 days (docs.slack.dev, messaging/sending-and-scheduling-messages)."""


def _schedule(desk: Desk, given: Json) -> Json:
    channel = destination(desk, given["channel"])
    if not desk.workspace.app_in(channel) and "chat:write.public" not in desk.workspace.app.scopes:
        raise Refusal("not_in_channel")
    desk.workspace.judging.message(given)
    wait = given["post_at"] - desk.clock()
    if wait <= 0:
        raise Refusal("time_in_past")
    if wait > FARTHEST:
        raise Refusal("time_too_far")
    message = write(desk, channel, given, thread_of(desk, channel, given))
    waiting = desk.scheduled.add(message, given["post_at"])
    shown = {"type": "delayed_message", "text": message.text, "bot_id": message.bot_id, "user": message.user}
    return {
        "channel": channel.id,
        "scheduled_message_id": waiting.id,
        "post_at": waiting.post_at,
        "message": {**shown, **({"blocks": message.blocks} if message.blocks else {})},
    }


def _unschedule(desk: Desk, given: Json) -> Json:
    if given["channel"] not in desk.workspace.channels:
        raise Refusal("channel_not_found")
    if not desk.scheduled.remove(given["scheduled_message_id"], given["channel"]):
        raise Refusal("invalid_scheduled_message_id")
    return {}


def _link(desk: Desk, given: Json) -> Json:
    channel = desk.workspace.channels.get(given["channel"])
    if channel is None:
        raise Refusal("channel_not_found")
    message = desk.workspace.message(channel.id, given["message_ts"])
    if message is None or message.only_for:
        raise Refusal("message_not_found")
    place = f"{desk.url()}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    thread = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.thread_ts else ""
    return {"channel": channel.id, "permalink": f"{place}{thread}"}


METHODS: Final = {
    "chat.scheduleMessage": Method(_schedule, {**POST, "post_at": NUMBER}, ("channel", "post_at"), WRITE),
    "chat.deleteScheduledMessage": Method(
        _unschedule,
        {"channel": TEXT, "scheduled_message_id": TEXT},
        ("channel", "scheduled_message_id"),
        WRITE,
    ),
    "chat.getPermalink": Method(_link, {"channel": TEXT, "message_ts": TEXT}, ("channel", "message_ts")),
}
