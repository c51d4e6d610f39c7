"""What came from Slack, in our own words: each listener makes one of these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from bot.payloads import address, authorization, enterprise_of, name, needed, part, team_of, text
from bot.views.escape import unescape
from dialogs.conversation import CardAt, Place
from dialogs.places import in_private

LAST_SECOND: Final = 253_402_300_000
"""Of the year 9999; later times are no times."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Somebody wrote to us, in a channel, in private or behind the command.

    Attributes:
        text: what they wrote, without our name and without Slack's escaping.
        url: the `response_url` of a slash command, else empty.
        trigger: opens a modal within three seconds; only a slash command brings one.
        files: Slack's descriptions of the files that came with it; not to be trusted.
        in_thread: others have spoken in the thread before, so that a whisper there is shown.
        ts: where the message stands; "" behind a command.
    """

    place: Place
    text: str
    at: datetime
    url: str = ""
    trigger: str = ""
    files: tuple[Mapping[str, Any], ...] = ()
    ts: str = ""
    in_thread: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """Somebody pressed or chose something on a message or view of ours.

    Attributes:
        action: Slack's own description of what was pressed; not to be trusted.
        card: where the pressed message stands; `url` set where only that person sees it.
        url: the `response_url` of the press; empty on App Home and in modals.
        trigger: opens a modal within three seconds.
        view: the modal or Home that was pressed, with its `id`, `hash` and `state`; empty on a message.
        message: the message that was pressed, as Slack has it; of its blocks only buttons that some people
            alone see; empty on a view.
    """

    place: Place
    action: Mapping[str, Any]
    card: CardAt
    at: datetime
    url: str
    trigger: str
    view: Mapping[str, Any] = field(default_factory=dict)
    message: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Submitted:
    """Somebody sent a modal of ours."""

    place: Place
    view: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody used a shortcut of ours.

    Attributes:
        place: with the thread that the message stands in, if it answers in one.
        callback: which one.
        text: the message it was used on, unescaped; "" for a global one.
        url: the `response_url`, only with a message.
    """

    place: Place
    callback: str
    trigger: str
    at: datetime
    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """Something happened in Slack that we listen for.

    Attributes:
        kind: Slack's name for it.
        event: Slack's own description; not to be trusted.
        enterprise: the organization, "" when there is none.
        whole: it concerns an installation for the whole organization.
        happened: when, by Slack's clock, and not a moment too early.
    """

    place: Place
    kind: str
    event: Mapping[str, Any]
    at: datetime
    enterprise: str = ""
    whole: bool = False
    happened: datetime | None = None


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to be done that nobody outside asked for: it was time for it.

    Attributes:
        place: in private with whoever it is for, "" where it is for nobody yet.
        name: who takes it.
        told: what they need to know.
    """

    place: Place
    name: str
    told: Mapping[str, Any]
    at: datetime


def mentioned(body: Mapping[str, Any], at: datetime, *, me: str) -> Typed:
    """A mention in a channel: the conversation is the thread of that message."""
    event = part(body, "event")
    parent, ts = name(event, "thread_ts"), needed(event, "ts")
    place = Place(team_of(body), needed(event, "channel"), parent or ts, needed(event, "user"), "thread")
    return Typed(place, without_name(text(event, "text"), me), at, in_thread=bool(parent))


def written(body: Mapping[str, Any], at: datetime, *, me: str) -> Typed:
    """A private message to the app; a thread in the DM is a conversation of its own."""
    event = part(body, "event")
    thread, ts = name(event, "thread_ts"), needed(event, "ts")
    place = Place(team_of(body), needed(event, "channel"), thread, needed(event, "user"), "direct")
    given = event.get("files")
    files = tuple(file for file in given if isinstance(file, Mapping)) if isinstance(given, list) else ()
    return Typed(place, without_name(text(event, "text"), me), at, files=files, ts=ts)


def commanded(body: Mapping[str, Any], at: datetime) -> Typed:
    """A slash command: a conversation that only the asker sees, where they typed it."""
    place = Place(team_of(body), needed(body, "channel_id"), "", needed(body, "user_id"), "command")
    said = unescape(text(body, "text")).strip()
    return Typed(place, said, at, address(body), name(body, "trigger_id"))


def pressed(body: Mapping[str, Any], at: datetime) -> Pressed:
    """A press on a message, a modal or App Home."""
    box, message, view = part(body, "container"), part(body, "message"), part(body, "view")
    url, action = address(body), body["actions"][0]
    if not isinstance(action, Mapping):
        raise TypeError("actions")
    hidden = bool(box.get("is_ephemeral") or message.get("is_ephemeral"))
    channel = name(box, "channel_id") or name(part(body, "channel"), "id")
    thread = name(box, "thread_ts") or name(message, "thread_ts")
    place = Place(team_of(body), channel, thread, needed(part(body, "user"), "id"), "")
    ts = name(box, "message_ts") or name(message, "ts")
    card = CardAt(channel=channel, ts=ts, url=url if hidden else "")
    return Pressed(place, action, card, at, url, name(body, "trigger_id"), _shown(view), message)


def submitted(body: Mapping[str, Any], at: datetime) -> Submitted:
    """A modal that was sent."""
    return Submitted(_whose(body), _shown(part(body, "view")), at)


def called(body: Mapping[str, Any], at: datetime) -> Called:
    """A shortcut, used on a message or anywhere."""
    message = part(body, "message")
    parent = name(message, "thread_ts")
    thread = parent if parent != name(message, "ts") else ""
    channel, person = name(part(body, "channel"), "id"), needed(part(body, "user"), "id")
    return Called(
        Place(team_of(body), channel, thread, person, ""),
        text(body, "callback_id"),
        name(body, "trigger_id"),
        at,
        unescape(text(message, "text")).strip(),
        address(body),
    )


def noted(body: Mapping[str, Any], at: datetime) -> Noted:
    """An event; the place is as much of one as it names."""
    event = part(body, "event")
    user, channel = event.get("user"), event.get("channel")
    place = Place(
        team_of(body),
        # Some events describe what others name.
        "" if isinstance(channel, Mapping) else name(event, "channel"),
        name(event, "thread_ts"),
        "" if isinstance(user, Mapping) else name(event, "user"),
        "",
    )
    return Noted(
        place,
        text(event, "type"),
        event,
        at,
        enterprise_of(body),
        bool(authorization(body).get("is_enterprise_install") or body.get("is_enterprise_install") is True),
        _happened(body),
    )


def sent(body: Mapping[str, Any], at: datetime) -> Errand:
    """An errand of our own."""
    told: Mapping[str, Any] = body["told"]
    place = in_private(team_of(body), str(told.get("person", "")))
    return Errand(place, str(body["errand"]), told, at)


def from_a_person(event: Mapping[str, Any]) -> bool:
    """Whether a message is a person's own new words: no bot's, no edit, no notice of Slack's."""
    # A list: what is no text can be looked for in it, too.
    quiet = event.get("subtype") not in [None, "file_share", "thread_broadcast"]
    return not quiet and not event.get("bot_id") and bool(event.get("user"))


def _whose(body: Mapping[str, Any]) -> Place:
    return Place(team_of(body), "", "", needed(part(body, "user"), "id"), "")


def _shown(view: Mapping[str, Any]) -> Mapping[str, Any]:
    """A view with its names as Slack gives them; the rest of it is read with care elsewhere."""
    for each in ("id", "hash", "type"):
        name(view, each)
    return view


def _happened(body: Mapping[str, Any]) -> datetime | None:
    """Slack rounds the time of an event down to a second."""
    at = body.get("event_time")
    if not isinstance(at, int) or not 0 < at < LAST_SECOND:
        return None
    return datetime.fromtimestamp(at + 1, UTC)


def without_name(said: str, me: str) -> str:
    """The words of a message without our own mention, unescaped."""
    return unescape(said.replace(f"<@{me}>", " ")).strip()
