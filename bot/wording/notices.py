"""Wording above and beside the card."""

from bot.wording.keys import Keys


class Notices(Keys):
    """Words above the card."""

    not_understood: str
    choose: str
    what_i_hear: str
    why: str
    late: str
    asked_anew: str
    nothing_before: str
    nothing_open: str
    nothing_more: str
    not_english: str
    task_cut: str
    tasks_cut: str
    status_none: str
    status: str
    answer: str
    read: str
    change_which: str
    change_none: str
    welcome: str


class Explained(Keys):
    """Around an explained concept."""

    kind: str
    service: str
    contested: str
    source: str
    unknown: str
    more: str


class Refused(Keys):
    """Kind noes."""

    not_yours: str
    somebody: str
    gone: str
