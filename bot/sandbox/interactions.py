"""The payloads by which Slack tells the app of a press, a submission or a closed modal."""

import copy

from bot.sandbox.fields import read_state
from bot.sandbox.messages import Message
from bot.sandbox.people import User
from bot.sandbox.shapes import Json
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.views import View


def describe(switchboard: Switchboard, kind: str, person: User, where: Message | View) -> Json:
    """The payload of an interaction of that kind, without what the person did."""
    origin = where.origin if isinstance(where, View) else where.channel
    trigger = {} if kind == "view_closed" else {"trigger_id": switchboard.tickets.trigger(person.id, origin)}
    place = (
        _in_view(switchboard, where) if isinstance(where, View) else _in_message(switchboard, person, where)
    )
    return {**introduce(switchboard, kind, person), **trigger, **place}


def introduce(switchboard: Switchboard, kind: str, person: User) -> Json:
    """What every interaction says: of which kind it is, whose, in which workspace, for which app."""
    app, team = switchboard.workspace.app, switchboard.workspace.team
    return {
        "type": kind,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": team.id},
        "api_app_id": app.app_id,
        "token": app.verification_token,
        "team": team.in_interaction(),
        "enterprise": team.enterprise.as_slack() if team.enterprise else None,
        "is_enterprise_install": app.standing.is_org_wide,
    }


def picked_in(where: Message | View, person: str) -> Json:
    """What that person has picked there so far, in Slack's `state.values` shape; yours to change."""
    return where.values if isinstance(where, View) else where.picked.setdefault(person, {})


def _in_view(switchboard: Switchboard, view: View) -> Json:
    shown = switchboard.workspace.views.as_slack(view)
    shown["state"]["values"] = copy.deepcopy(read_state(view.blocks, view.values))
    return {"container": {"type": "view", "view_id": view.id}, "view": shown}


def _in_message(switchboard: Switchboard, person: User, message: Message) -> Json:
    channel = switchboard.workspace.channels[message.channel]
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": bool(message.only_for),
    }
    thread: Json = {"thread_ts": message.thread_ts} if message.thread_ts else {}
    # Slack leaves the message out where only one person sees it.
    shown: Json = {} if message.only_for else {"message": copy.deepcopy(message.as_slack())}
    path = switchboard.tickets.response(person.id, channel.id, message.ts)
    return {
        "container": {**container, **thread},
        "channel": {"id": channel.id, "name": channel.payload_name},
        "state": {"values": copy.deepcopy(read_state(message.blocks, picked_in(message, person.id)))},
        "response_url": f"{switchboard.url()}{path}",
        **shown,
    }
