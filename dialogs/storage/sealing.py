"""What stands between people's words and the database: closed on the way in, opened on the way out."""

from typing import Final, Protocol

from dialogs.storage.faults import StorageFault

SEALED: Final = "enc1:"
"""Begins what was closed under a key."""

_AS_IT_IS: Final = "raw1:"
"""Begins what was closed without a key and looks as if it had one of our beginnings."""


class Seal(Protocol):
    """Closes and opens texts; what one closed, it opens to the same."""

    def close(self, text: str) -> str:
        """The text as the database keeps it."""

    def open(self, text: str) -> str:
        """The text as it was closed.

        Raises:
            StorageFault: it can't be opened, with what the operator must mend.
        """

    def blind(self, text: str) -> str:
        """The same for the same text, and nothing can be told from it without the key; "" of "".

        For what is only ever compared: marks that are made of it confirm nobody's guess.
        """


class Plain:
    """Keeps texts as they are, for those who set no keys."""

    def close(self, text: str) -> str:
        """The same text."""
        return f"{_AS_IT_IS}{text}" if text.startswith((SEALED, _AS_IT_IS)) else text

    def open(self, text: str) -> str:
        """The same text.

        Raises:
            StorageFault: it was sealed while there were keys.
        """
        if text.startswith(SEALED):
            raise StorageFault(
                "A row is sealed, but ADVISOR_ENCRYPTION_KEYS is not set. Set it to the keys that sealed it."
            )
        return unmark(text)

    def blind(self, text: str) -> str:
        """The same text."""
        return text


def unmark(text: str) -> str:
    """What was closed without a key, as it was."""
    return text.removeprefix(_AS_IT_IS)


PLAIN: Final = Plain()
