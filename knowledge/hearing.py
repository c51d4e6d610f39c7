"""Gathers all that a task's own words tell: evidence, answers that need not be asked, and opposed parts."""

from functools import lru_cache
from typing import Final, NamedTuple

from knowledge.advice_model import Part, Understood
from knowledge.cues import CueReader
from knowledge.model import Ask, Pack
from knowledge.parts import opposed_parts
from knowledge.text_reading import TextReader, TextReading

FOREIGN: Final = 0.5
"""From this doubt (0 to 1) on a text is not read: words of another language would tell nonsense."""

_KEPT: Final = 256
"""Texts that are kept as heard: each turn of a conversation asks for its task again."""


class Heard(NamedTuple):
    """What a task's own words tell.

    Attributes:
        reading: None without a reader, or when no word is known.
        understood: what the words answer.
        area: what the kind of service that they name answers; it holds while the lean is that kind's.
        parts: the parts that lean opposite ways, if there are such.
    """

    reading: TextReading | None = None
    understood: tuple[Understood, ...] = ()
    area: Understood | None = None
    parts: tuple[Part, ...] = ()


SILENCE: Final = Heard()


class Listener:
    """Hears tasks for one pack; pure, so what it heard once it need not hear again."""

    def __init__(self, pack: Pack, reader: TextReader | None) -> None:
        self._cues = CueReader(pack)
        self._reader = reader
        self._areas = _areas(pack)
        self.hear = lru_cache(maxsize=_KEPT)(self._hear)

    def _hear(self, text: str) -> Heard:
        if self._reader is None or not text:
            return SILENCE
        if self._reader.language_doubt(text) >= FOREIGN:
            return SILENCE
        reading = self._reader.read(text)
        understood = self._cues.read(text)
        if reading is None and not understood:
            return SILENCE
        parts = opposed_parts(text, self._reader) if reading else ()
        return Heard(reading, understood, self._area(reading), parts)

    def _area(self, reading: TextReading | None) -> Understood | None:
        area = self._areas.get(reading.kind or "") if reading else None
        if area is None or reading is None:
            return None
        words = reading.words[0][0] if reading.words else ""
        return Understood(question=area[0], option=area[1], words=words)


def _areas(pack: Pack) -> dict[str, tuple[str, str]]:
    """For each kind the answer that means it: the one that means it first, or the only one that means it."""
    found: dict[str, tuple[str, str]] = {}
    for question in pack.questions:
        if question.ask is not Ask.KIND:
            continue
        for kind in pack.kinds:
            meaning = [option for option in question.options if kind.id in option.kinds]
            first = [option for option in meaning if option.kinds[0] == kind.id]
            if first or len(meaning) == 1:
                found.setdefault(kind.id, (question.id, (first or meaning)[0].id))
    return found
