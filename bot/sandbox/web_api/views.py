"""The `views.*` methods: the app opens, pushes, updates and publishes views."""

from typing import Final

from bot.sandbox.refusal import Refusal, refuse_arguments
from bot.sandbox.shapes import Json
from bot.sandbox.views import View
from bot.sandbox.web_api.desk import OBJECT, TEXT, Desk, Method


def _open(desk: Desk, given: Json) -> Json:
    views = desk.workspace.views
    body = views.judge(given["view"], "modal")
    trigger = desk.tickets.exchange(given["trigger_id"])
    return _show(desk, views.open(trigger.person, body, trigger.channel))


def _push(desk: Desk, given: Json) -> Json:
    views = desk.workspace.views
    body = views.judge(given["view"], "modal")
    return _show(desk, views.push(desk.tickets.exchange(given["trigger_id"]).person, body))


def _update(desk: Desk, given: Json) -> Json:
    if not given.get("view_id") and not given.get("external_id"):
        raise refuse_arguments("missing required field: view_id or external_id")
    views = desk.workspace.views
    named = given.get("view_id")
    view = views.find(named) if named else views.find_external(given["external_id"])
    if view is None:
        raise Refusal("not_found")
    body = views.judge(given["view"], view.given["type"], replacing=view)
    return _show(desk, views.change(view, body, given.get("hash")))


def _publish(desk: Desk, given: Json) -> Json:
    if not desk.workspace.app.home_tab:
        raise Refusal("not_enabled")
    if given["user_id"] not in {person.id for person in desk.workspace.people}:
        raise Refusal("invalid_arguments", response_metadata={"messages": ["invalid `user_id`"]})
    return _show(desk, desk.workspace.views.publish(given["user_id"], given["view"], given.get("hash")))


def _show(desk: Desk, view: View) -> Json:
    desk.screens.view(view)
    return {"view": desk.workspace.views.as_slack(view)}


TRIGGERED: Final = {"trigger_id": TEXT, "view": OBJECT}
METHODS: Final = {
    "views.open": Method(_open, TRIGGERED, ("trigger_id", "view")),
    "views.push": Method(_push, TRIGGERED, ("trigger_id", "view")),
    "views.update": Method(
        _update, {"view": OBJECT, "view_id": TEXT, "external_id": TEXT, "hash": TEXT}, ("view",)
    ),
    "views.publish": Method(_publish, {"user_id": TEXT, "view": OBJECT, "hash": TEXT}, ("user_id", "view")),
}
