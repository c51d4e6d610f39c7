"""The parts of Slack's payloads, as Slack gives them or not at all: what is signed may still be anything."""

import re
from collections.abc import Mapping
from typing import Any, Final

_NAME: Final = re.compile(r"[A-Za-z0-9_.:-]{1,255}")
_ADDRESS: Final = re.compile(r"https?://[!-~]{1,2000}")


def team_of(body: Mapping[str, Any]) -> str:
    """The workspace that has the app; on an organization-wide installation it may only be named inside.

    A message in a channel that several organizations share comes from anywhere: what counts is for whom
    Slack sends it to us, which is the first authorization, or the view's own word.
    """
    return (
        _named(part(body, "view").get("app_installed_team_id"))
        or _named(authorization(body).get("team_id"))
        or _named(body.get("team_id"))
        or _named(part(body, "team").get("id"))
        or _named(part(body, "user").get("team_id"))
        or enterprise_of(body)
    )


def enterprise_of(body: Mapping[str, Any]) -> str:
    """The organization, "" where there is none."""
    return (
        _named(authorization(body).get("enterprise_id"))
        or _named(body.get("enterprise_id"))
        or _named(part(body, "enterprise").get("id"))
        or _named(part(body, "team").get("enterprise_id"))
        or _named(part(body, "user").get("enterprise_id"))
    )


def part(body: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """What stands there, when it is a mapping; else an empty one."""
    found = body.get(key)
    # A mapping of JSON's is always a dict, which is told ten times faster than any Mapping.
    return found if isinstance(found, dict) else {}


def text(body: Mapping[str, Any], key: str) -> str:
    """What is said there, "" when nothing is.

    Raises:
        TypeError: it is no text.
    """
    found = body.get(key)
    if found is not None and not isinstance(found, str):
        raise TypeError(key)
    return found or ""


def name(body: Mapping[str, Any], key: str) -> str:
    """What Slack calls something, "" when it says nothing; safe in a database and in an address.

    Raises:
        TypeError: it is no text.
        ValueError: Slack would not call anything so.
    """
    said = text(body, key)
    if said and not _NAME.fullmatch(said):
        raise ValueError(key)
    return said


def needed(body: Mapping[str, Any], key: str) -> str:
    """The same where Slack always says something.

    Raises:
        TypeError, ValueError: as `name`.
        KeyError: nothing is said.
    """
    if said := name(body, key):
        return said
    raise KeyError(key)


def address(body: Mapping[str, Any]) -> str:
    """The `response_url`, "" where there is none.

    Raises:
        TypeError: it is no text.
        ValueError: it is no address.
    """
    said = text(body, "response_url")
    if said and not _ADDRESS.fullmatch(said):
        raise ValueError("response_url")
    return said


def authorization(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """For whom Slack sends it to us, empty when it does not say so."""
    given = body.get("authorizations")
    first = given[0] if isinstance(given, list) and given else {}
    return first if isinstance(first, dict) else {}


def _named(said: object) -> str:
    return said if isinstance(said, str) and _NAME.fullmatch(said) else ""
