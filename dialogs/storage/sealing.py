"""Closes people's words before they go to the database, and opens them when they come back."""

from typing import Final, Protocol


class Seal(Protocol):
    """Both ways; what was stored open before there was a seal is opened as it is."""

    def close(self, text: str) -> str:
        """The text as it is stored."""

    def open(self, text: str) -> str:
        """The text as it was."""


class _Plain:
    def close(self, text: str) -> str:
        return text

    def open(self, text: str) -> str:
        return text


PLAIN: Final[Seal] = _Plain()
"""Closes nothing."""
