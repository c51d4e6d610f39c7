"""Tells when a text does not look English, which is what we read."""

from collections.abc import Callable
from typing import Final

from knowledge.text_words import VAGUE, all_words, without_accents

_ELSEWHERE = """
el los las una unos unas del al que con por para como pero más nuestra nuestro nuestras nuestros y su
sus está necesitamos queremos le les du une et pour dans sur avec nous notre nos vos qui aux ce cette
der und ein eine einen einer für mit von zu wir ist sind nicht auf unsere unser dem os dos das em uma
não nossa nosso il gli che di della delle nel un è sono het een voor wij onze och att det som på är vi
na nie jest dla się
"""
_FOREIGN: Final = frozenset(_ELSEWHERE.split())
_HERE = """
the of and to in for is on that by this with you it not or be are from at as your all have we our an was
can should need who what when how do does their they a i if will would
"""
_ENGLISH: Final = frozenset(_HERE.split())
_COMMON: Final = _ENGLISH | VAGUE


def doubt_of(text: str, is_known: Callable[[str], bool]) -> float:
    """How likely the text is not English, 0 to 1: from other languages' little words and letters.

    Args:
        text: of any length and language.
        is_known: whether a word without accents is one that the text model knows.
    """
    if text.isascii() and _FOREIGN.isdisjoint(text.lower().split()):
        return 0.0  # the quick way out for nearly every text

    def unknown(word: str) -> bool:
        return not is_known(without_accents(word)) and word not in _COMMON

    words = all_words(text)
    foreign = sum(word in _FOREIGN or (not word.isascii() and unknown(word)) for word in words)
    if not foreign:
        return 0.0
    english = sum(word in _ENGLISH for word in words)
    unread = sum(unknown(word) for word in words if word.isalpha())
    return min(1.0, max(0.0, (foreign + 0.5 * unread - english) / len(words) * 2.0))
