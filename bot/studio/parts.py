"""What the parts of a workbook may hold; they are looked into before anything of them is parsed.

A workbook of 50 kB may unpack to millions of cells, and to tags that take the parser minutes.
"""

import codecs
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bot.sheets.grid import Unreadable
from dialogs.refusal import Refusal

LARGEST_UNPACKED: Final = 25_000_000
"""Bytes; a sheet of 5,000 tasks with 20 columns has about a fifth of it."""

MOST_TAGS: Final = 2_000_000
"""Tags of all parts, which make half a million cells."""

LONGEST_STRETCH: Final = 65_536
"""Bytes that a part may certainly have without a tag; the parser reads long ones over and over."""

MOST_PARTS: Final = 1_000

_ENCRYPTED: Final = 0x1
_PACKED: Final = frozenset({ZIP_STORED, ZIP_DEFLATED})
"""Spreadsheet programs know no other way, and only these two are unpacked in small pieces."""

_BEFORE_XML: Final = codecs.BOM_UTF8 + codecs.BOM_UTF16_LE + b"\x00 \t\r\n"
"""What may stand before the first tag."""


def check_parts(data: bytes) -> None:
    """Refuse what is no workbook, what is locked, and what would take too much.

    Raises:
        Unreadable: in which of these ways.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_contents(archive.infolist())
            tags = sum(_count_tags(archive, part) for part in archive.infolist())
    except (BadZipFile, NotImplementedError, ValueError, OSError, EOFError, zlib.error) as error:
        raise Unreadable(Refusal.BROKEN) from error
    if tags > MOST_TAGS:
        raise Unreadable(Refusal.TOO_LARGE)


def _check_contents(parts: Sequence[ZipInfo]) -> None:
    """Looks at the table of contents only; what is unpacked later can't be larger than it says there."""
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unreadable(Refusal.PROTECTED)
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise Unreadable(Refusal.OTHER_KIND)
    if any(part.compress_type not in _PACKED for part in parts):
        raise Unreadable(Refusal.BROKEN)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable(Refusal.TOO_LARGE)


def _count_tags(archive: ZipFile, part: ZipInfo) -> int:
    tags = 0
    with archive.open(part) as unpacked:
        stretch = unpacked.read(LONGEST_STRETCH)
        if not stretch.lstrip(_BEFORE_XML).startswith(b"<"):
            return 0
        while stretch:
            found = stretch.count(b"<")
            if not found and len(stretch) == LONGEST_STRETCH:
                raise Unreadable(Refusal.TOO_LARGE)
            tags += found
            stretch = unpacked.read(LONGEST_STRETCH)
    return tags
