"""The app's manifest: what we ask of a workspace, read from one file."""

from importlib.resources import files
from typing import Any

import yaml

REQUEST_PATH = "/slack/events"


def manifest() -> dict[str, Any]:
    """The manifest for Socket Mode."""
    loaded: dict[str, Any] = yaml.safe_load(files("bot").joinpath("manifest.yaml").read_text("utf-8"))
    return loaded


def manifest_for_http(base: str) -> dict[str, Any]:
    """The manifest for an app that Slack reaches at `base`, such as `https://advisor.example.com`."""
    plain = manifest()
    address = base.rstrip("/") + REQUEST_PATH
    plain["settings"]["socket_mode_enabled"] = False
    plain["settings"]["event_subscriptions"]["request_url"] = address
    plain["settings"]["interactivity"]["request_url"] = address
    for command in plain["features"]["slash_commands"]:
        command["url"] = address
    return plain
