"""Wording of what people make of an advice together: asking colleagues, deciding, sharing."""

from bot.wording.keys import Confirm, Keys
from dialogs.decided import Decided
from knowledge.model import Fit


class Sharing(Keys):
    """Showing an advice to others."""

    preview: str
    shared: str
    left_open: str
    kept: str
    done: str
    done_unreachable: str
    unsure: str
    already: str
    already_unreachable: str
    updated: str
    taken_back: str
    not_shared: str
    not_yours: str
    cannot: str
    unshare: str
    unshare_spoken: str
    update: str
    elsewhere: str
    title: str
    submit: str
    close: str
    channel: str
    channel_hint: str
    channel_placeholder: str
    channel_missing: str
    channel_refused: str
    will_see: str


class Inviting(Keys):
    """Choosing colleagues, and what they are told."""

    button: str
    title: str
    submit: str
    close: str
    people: str
    people_hint: str
    people_placeholder: str
    note: str
    note_hint: str
    questions: str
    already: str
    nobody: str
    all_asked: str
    asking_title: str
    asking: str
    done: str
    unreachable: str
    nothing_open: str
    invitation: str
    note_said: str
    because: str
    private: str
    answer: str
    decline: str


class Opining(Keys):
    """The form of an invited colleague, and what they read afterwards."""

    title: str
    submit: str
    close: str
    intro: str
    placeholder: str
    none: str
    thanks: str
    change: str
    declined: str
    answer_after_all: str
    gone: str


class Colleagues(Keys):
    """What colleagues' answers come to, for the one who asked."""

    count: str
    count_declined: str
    agree: str
    in_private: str
    see: str
    difference: str
    open: str
    other: str
    turning: str
    together: str
    harmless: str
    use: str
    take_over: str
    adopted: str
    going_on: str
    title: str
    close: str
    news: str
    news_all: str
    outcome: dict[Fit, str]


class Deciding(Keys):
    """Recording a decision, how it reads, and keeping it as a file."""

    button: str
    pdf: str
    markdown: str
    change: str
    title: str
    title_change: str
    submit: str
    close: str
    decided: str
    choices: dict[Decided, str]
    who: str
    who_hint: str
    day: str
    why: str
    why_hint: str
    why_placeholder: str
    remind: str
    remind_hint: str
    date_placeholder: str
    seen_by: str
    decided_missing: str
    who_missing: str
    day_missing: str
    past: str
    take_back: str
    take_back_confirm: Confirm
    taken_back: str
    line: str
    reason: str
    reminds: str
    recorded: str
    not_told: str


class DecisionNews(Keys):
    """What whoever decided is told later."""

    several: str
    more: str
    named: str
    reminder: str
    answers: str
    answer: str
    unanswered: str
    pack: str
    same: str
    turned: str
    look: str
