"""Closes what people wrote under keys that no database holds: Fernet, the newest key first."""

import hmac
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from dialogs.storage.faults import StorageFault
from dialogs.storage.sealing import PLAIN, SEALED, Seal, unmark

SAYS_NOTHING: Final = frozenset({"", "{}"})
"""Stays as it is: a conversation without answers is known by its phase anyway."""


class Sealed:
    """Closes under the first key and opens under any; what was written before there were keys reads as it is.

    A closed text reads `enc1:<label of the key>:<Fernet token>`: 14 bytes and a third more than the text
    with Fernet's own 57 to 72 bytes. The label makes rows countable by key without opening them.

    Attributes:
        labels: what each key is called in closed texts, in the order of the keys.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self.labels = tuple(map(label_of, keys))
        self._fernets = MultiFernet([Fernet(key) for key in keys])
        self._secret = sha256(f"what is compared {keys[0]}".encode()).digest()

    def close(self, text: str) -> str:
        """The text so that only a holder of the key can read or change it."""
        if text in SAYS_NOTHING:
            return text
        return f"{SEALED}{self.labels[0]}:{self._fernets.encrypt(text.encode()).decode()}"

    def open(self, text: str) -> str:
        """The text as it was closed.

        Raises:
            StorageFault: no key of ours closed it, or somebody changed it since.
        """
        if not text.startswith(SEALED):
            return unmark(text)
        label, _, token = text.removeprefix(SEALED).partition(":")
        try:
            return self._fernets.decrypt(token.encode()).decode()
        except InvalidToken:
            raise StorageFault(self._complaint(label)) from None

    def blind(self, text: str) -> str:
        """Sixteen bytes in hexadecimal digits."""
        return hmac.digest(self._secret, text.encode(), "sha256")[:16].hex() if text else ""

    def is_newest(self, text: str) -> bool:
        """Whether it stands as `close` would write it today."""
        return text in SAYS_NOTHING or text.startswith(f"{SEALED}{self.labels[0]}:")

    def _complaint(self, label: str) -> str:
        if label in self.labels:
            return f"A row that was sealed under the key {label} was changed by somebody without the key."
        return (
            f"A row is sealed under a key that is missing (its label is {label[:8]!r}). "
            "Put that key at the end of ADVISOR_ENCRYPTION_KEYS."
        )


def seal_under(keys: Sequence[str]) -> Seal:
    """What closes under these keys, or closes nothing where there are none."""
    return Sealed(keys) if keys else PLAIN


def new_key() -> str:
    """A fresh key of 32 random bytes, as the setting takes it."""
    return Fernet.generate_key().decode()


def label_of(key: str) -> str:
    """Eight hexadecimal digits that tell keys apart and tell nothing about them."""
    return sha256(key.encode()).hexdigest()[:8]
