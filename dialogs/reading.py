"""Whether two short texts say the same, typing slips allowed, turned meanings not."""

from collections.abc import Set as AbstractSet

from rapidfuzz.distance import OSA

from dialogs.phrases import Phrases


def same_word(word: str, other: str, phrases: Phrases) -> bool:
    """Equal but for a slip: one edit, or two in a long word; the first letter is never the slip."""
    if word == other:
        return True
    if word[0] != other[0]:
        return False
    shorter, longer = sorted((word, other), key=len)
    if len(longer) < 5:
        return len(shorter) > 2 and sorted(word) == sorted(other)
    if any(longer == prefix + shorter for prefix in phrases.negating_prefixes):
        return False
    return bool(OSA.distance(word, other) <= (1 if len(shorter) < 8 else 2))


def same_phrase(text: str, phrase: str, phrases: Phrases) -> bool:
    """Word by word the same, in order, or the same letters with the spaces lost."""
    ours, theirs = text.split(), phrase.split()
    if len(ours) == len(theirs):
        return all(same_word(word, other, phrases) for word, other in zip(ours, theirs, strict=True))
    return len(text) > 5 and "".join(ours) == "".join(theirs)


def covers(words: AbstractSet[str], needed: AbstractSet[str], phrases: Phrases) -> bool:
    """Each needed word is among the words; nothing needed is nothing said."""
    return bool(needed) and all(any(same_word(need, word, phrases) for word in words) for need in needed)


def telling(text: str, phrases: Phrases) -> frozenset[str]:
    """The words of a text that say something."""
    return frozenset(text.split()) - phrases.fillers


def is_negated(text: str, phrases: Phrases) -> bool:
    """Whether the text says no to something."""
    return not phrases.negations.isdisjoint(text.split())
