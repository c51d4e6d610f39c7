"""What a task's own words tell us: the port that any text model fulfils."""

from typing import Final, NamedTuple, Protocol

OTHER_WORDS: Final = "other words"
"""Stands for the words that spoke too softly to be named one by one."""


class TextReading(NamedTuple):
    """The evidence in one text.

    Attributes:
        log_odds: of KPO over BPO (natural log), calibrated; 0.0 when the text tells nothing.
        words: the words that spoke with their shares, biggest first, at most 3 and then OTHER_WORDS;
            the shares add up to `log_odds`.
        kind: id of the kind of service that the text names, if it names one.
        presence: probability (0 to 1) that the work must be done on site; None when the text can't tell.
    """

    log_odds: float
    words: tuple[tuple[str, float], ...]
    kind: str | None
    presence: float | None


class TextReader(Protocol):
    """Reads tasks; pure, quick (well under a millisecond), and never raising on any text."""

    def read(self, text: str) -> TextReading | None:
        """The evidence in that text, or None when there is nothing to read."""

    def odds(self, text: str) -> float:
        """Only the log-odds of that reading, much quicker; 0.0 when there is nothing to read."""

    def language_doubt(self, text: str) -> float:
        """How likely (0 to 1) the text is not English, which we read best."""
