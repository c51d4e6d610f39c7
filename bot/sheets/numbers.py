"""Reads numbers as people write them: with signs of money, thousands and decimals of either custom."""

import re
from math import isfinite
from typing import Final

_BLANKS: Final = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
_BEFORE: Final = _BLANKS + "$€£¥~≈+"
_AFTER: Final = _BLANKS + "%$€£¥"
_NUMBER: Final = re.compile(r"-?\d[\d.,'\u2019 \u00a0\u202f]*(?:[eE][+-]?\d{1,3})?")
_SPACES: Final = re.compile(r"['\u2019 \u00a0\u202f]")
_TIMES: Final = {"k": 1_000.0, "m": 1_000_000.0}


def read_number(text: str) -> float | None:
    """The number, if that is all the text says; "1.234,5" and "1,234.5" are the same."""
    bare = text.lstrip(_BEFORE).rstrip(_AFTER)
    times = _TIMES.get(bare[-1:].lower(), 1.0)
    if times > 1:
        bare = bare[:-1]
    if not _NUMBER.fullmatch(bare):
        return None
    try:
        number = float(_decimal(_SPACES.sub("", bare))) * times
    except ValueError:
        return None
    return number if isfinite(number) else None


def _decimal(digits: str) -> str:
    """The digits with a point for the decimals and nothing for the thousands."""
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return digits
    mark, other = digits[last], "." if digits[last] == "," else ","
    after = re.match(r"\d*", digits[last + 1 :])
    is_grouping = digits.count(mark) > 1 or (
        mark == "," and other not in digits and after is not None and len(after[0]) == 3
    )
    cleaned = digits.replace(other, "")
    return cleaned.replace(mark, "") if is_grouping else cleaned.replace(mark, ".")
