"""Presses that turn advice into files."""

from dataclasses import dataclass
from enum import StrEnum

from bot.wire.presses import Press, press


class Format(StrEnum):
    """What a memo is written in."""

    PDF = "pdf"
    MARKDOWN = "md"


@press("export")
@dataclass(frozen=True, slots=True)
class PressExport(Press):
    """Give me the advice as a memo."""

    assessment: str
    format: Format


@press("export_all")
@dataclass(frozen=True, slots=True)
class PressExportAll(Press):
    """Give me all of my assessments as one sheet."""
