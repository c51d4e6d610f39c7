"""Reads whatever file or list somebody brings into a grid; whose insides count, not its name."""

from pathlib import PurePath
from typing import Final

from bot.sheets.grid import LARGEST, Grid, Unreadable
from bot.sheets.text import decode, read_cells, read_lines
from bot.studio.workbook import read_workbook
from dialogs.refusal import Refusal

_ZIPPED: Final = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Excel files begin, and new ones that have a password."""

_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_OTHERS: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)
_PLAIN: Final = frozenset({".txt", ".text", ".md"})


def read_sheet(name: str, data: bytes) -> Grid:
    """The rows of a file.

    Args:
        name: what the person calls it; its ending tells a list of lines from a sheet.
        data: its bytes, as they came.

    Raises:
        Unreadable: for everything else, and never another error.
    """
    if len(data) > LARGEST:
        raise Unreadable(Refusal.TOO_LARGE)
    if data.startswith(_ZIPPED):
        return read_workbook(data)
    if data.startswith(_COMPOUND):
        raise Unreadable(Refusal.PROTECTED if _LOCKED in data else Refusal.OLD_EXCEL)
    if data.startswith(_OTHERS):
        raise Unreadable(Refusal.OTHER_KIND)
    text = decode(data)
    return read_lines(text) if PurePath(name).suffix.lower() in _PLAIN else read_cells(text)
