"""The two pages that a person sees after Slack's own: it is installed, or it is not and why."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Final
from urllib.parse import quote, urlsplit

from slack_sdk.oauth.installation_store import Installation

from bot.oauth.wording import Done, Wording

STYLE: Final = files("bot.oauth").joinpath("style.css").read_text("utf-8")

HEADERS: Final = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    # The address of this page holds Slack's code; it must not travel on, nor be kept.
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
"""Nothing runs on these pages, nothing is loaded, and nobody may frame them."""


BEFORE: Final = frozenset({"denied", "browser", "old"})
"""Reasons that end it before Slack has installed anything."""


def installed_page(installation: Installation, words: Wording, language: str) -> str:
    """It is installed, with what to do next and the way back to Slack."""
    whole = bool(installation.is_enterprise_install)
    done = words.installed_everywhere if whole else words.installed
    name = installation.enterprise_name if whole else installation.team_name
    title = done.title.format(place=name or words.nameless)
    way = _workspaces(installation) if whole else _app(installation)
    return _page(title, language, [_said(done.lead), _steps(done), _link(way, done.open)])


def failed_page(reason: str, again: str, words: Wording, language: str) -> str:
    """It is not, with why and how to try again.

    Args:
        reason: one of the keys of `Reasons`; any other counts as unknown.
        again: the path at which an installation begins.
        words: what the pages say.
        language: the language of those words.
    """
    why = getattr(words.reasons, reason, words.reasons.unknown)
    quiet = f'<p class="quiet">{escape(words.failed.nothing)}</p>' if reason in BEFORE else ""
    return _page(words.failed.title, language, [_said(why), quiet, _link(again, words.failed.again)])


def _page(title: str, language: str, parts: list[str]) -> str:
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{''.join(parts)}</main></body></html>"
    )


def _said(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _steps(done: Done) -> str:
    return f"<ol>{''.join(f'<li>{escape(step)}</li>' for step in done.steps)}</ol>"


def _link(way: str, text: str) -> str:
    return f'<a class="go" href="{escape(way)}">{escape(text)}</a>'


def _app(installation: Installation) -> str:
    """Opens the app in Slack, on a desk or a phone."""
    team, app = quote(installation.team_id or "", safe=""), quote(installation.app_id or "", safe="")
    return f"slack://app?team={team}&id={app}"


def _workspaces(installation: Installation) -> str:
    """The organization's own page on which workspaces are added to an app."""
    base, app = installation.enterprise_url or "", quote(installation.app_id or "", safe="")
    if urlsplit(base).scheme != "https":
        return "slack://open"
    return f"{base.rstrip('/')}/manage/organization/apps/profile/{app}/workspaces/add"
