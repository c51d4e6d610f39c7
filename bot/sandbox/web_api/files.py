"""The `files.*` methods: the app learns of files, and uploads its own in three steps."""

import re
from typing import Any, Final

from bot.limits.registry import ALT_TXT, SNIPPET
from bot.sandbox.files import File
from bot.sandbox.messages import Message
from bot.sandbox.people import Channel
from bot.sandbox.refusal import Refusal, refuse_arguments
from bot.sandbox.shapes import Json
from bot.sandbox.web_api.chat import fallback, thread_of
from bot.sandbox.web_api.desk import LIST, NUMBER, TEXT, Desk, Method

CHANNEL_ID: Final = re.compile("^[CGDZ][A-Z0-9]{8,}$")
ENTRY: Final = frozenset({"id", "title", "highlight_type"})


def _get_upload_url(desk: Desk, given: Json) -> Json:
    length = given["length"]
    if length <= 0:
        raise Refusal("missing_argument")
    if length > desk.workspace.files.largest:
        raise Refusal("file_upload_size_restricted")
    if given.get("snippet_type") and length > SNIPPET.most:
        raise Refusal("snippet_too_large")
    if len(given.get("alt_txt", "")) > ALT_TXT.most:
        raise Refusal("alt_txt_too_large")
    path, file_id = desk.uploads.issue(given["filename"], length, given.get("alt_txt", ""))
    return {"upload_url": f"{desk.url()}{path}", "file_id": file_id}


def _complete(desk: Desk, given: Json) -> Json:
    entries = [_read_entry(number, entry) for number, entry in enumerate(given["files"])]
    if not entries:
        raise refuse_arguments("no fewer than 1 items allowed [json-pointer:/files]")
    channels = _destinations(desk, given)
    thread = thread_of(desk, channels[0], given) if channels else ""
    for channel in channels:
        if not desk.workspace.app_in(channel):
            raise Refusal("not_in_channel")
    _judge_words(desk, given)
    files = desk.uploads.complete({entry["id"]: entry.get("title", "") for entry in entries})
    for channel in channels:
        desk.pace.check_post(channel.id)
        desk.workspace.post(_write(desk, channel, given, files, thread))
    return {"files": [file.as_slack() for file in files]}


def _judge_words(desk: Desk, given: Json) -> None:
    if not given.get("initial_comment") and given.get("blocks"):
        desk.workspace.judging.message({"blocks": given["blocks"]})
        if any(block["type"] == "markdown" for block in given["blocks"]):
            # github.com/slackapi/node-slack-sdk/issues/2564
            raise Refusal("internal_error")


def _write(desk: Desk, channel: Channel, given: Json, files: list[File], thread: str) -> Message:
    app = desk.workspace.app
    blocks = [] if given.get("initial_comment") else given.get("blocks") or []
    return Message(
        channel=channel.id,
        ts=desk.workspace.mint.ts(),
        user=app.bot.id,
        text=fallback({"text": given.get("initial_comment"), "blocks": blocks}),
        blocks=blocks,
        thread_ts=thread,
        bot_id=app.bot_id,
        app_id=app.app_id,
        subtype="file_share",
        files=files,
    )


def _destinations(desk: Desk, given: Json) -> list[Channel]:
    """The channels to share in; none: the file stays the app's own."""
    named = given.get("channel_id")
    if named and not CHANNEL_ID.match(named):
        pattern = CHANNEL_ID.pattern
        raise refuse_arguments(f"input must match regex pattern: {pattern} [json-pointer:/channel_id]")
    ids = [named] if named else [one for one in given.get("channels", "").split(",") if one]
    found = [desk.workspace.channels.get(one) or _direct(desk, one) for one in ids]
    if None in found:
        raise Refusal("channel_not_found")
    return [one for one in found if one]


def _direct(desk: Desk, user: str) -> Channel | None:
    known = user in {person.id for person in desk.workspace.people}
    return desk.workspace.direct(user) if known else None


def _read_entry(number: int, entry: Any) -> Json:
    at = f"[json-pointer:/files/{number}]"
    if not isinstance(entry, dict):
        raise refuse_arguments(f"must provide an object {at}")
    if not isinstance(entry.get("id"), str):
        raise refuse_arguments(f"missing required field: id {at}")
    if unknown := sorted(set(entry) - ENTRY):
        raise refuse_arguments(f"invalid additional property: {unknown[0]} {at}")
    return entry


def _info(desk: Desk, given: Json) -> Json:
    file = _visible(desk, given["file"])
    shares: Json = {"public": {}, "private": {}}
    for channel, messages in file.shares.items():
        place = shares["public" if channel.startswith("C") else "private"]
        place[channel] = [_share(desk, channel, ts) for ts in messages]
    return {
        "file": {
            **file.as_slack(),
            "shares": {kind: places for kind, places in shares.items() if places},
            "channels": [one for one in file.shares if one.startswith("C")],
            "groups": [],
            "ims": [one for one in file.shares if one.startswith("D")],
            "comments_count": 0,
        },
        "comments": [],
        "response_metadata": {"next_cursor": ""},
    }


def _share(desk: Desk, channel: str, ts: str) -> Json:
    shown = desk.workspace.channels[channel]
    message = desk.workspace.message(channel, ts)
    thread: Json = {"thread_ts": message.thread_ts} if message and message.thread_ts else {}
    return {"ts": ts, "channel_name": shown.payload_name, "team_id": desk.workspace.team.id, **thread}


def _delete(desk: Desk, given: Json) -> Json:
    file = _visible(desk, given["file"])
    if file.owner != desk.workspace.app.bot.id:
        raise Refusal("cant_delete_file")
    desk.workspace.delete_file(file)
    return {}


def _visible(desk: Desk, file_id: str) -> File:
    file = desk.workspace.files.find(file_id)
    if file is not None and file.deleted:
        raise Refusal("file_deleted")
    if file is None or not desk.workspace.may_have(file, desk.workspace.app.bot.id):
        raise Refusal("file_not_found")
    return file


READ: Final = ("files:read",)
WRITE: Final = ("files:write",)
METHODS: Final = {
    "files.getUploadURLExternal": Method(
        _get_upload_url,
        {"filename": TEXT, "length": NUMBER, "alt_txt": TEXT, "snippet_type": TEXT},
        ("filename", "length"),
        WRITE,
    ),
    "files.completeUploadExternal": Method(
        _complete,
        {
            "files": LIST,
            "channel_id": TEXT,
            "channels": TEXT,
            "thread_ts": TEXT,
            "initial_comment": TEXT,
            "blocks": LIST,
        },
        ("files",),
        WRITE,
    ),
    "files.info": Method(
        _info,
        {"file": TEXT, "count": NUMBER, "page": NUMBER, "limit": NUMBER, "cursor": TEXT},
        ("file",),
        READ,
    ),
    "files.delete": Method(_delete, {"file": TEXT}, ("file",), WRITE),
}
