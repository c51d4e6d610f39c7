"""What came from Slack, in our own words: each listener makes one of these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

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
        message: the message that was pressed, as Slack has it; empty on a view.
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
class Closed:
    """Somebody closed a modal of ours without sending it."""

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
    event = body["event"]
    thread = event.get("thread_ts") or event["ts"]
    place = Place(team_of(body), event["channel"], thread, event["user"], "thread")
    text = without_name(event.get("text") or "", me)
    return Typed(place, text, at, in_thread=bool(event.get("thread_ts")))


def written(body: Mapping[str, Any], at: datetime, *, me: str) -> Typed:
    """A private message to the app; a thread in the DM is a conversation of its own."""
    event = body["event"]
    place = Place(team_of(body), event["channel"], event.get("thread_ts", ""), event["user"], "direct")
    files = tuple(file for file in event.get("files") or () if isinstance(file, Mapping))
    text = without_name(event.get("text") or "", me)
    return Typed(place, text, at, files=files, ts=event["ts"])


def commanded(body: Mapping[str, Any], at: datetime) -> Typed:
    """A slash command: a conversation that only the asker sees, where they typed it."""
    place = Place(team_of(body), body["channel_id"], "", body["user_id"], "command")
    text = unescape(body.get("text") or "").strip()
    trigger = body.get("trigger_id") or ""
    return Typed(place, text, at, body.get("response_url") or "", trigger)


def pressed(body: Mapping[str, Any], at: datetime) -> Pressed:
    """A press on a message, a modal or App Home."""
    box, message = body.get("container") or {}, body.get("message") or {}
    url = body.get("response_url") or ""
    hidden = bool(box.get("is_ephemeral") or message.get("is_ephemeral"))
    channel = box.get("channel_id") or (body.get("channel") or {}).get("id") or ""
    thread = box.get("thread_ts") or message.get("thread_ts") or ""
    place = Place(team_of(body), channel, thread, body["user"]["id"], "")
    ts = box.get("message_ts") or message.get("ts") or ""
    card = CardAt(channel=channel, ts=ts, url=url if hidden else "")
    view = body.get("view") or {}
    trigger = body.get("trigger_id") or ""
    return Pressed(place, body["actions"][0], card, at, url, trigger, view, message)


def submitted(body: Mapping[str, Any], at: datetime) -> Submitted:
    """A modal that was sent."""
    place = Place(team_of(body), "", "", body["user"]["id"], "")
    return Submitted(place, body["view"], at)


def closed(body: Mapping[str, Any], at: datetime) -> Closed:
    """A modal that was closed."""
    return Closed(Place(team_of(body), "", "", body["user"]["id"], ""), body["view"], at)


def called(body: Mapping[str, Any], at: datetime) -> Called:
    """A shortcut, used on a message or anywhere."""
    message = body.get("message") or {}
    channel = (body.get("channel") or {}).get("id") or ""
    parent = message.get("thread_ts") or ""
    thread = parent if parent != message.get("ts") else ""
    place = Place(team_of(body), channel, thread, body["user"]["id"], "")
    return Called(
        place,
        body["callback_id"],
        body.get("trigger_id") or "",
        at,
        unescape(message.get("text") or "").strip(),
        body.get("response_url") or "",
    )


def noted(body: Mapping[str, Any], at: datetime) -> Noted:
    """An event; the place is as much of one as it names."""
    event = body["event"]
    user, channel = event.get("user"), event.get("channel")
    place = Place(
        team_of(body),
        channel if isinstance(channel, str) else "",
        event.get("thread_ts") or "",
        user if isinstance(user, str) else "",
        "",
    )
    return Noted(
        place,
        event["type"],
        event,
        at,
        enterprise_of(body),
        bool(_authorization(body).get("is_enterprise_install") or body.get("is_enterprise_install") is True),
        _happened(body),
    )


def sent(body: Mapping[str, Any], at: datetime) -> Errand:
    """An errand of our own."""
    told: Mapping[str, Any] = body["told"]
    place = in_private(team_of(body), str(told.get("person", "")))
    return Errand(place, str(body["errand"]), told, at)


def from_a_person(event: Mapping[str, Any]) -> bool:
    """Whether a message is a person's own new words: no bot's, no edit, no notice of Slack's."""
    quiet = event.get("subtype") not in {None, "file_share", "thread_broadcast"}
    return not quiet and not event.get("bot_id") and bool(event.get("user"))


def team_of(body: Mapping[str, Any]) -> str:
    """The workspace that has the app; on an organization-wide installation it may only be named inside.

    A message in a channel that several organizations share comes from anywhere: what counts is for whom
    Slack sends it to us, which is the first authorization, or the view's own word.
    """
    named = (
        _part(body, "view").get("app_installed_team_id"),
        _authorization(body).get("team_id"),
        body.get("team_id"),
        _part(body, "team").get("id"),
        _part(body, "user").get("team_id"),
        enterprise_of(body),
    )
    return next((team for team in named if isinstance(team, str) and team), "")


def enterprise_of(body: Mapping[str, Any]) -> str:
    """The organization, "" where there is none."""
    named = (
        _authorization(body).get("enterprise_id"),
        body.get("enterprise_id"),
        _part(body, "enterprise").get("id"),
        _part(body, "team").get("enterprise_id"),
        _part(body, "user").get("enterprise_id"),
    )
    return next((one for one in named if isinstance(one, str) and one), "")


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}


def _authorization(body: Mapping[str, Any]) -> Mapping[str, Any]:
    given = body.get("authorizations")
    first = given[0] if isinstance(given, Sequence) and given else {}
    return first if isinstance(first, Mapping) else {}


def _happened(body: Mapping[str, Any]) -> datetime | None:
    """Slack rounds the time of an event down to a second."""
    at = body.get("event_time")
    if not isinstance(at, int) or not 0 < at < LAST_SECOND:
        return None
    return datetime.fromtimestamp(at + 1, UTC)


def without_name(text: str, me: str) -> str:
    """The words of a message without our own mention, unescaped."""
    return unescape(text.replace(f"<@{me}>", " ")).strip()
