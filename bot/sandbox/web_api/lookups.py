"""`conversations.*`, `users.info` and `blocks.validate`: the app asks, nothing changes."""

from typing import Final

from bot.sandbox.people import Channel
from bot.sandbox.refusal import Refusal, refuse_arguments
from bot.sandbox.shapes import Json
from bot.sandbox.web_api.desk import FLAG, LIST, OBJECT, TEXT, Desk, Method


def _open_conversation(desk: Desk, given: Json) -> Json:
    users = [user for user in given.get("users", "").split(",") if user]
    people = {person.id for person in desk.workspace.people}
    if given.get("channel"):
        channel = _channel(desk, given["channel"])
    elif not users:
        raise Refusal("users_list_not_supplied")
    elif len(users) > 1:
        raise refuse_arguments("the sandbox has no group conversations [json-pointer:/users]")
    elif users[0] not in people:
        raise Refusal("user_not_found")
    else:
        channel = desk.workspace.direct(users[0])
    return {"no_op": True, "already_open": True, "channel": _shown(desk, channel)}


def _conversation(desk: Desk, given: Json) -> Json:
    return {"channel": _shown(desk, _channel(desk, given["channel"]))}


def _user(desk: Desk, given: Json) -> Json:
    user = desk.workspace.users.get(given["user"])
    if user is None:
        raise Refusal("user_not_found")
    locale = {"locale": user.locale} if given.get("include_locale") else {}
    return {"user": {**user.as_slack(), **locale}}


def _validate(desk: Desk, given: Json) -> Json:
    if len(given) != 1:
        raise refuse_arguments("exactly one of blocks, message and view is needed")
    ((name, value),) = given.items()
    judging = desk.workspace.judging
    if name == "view":
        judging.view(value)
    elif name == "message":
        judging.message(value, under="/message")
    else:
        judging.message(given)
    return {}


def _channel(desk: Desk, channel_id: str) -> Channel:
    channel = desk.workspace.channels.get(channel_id)
    if channel is None:
        raise Refusal("channel_not_found")
    return channel


def _shown(desk: Desk, channel: Channel) -> Json:
    if channel.is_im:
        return {"id": channel.id, "is_im": True, "user": channel.members[0], "is_open": True}
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": True,
        "is_private": False,
        "is_member": desk.workspace.app_in(channel),
        "num_members": len(channel.members),
    }


METHODS: Final = {
    "conversations.open": Method(
        _open_conversation,
        {"users": TEXT, "channel": TEXT, "return_im": FLAG, "prevent_creation": FLAG},
        scopes=("im:write", "mpim:write", "channels:manage"),
    ),
    "conversations.info": Method(
        _conversation,
        {"channel": TEXT, "include_num_members": FLAG, "include_locale": FLAG},
        ("channel",),
        ("channels:read", "im:read"),
    ),
    "users.info": Method(_user, {"user": TEXT, "include_locale": FLAG}, ("user",), ("users:read",)),
    "blocks.validate": Method(_validate, {"blocks": LIST, "message": OBJECT, "view": OBJECT}),
}
