"""Wording of the one message of a conversation."""

from bot.wording.keys import Grade, Keys
from knowledge.model import Family, Fit, Lean


class Describe(Keys):
    """The card that asks for the task."""

    title: str
    hint: str
    examples: tuple[str, ...]
    button: str


class Picking(Keys):
    """The card that offers the tasks of one message."""

    title: str
    task: str
    hint: str
    menu: str


class Understood(Keys):
    """What the task's own words say already."""

    line: str
    said: str
    change: str
    several: str
    readings: str
    rest: str


class Ask(Keys):
    """The card that asks a question."""

    progress: str
    read_already: str
    chosen: str
    read: str
    menu: str
    choices: str
    extras: str


class Buttons(Keys):
    """What stands on buttons."""

    back: str
    why: str
    cancel: str
    restart: str
    resume: str
    change: str
    share: str
    keep: str
    post: str
    dismiss: str
    start: str
    enough: str
    more: str
    again: str
    as_one: str


class Advice(Keys):
    """The card that gives the advice."""

    recommended: str
    recommended_kind: str
    keep: str
    split: str
    unsure: str
    families: dict[Family, str]
    verdict: dict[Fit, str]
    confidence: tuple[Grade, ...]
    why: dict[Fit, dict[Lean, str]]
    decisive: str
    stopped: str
    older_same: str
    older_other: str
    rules: str
    ruled: str
    apart: str
    parts: str
    part: str
    part_kind: str
    next_steps: str
    waiting: str
    waiting_menu: str
    reasons: str
    strengths: tuple[Grade, ...]
    reason: str
    answered: str
    read_word: str
    read_words: str
    read_rest: str
    fewer_reasons_one: str
    fewer_reasons_many: str
    benefits: dict[Fit, str]
    caveats: str
    flips: str
    flip: str
    flip_answer: str
    flip_and: str


class Cancelled(Keys):
    """The card of a stopped conversation."""

    text: str


class Expired(Keys):
    """The card of a conversation that went quiet."""

    one: str
    many: str
    none: str
