"""The app's manifest: what we ask of a workspace, read from one file, and from a second what is optional."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml

REQUEST_PATH = "/slack/events"


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
