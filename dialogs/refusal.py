"""Why a list of tasks is not taken; apart from the lists, so that who only opens files need know no more."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a list can't be taken at all."""

    EMPTY = "empty"
    NO_TASKS = "no_tasks"
    TOO_LARGE = "too_large"
    TOO_HARD = "too_hard"
    TOO_MANY = "too_many"
    PROTECTED = "protected"
    BROKEN = "broken"
    OLD_EXCEL = "old_excel"
    OTHER_KIND = "other_kind"
    UNAVAILABLE = "unavailable"
    NOT_WAITING = "not_waiting"
