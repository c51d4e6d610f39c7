"""What an app asks for when it sends somebody to Slack, read and judged."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

from bot.sandbox.installation import App
from bot.sandbox.refusal import Refusal

ADDRESS: Final = re.compile(r"https?://[!-~]+")


@dataclass(frozen=True, slots=True)
class Asking:
    """A request to install the app.

    Attributes:
        scopes: what the bot is to be granted.
        state: the app's own word, to be returned.
        redirect_uri: as it was given; empty when it was not.
        back: where whoever installs it is sent afterwards.
        team: the workspace that is proposed; empty for none.
    """

    scopes: tuple[str, ...]
    state: str
    redirect_uri: str
    back: str
    team: str

    def answer(self, **query: str) -> str:
        """The address to send them back to."""
        joint = "&" if urlsplit(self.back).query else "?"
        return f"{self.back}{joint}{urlencode({**query, 'state': self.state})}"


def read(app: App, query: Mapping[str, str]) -> Asking:
    """What the query of `/oauth/v2/authorize` asks for.

    Raises:
        Refusal: `invalid_client_id`, `bad_redirect_uri`, `invalid_scope`.
    """
    if query.get("client_id") != app.client_id:
        raise Refusal("invalid_client_id")
    given = query.get("redirect_uri", "")
    back = given or next(iter(app.redirects), "")
    if not back or not any(_lies_under(back, allowed) for allowed in app.redirects):
        raise Refusal("bad_redirect_uri")
    scopes = tuple(scope for scope in query.get("scope", "").split(",") if scope)
    if not scopes or not set(scopes) <= {*app.required, *app.optional}:
        raise Refusal("invalid_scope")
    return Asking(scopes, query.get("state", ""), given, back, query.get("team", ""))


def _lies_under(address: str, allowed: str) -> bool:
    """The same origin, and the same path or one below it."""
    if not ADDRESS.fullmatch(address):
        return False
    try:
        asked, base = urlsplit(address), urlsplit(allowed)
    except ValueError:
        return False
    if ".." in asked.path.split("/"):
        return False
    path = base.path.rstrip("/")
    below = asked.path.rstrip("/") == path or asked.path.startswith(f"{path}/")
    return (asked.scheme, asked.netloc) == (base.scheme, base.netloc) and below
