"""The bot's tokens: given, refreshed, expired, revoked."""

from dataclasses import dataclass
from typing import Final

from bot.sandbox.mint import Mint
from bot.sandbox.refusal import Refusal
from bot.sandbox.timing import Clock

LIFE: Final = 43_200
"""Seconds, where tokens are rotated (docs.slack.dev, authentication/using-token-rotation)."""


@dataclass(slots=True)
class Token:
    """One access token.

    Attributes:
        holder: the workspace's id, or that of the organization.
        refresh: what a new one is got with, once; empty where tokens live for ever.
        expires_at: seconds since 1970.
    """

    text: str
    holder: str
    refresh: str = ""
    expires_at: float | None = None
    refreshed: bool = False
    revoked: bool = False


class Tokens:
    """Every access token that was ever given."""

    def __init__(self, mint: Mint, clock: Clock) -> None:
        self._mint = mint
        self._clock = clock
        self._tokens: dict[str, Token] = {}

    def issue(self, holder: str, *, rotates: bool) -> Token:
        """A token for a holder; where tokens live for ever, the one that lives already."""
        living = self.living(holder)
        if living and not rotates:
            return living[-1]
        text = f"xoxe.xoxb-1-{self._mint.secret()}" if rotates else f"xoxb-{holder}-{self._mint.secret()}"
        token = Token(text, holder)
        if rotates:
            token.refresh, token.expires_at = f"xoxe-1-{self._mint.secret()}", self._clock() + LIFE
        self._tokens[text] = token
        return token

    def refresh(self, text: str) -> Token:
        """A new token for a refresh token, which is used up; the old access token lives on until its end.

        Raises:
            Refusal: `invalid_refresh_token`.
        """
        old = next((one for one in self._tokens.values() if text and one.refresh == text), None)
        if old is None or old.refreshed or old.revoked:
            raise Refusal("invalid_refresh_token")
        old.refreshed = True
        return self.issue(old.holder, rotates=True)

    def find(self, text: str) -> Token:
        """The token, if it may be used.

        Raises:
            Refusal: `invalid_auth`, `account_inactive` when it was revoked, `token_expired`.
        """
        token = self._tokens.get(text)
        if token is None:
            raise Refusal("invalid_auth")
        if token.revoked:
            raise Refusal("account_inactive")
        if token.expires_at is not None and token.expires_at <= self._clock():
            raise Refusal("token_expired")
        return token

    def newest(self, holder: str) -> Token | None:
        """The holder's newest token, dead or alive."""
        theirs = [one for one in self._tokens.values() if one.holder == holder]
        return theirs[-1] if theirs else None

    def living(self, holder: str) -> list[Token]:
        """The holder's tokens that are not revoked."""
        return [one for one in self._tokens.values() if one.holder == holder and not one.revoked]

    def revoke_all(self, holder: str) -> None:
        """Kill every token of a holder, and what they are refreshed with."""
        for token in self.living(holder):
            token.revoked = True
