"""Which command a text gives, in the many plain ways in which people give one."""

from dataclasses import dataclass

from dialogs.messages import Command
from dialogs.phrases import Phrases
from dialogs.reading import same_phrase

LONGEST_COMMAND = 8
"""Words; what is longer is no command, unless it says what to change."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A command was typed.

    Attributes:
        about: what it is about, in plain words ("repetition").
    """

    command: Command
    about: str = ""


def read_command(text: str, phrases: Phrases) -> Ordered | None:
    """The command that is said in exactly one of its ways."""
    if text.strip() and not text.strip(" ?\u00bf"):
        return Ordered(Command.HELP)
    texts = phrases.forms(text)
    for command, said in phrases.commands.items():
        if not texts.isdisjoint(said):
            return Ordered(command)
    return None


def read_slipped_command(text: str, phrases: Phrases) -> Ordered | None:
    """The one command that is meant when slips of the keyboard are forgiven."""
    ours = phrases.bare(text)
    if not ours or len(ours.split()) > LONGEST_COMMAND:
        return None
    meant = {
        command
        for command, one in phrases.commands_like(ours)
        if same_phrase(ours, one, phrases) and ours != one + "s"
    }
    return Ordered(meant.pop()) if len(meant) == 1 else None


def read_change(text: str, phrases: Phrases) -> Ordered | None:
    """The command with what it is about: "change repetition", "go back to how often"."""
    ours = phrases.bare(text)
    for verb in sorted(phrases.change_verbs, key=len, reverse=True):
        if ours.startswith(verb + " "):
            return Ordered(Command.CHANGE, ours.removeprefix(verb + " "))
    return None
