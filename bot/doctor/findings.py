"""What the doctor says of one thing: how it stands, and what to do where it does not stand well."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is: a warning leaves the app working, a fault does not."""

    OK = "OK"
    WARNING = "warning"
    FAULT = "FAULT"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's.

    Attributes:
        check: what was looked at, in a word or two.
        told: how it stands; never with a secret in it.
        todo: what to do, "" where nothing is to be done.
    """

    check: str
    level: Level
    told: str
    todo: str = ""


def well(check: str, told: str) -> Finding:
    """It stands well."""
    return Finding(check, Level.OK, told)


def warning(check: str, told: str, todo: str) -> Finding:
    """Something is missing or odd, and the app works without."""
    return Finding(check, Level.WARNING, told, todo)


def fault(check: str, told: str, todo: str) -> Finding:
    """The app can't work, or not for long."""
    return Finding(check, Level.FAULT, told, todo)
