"""Lets the services of an organization's own list speak for themselves where a task names them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from knowledge.model import Lean, Pack, Service
from knowledge.text_model import told
from knowledge.text_reading import TextReader, TextReading
from knowledge.text_words import Word, words_of

NAMED: Final = 2.94
"""Log-odds (p = 0.95) of a service that a task names: who lists it knows what it is."""

CONTESTED: Final = 0.6
"""The same where sources disagree; alone it is no reason for any advice."""

MOST: Final = 3.5
"""No text alone is surer than that (p = 0.97), whoever names its services: docs/text-model.md."""

_Stems = tuple[str, ...]


class _Said(NamedTuple):
    """A name found in a text; `service` is None where the organization dropped it."""

    words: str
    service: Service | None

    @property
    def weight(self) -> float:
        if self.service is None:
            return 0.0
        size = CONTESTED if self.service.contested else NAMED
        return size if self.service.lean is Lean.KPO else -size


class HouseReader:
    """A reader of texts in which the names of a pack's own services count, and dropped ones say nothing."""

    def __init__(self, reader: TextReader, pack: Pack) -> None:
        self._reader = reader
        named = [(name, service) for service in pack.own_services for name in service.names]
        self._names: dict[_Stems, Service | None] = {
            _stems(name): service
            for name, service in (*((name, None) for name in pack.dropped_names), *named)
        }
        self._longest = max(map(len, self._names), default=0)

    def read(self, text: str) -> TextReading | None:
        """The evidence in that text, or None when there is nothing to read."""
        said, rest = self._find(words_of(text))
        if not said:
            return self._reader.read(text)
        reading = self._reader.read(rest)
        if reading is None and not any(each.service for each in said):
            return None
        return _joined(said, reading)

    def odds(self, text: str) -> float:
        """Only the log-odds of that reading."""
        reading = self.read(text)
        return reading.log_odds if reading else 0.0

    def language_doubt(self, text: str) -> float:
        """How likely (0 to 1) the text is not English."""
        return self._reader.language_doubt(text)

    def _find(self, words: Sequence[Word]) -> tuple[list[_Said], str]:
        """The names in the text, the longest first at each place, and all other words."""
        said, rest = [], []
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + self._longest), start, -1):
                stems = tuple(word.stem for word in words[start:end])
                if stems in self._names:
                    typed = " ".join(word.typed for word in words[start:end])
                    said.append(_Said(typed, self._names[stems]))
                    start = end
                    break
            else:
                rest.append(words[start].typed)
                start += 1
        return said, " ".join(rest)


def _joined(said: Sequence[_Said], reading: TextReading | None) -> TextReading:
    """What the names say and what all other words do, as one; no surer than any text."""
    shares: dict[str, float] = {}
    for words, weight in (*((each.words, each.weight) for each in said), *(reading.words if reading else ())):
        shares[words] = shares.get(words, 0.0) + weight
    total = sum(shares.values())
    odds = max(-MOST, min(MOST, total))
    gain = odds / total if total else 1.0
    kinds = [each.service.kind for each in said if each.service and (each.weight > 0.0) == (odds > 0.0)]
    return TextReading(
        log_odds=odds,
        words=told({words: share * gain for words, share in shares.items()}, odds),
        kind=kinds[0] if kinds else reading.kind if reading else None,
        presence=reading.presence if reading else None,
    )


def _stems(name: str) -> _Stems:
    return tuple(word.stem for word in words_of(name)) or (name.casefold(),)
