"""Presses and forms for what an admin chooses for everybody, and what a person chooses for themselves."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from pydantic import BaseModel

from bot.limits.registry import IDENTIFIER
from bot.wire.encoding import join, split
from bot.wire.forms import Form, form
from bot.wire.presses import Press, press
from dialogs.choices import LONGEST_RETENTION

E = TypeVar("E", bound=StrEnum)

_FIELD: Final = "settings"
_CHANNEL: Final = re.compile(r"[CG][A-Z0-9]{2,20}")

WORKSPACE_FIELDS: Final = ("channels", "answerers", "audience", "retention", "packs")
LANGUAGE_FIELDS: Final = ("language", "languages")
CHANNEL_FIELDS: Final = ("allowed", "answerers", "audience")


@press("settings")
@dataclass(frozen=True, slots=True)
class PressSettings(Press):
    """Open the workspace's settings."""


@press("settings-channel")
@dataclass(frozen=True, slots=True)
class PressChannelSettings(Press):
    """Open the settings of the channel that was chosen."""


@press("settings-languages")
@dataclass(frozen=True, slots=True)
class PressLanguageSettings(Press):
    """Open the settings about languages."""


@press("settings-log")
@dataclass(frozen=True, slots=True)
class PressLog(Press):
    """Show who changed what, and when."""


@press("language")
@dataclass(frozen=True, slots=True)
class PressLanguage(Press):
    """Speak that language to me; "" leaves it to the workspace."""

    language: str = ""


@press("in-dm")
@dataclass(frozen=True, slots=True)
class PressInDm(Press):
    """Check what I typed elsewhere in my DM; it was kept under that id."""

    kept: str


@form("settings")
@dataclass(frozen=True, slots=True)
class SettingsForm(Form):
    """The workspace's settings.

    Attributes:
        mark: of what the form showed; when that has changed meanwhile, it is shown again.
    """

    mark: str


@form("settings-languages")
@dataclass(frozen=True, slots=True)
class LanguagesForm(Form):
    """The workspace's languages."""

    mark: str


@form("settings-channel")
@dataclass(frozen=True, slots=True)
class ChannelForm(Form):
    """What one channel does otherwise."""

    channel: str
    mark: str


@form("settings-told")
@dataclass(frozen=True, slots=True)
class ToldForm(Form):
    """A modal that only tells something about the settings."""


def mark_of(choice: BaseModel, fields: Iterable[str]) -> str:
    """A short mark of those fields: another one whenever one of them is other."""
    shown = choice.model_dump_json(include=set(fields))
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def name_field(setting: str, mark: str) -> str:
    """The block id of a setting's input: a new one when what it shows is new, else Slack keeps the old."""
    return join("oa", _FIELD, setting, mark, at_most=IDENTIFIER.most)


def read_fields(fields: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What stands in each setting's input, by the setting."""
    found: dict[str, tuple[str, ...]] = {}
    for block, values in fields.items():
        parts = split(block, at_most=IDENTIFIER.most)
        if len(parts) == 4 and parts[:2] == ("oa", _FIELD):
            found[parts[2]] = values
    return found


def read_one(values: Iterable[str], among: type[E], otherwise: E | None) -> E | None:
    """The one that was chosen; `otherwise` for anything that was not offered."""
    return next((each for each in among for value in values if each == value), otherwise)


def read_days(values: Iterable[str]) -> int | None:
    """A number of days that can be kept; None for anything else."""
    text = "".join(values).strip()
    days = int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0
    return days if 1 <= days <= LONGEST_RETENTION else None


def read_channels(values: Iterable[str]) -> tuple[str, ...]:
    """The channels that were chosen, in a settled order; a person or a DM is none."""
    return tuple(sorted({value for value in values if _CHANNEL.fullmatch(value)}))
