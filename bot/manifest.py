"""The app's manifest: what we ask of a workspace, read from one file, and from a second what is optional."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml

REQUEST_PATH = "/slack/events"
REDIRECT_PATH = "/slack/oauth_redirect"

REVOKED = "team_access_revoked"
"""What an organization's installation must hear: one of its workspaces has the app no more."""


def manifest() -> dict[str, Any]:
    """The manifest for Socket Mode."""
    return _read("manifest.yaml")


def manifest_optional() -> dict[str, Any]:
    """The same with agent messaging and the step for Workflow Builder."""
    return _laid_over(manifest(), _read("manifest-optional.yaml"))


def for_http(made: Mapping[str, Any], base: str) -> dict[str, Any]:
    """That manifest for an app that Slack reaches at `base`, such as `https://advisor.example.com`."""
    address = base.rstrip("/") + REQUEST_PATH
    commands = [{**command, "url": address} for command in made["features"]["slash_commands"]]
    settings = {
        "socket_mode_enabled": False,
        "event_subscriptions": {"request_url": address},
        "interactivity": {"request_url": address},
    }
    plain = _laid_over(made, {"settings": settings})
    return {**plain, "features": {**plain["features"], "slash_commands": commands}}


def for_many(made: Mapping[str, Any], base: str) -> dict[str, Any]:
    """That manifest for an app that workspaces and organizations install themselves, at `base`.

    Their tokens expire after twelve hours and are renewed; Slack can't take that back once it is on.
    """
    heard = made["settings"]["event_subscriptions"]["bot_events"]
    settings: dict[str, Any] = {"org_deploy_enabled": True, "token_rotation_enabled": True}
    if REVOKED not in heard:
        settings["event_subscriptions"] = {"bot_events": [REVOKED]}
    redirects = {"redirect_urls": [base.rstrip("/") + REDIRECT_PATH]}
    return _laid_over(made, {"oauth_config": redirects, "settings": settings})


def scopes(made: Mapping[str, Any]) -> tuple[str, ...]:
    """What the app asks a workspace for: what it needs, and what it can do without."""
    asked = made["oauth_config"]["scopes"]
    return (*asked["bot"], *asked.get("bot_optional", ()))


def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files("bot").joinpath(name).read_text("utf-8"))
    return loaded


def _laid_over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings merge by key, lists are added to, anything else is replaced."""
    return {**under, **{key: _merged(under.get(key), value) for key, value in over.items()}}


def _merged(under: object, over: object) -> object:
    if isinstance(under, Mapping) and isinstance(over, Mapping):
        return _laid_over(under, over)
    if isinstance(under, list) and isinstance(over, list):
        return [*under, *over]
    return over
