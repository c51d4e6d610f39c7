"""The two pages that a person sees after Slack's own: it is installed, or it is not and why."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Final
from urllib.parse import quote, urlsplit

from slack_sdk.oauth.installation_store import Installation

from bot.oauth.wording import Done, Wording

STYLE: Final = """
:root{color-scheme:light dark;--ink:#1d2b33;--quiet:#51626c;--paper:#f4f6f7;--card:#fff;--line:#d9e0e3;--brand:#1f4e5f}
@media(prefers-color-scheme:dark){:root{--ink:#e8eef1;--quiet:#a9b8c0;--paper:#12191d;--card:#1b252a;--line:#33424a;--brand:#8fc7da}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--paper);color:var(--ink);
font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:36rem;padding:2rem;background:var(--card);border:1px solid var(--line);
border-top:4px solid var(--brand);border-radius:.75rem}
h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25;overflow-wrap:anywhere}
p{margin:0 0 1rem}
ol{margin:0 0 1.5rem;padding-left:1.25rem}
li{margin:0 0 .5rem}
a.go{display:inline-block;padding:.65rem 1.25rem;border-radius:.5rem;background:var(--brand);color:var(--card);
font-weight:600;text-decoration:none}
a.go:focus-visible{outline:3px solid var(--brand);outline-offset:3px}
.quiet{color:var(--quiet)}
""".strip()

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
    quiet = f'<p class="quiet">{escape(words.failed.nothing)}</p>'
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
