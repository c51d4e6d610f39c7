"""What can be chosen for a workspace and for a channel of it, and how two choices differ."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from knowledge.wording import ENGLISH

RETENTION: Final = 180
"""Days that a conversation is kept after its last change, unless an admin chose otherwise."""

LONGEST_RETENTION: Final = 3_650


class Answerers(StrEnum):
    """Who may press and answer in a thread."""

    ASKER = "asker"
    ANYONE = "anyone"


class Audience(StrEnum):
    """Who sees what the slash command brings."""

    PERSON = "person"
    CHANNEL = "channel"


class HousePacks(StrEnum):
    """Which of the house packs that the app was started with count."""

    ALL = "all"
    NONE = "none"


class Choice(BaseModel):
    """Frozen; what another version knows and this one doesn't stays as it is when the rest is changed."""

    model_config = ConfigDict(frozen=True, extra="allow")


class WorkspaceChoice(Choice):
    """What holds everywhere in a workspace.

    Attributes:
        channels: where we may be used; none means everywhere.
        retention: days that we keep something after its last change.
        language: for whoever chose none.
        languages: those that people may choose from; none means all that we speak.
    """

    channels: tuple[str, ...] = ()
    answerers: Answerers = Answerers.ASKER
    audience: Audience = Audience.PERSON
    retention: int = Field(default=RETENTION, ge=1, le=LONGEST_RETENTION)
    packs: HousePacks = HousePacks.ALL
    language: str = ENGLISH
    languages: tuple[str, ...] = ()


class ChannelChoice(Choice):
    """What one channel does otherwise; None: as the workspace does."""

    allowed: bool | None = None
    answerers: Answerers | None = None
    audience: Audience | None = None


class Change(Choice):
    """Who changed what, and when.

    Attributes:
        channel: "" for the whole workspace.
        setting: the name of a field of `WorkspaceChoice` or `ChannelChoice`.
        before: what was chosen, as `written` writes it.
    """

    by: str
    at: datetime
    channel: str
    setting: str
    before: str
    after: str


class Chosen(Choice):
    """Everything that the admins of one workspace chose.

    Attributes:
        channels: by channel id.
        changes: the log, oldest first.
    """

    workspace: WorkspaceChoice = WorkspaceChoice()
    channels: dict[str, ChannelChoice] = Field(default_factory=dict)
    changes: tuple[Change, ...] = ()

    def channel(self, channel: str) -> ChannelChoice:
        """What that channel does otherwise."""
        return self.channels.get(channel, ChannelChoice())

    def allows(self, channel: str) -> bool:
        """Whether we may be used in that channel; a private conversation is always allowed."""
        if not channel or channel.startswith("D"):
            return True
        own, some = self.channel(channel).allowed, self.workspace.channels
        return own if own is not None else not some or channel in some

    def anyone_answers(self, channel: str) -> bool:
        """Whether others than the asker may answer in the threads of that channel."""
        return (self.channel(channel).answerers or self.workspace.answerers) is Answerers.ANYONE

    def is_public(self, channel: str) -> bool:
        """Whether the slash command's answers are for the whole channel; never in a private conversation."""
        if not channel or channel.startswith("D"):
            return False
        return (self.channel(channel).audience or self.workspace.audience) is Audience.CHANNEL

    def with_channel(self, channel: str, own: ChannelChoice) -> "Chosen":
        """The same with that channel's own choice; a channel that follows the workspace leaves no trace."""
        others = {key: value for key, value in self.channels.items() if key != channel}
        return self.model_copy(
            update={"channels": others if own == ChannelChoice() else {**others, channel: own}}
        )

    def without(self, person: str) -> "Chosen":
        """The same with a log that does not name that person."""
        changes = (
            change.model_copy(update={"by": ""}) if change.by == person else change for change in self.changes
        )
        return self.model_copy(update={"changes": tuple(changes)})

    def language_for(self, chosen: str) -> str:
        """The language of a person who chose that one, if it is still offered."""
        some = self.workspace.languages
        return chosen if chosen and (not some or chosen in some) else self.workspace.language


def compare(before: Chosen, after: Chosen, by: str, at: datetime) -> tuple[Change, ...]:
    """What changed, one entry for each setting."""
    pairs: list[tuple[str, Choice, Choice]] = [("", before.workspace, after.workspace)]
    pairs += [
        (channel, before.channel(channel), after.channel(channel))
        for channel in sorted(before.channels.keys() | after.channels.keys())
    ]
    return tuple(
        Change(by=by, at=at, channel=channel, setting=setting, before=old, after=new)
        for channel, one, other in pairs
        for setting, old, new in _differences(one, other)
    )


def written(value: object) -> str:
    """A choice as the log keeps it: "" for what was left to the default."""
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _differences(before: Choice, after: Choice) -> Iterator[tuple[str, str, str]]:
    for setting in type(before).model_fields:
        old, new = getattr(before, setting), getattr(after, setting)
        if old != new:
            yield setting, written(old), written(new)
