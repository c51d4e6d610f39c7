"""The codes that an app exchanges for a token: each serves once, and soon."""

from dataclasses import dataclass
from typing import Final

from bot.sandbox.mint import Mint
from bot.sandbox.refusal import Refusal
from bot.sandbox.timing import Clock

LIFE: Final = 600
"""Seconds (docs.slack.dev, authentication/installing-with-oauth)."""


@dataclass(slots=True)
class Code:
    """Somebody's leave to install the app.

    Attributes:
        holder: the id of the workspace or organization.
        person: who gave it.
        redirect_uri: as the app asked for it; empty when it did not.
    """

    text: str
    holder: str
    person: str
    scopes: tuple[str, ...]
    redirect_uri: str
    issued_at: float
    used: bool = False


class Codes:
    """Every code that was ever given."""

    def __init__(self, mint: Mint, clock: Clock) -> None:
        self._mint = mint
        self._clock = clock
        self._codes: dict[str, Code] = {}

    def issue(self, holder: str, person: str, scopes: tuple[str, ...], redirect_uri: str) -> str:
        """A fresh code."""
        text = f"{self._mint.number()}.{self._mint.number()}.{self._mint.secret()}"
        self._codes[text] = Code(text, holder, person, scopes, redirect_uri, self._clock())
        return text

    def redeem(self, text: str, redirect_uri: str) -> Code:
        """Use a code up.

        Raises:
            Refusal: `invalid_code`, `bad_redirect_uri`.
        """
        code = self._codes.get(text)
        if code is None or code.used or self._clock() - code.issued_at > LIFE:
            raise Refusal("invalid_code")
        if redirect_uri != code.redirect_uri:
            raise Refusal("bad_redirect_uri")
        code.used = True
        return code
