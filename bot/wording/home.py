"""Wording of App Home, of what a person finds there, and of first words and help."""

from bot.wording.keys import Confirm, Keys
from knowledge.model import Fit


class Home(Keys):
    """App Home as a whole."""

    title: str
    what: str
    ask_in_dm: str
    help: str
    how_title: str
    how: tuple[str, ...]
    learn: str
    support: str
    support_none: str
    support_button: str
    waiting_title: str
    waiting_more: str
    go_on: str
    decided: str
    decided_title: str
    decided_field: str
    decided_on: str
    decided_by: str
    decided_reminder: str
    decided_all: str
    decided_none: str
    list_title: str
    list_line: str
    list_pasted: str
    list_picture: str
    list_picture_title: str
    list_picture_gone: str
    list_results: str
    language: str
    erased: str
    erased_one: str


class Mine(Keys):
    """The list of a person's own assessments, on Home and behind the command."""

    title: str
    find: str
    find_hint: str
    any_lean: str
    any_fit: str
    lean_label: str
    fit_label: str
    fits: dict[Fit, str]
    all: str
    compare: str
    count_one: str
    count_many: str
    page: str
    newer: str
    older: str
    none: str
    none_found: str
    verdict: dict[Fit, str]
    verdict_kind: str
    verdict_field: str
    unfinished: str
    stopped: str
    line: str
    open: str
    compare_this: str
    memo: str
    sheet: str
    erase: str
    typed: tuple[str, ...]
    newest: str
    more: str


class Looking(Keys):
    """Modals that only show something of a person's own."""

    title: str
    close: str
    to_dm: str
    in_dm: str
    asked_in_dm: str
    sent: str
    gone: str
    help_title: str
    concept_title: str


class Comparing(Keys):
    """Two assessments side by side."""

    title: str
    submit: str
    cancel: str
    first: str
    second: str
    placeholder: str
    hint: str
    same_twice: str
    too_few: str
    side: str
    verdict: str
    kind: str
    no_kind: str
    confidence: str
    differing: str
    same: str
    answer: str
    read: str
    no_answer: str
    reasons: str
    no_reasons: str
    alike: str
    renewed: str


class Privacy(Keys):
    """What is kept, and what a person can do about it."""

    title: str
    kept: str
    how_long: str
    not_else: str
    export: str
    erase: str
    erase_confirm: Confirm
    erase_one_title: str
    erase_one: str
    erase_one_submit: str
    erase_one_cancel: str
    file_title: str
    file_comment: str
    part: str
    parts_cut: str
    exported: str


class Welcome(Keys):
    """The first message to a new person."""

    title: str
    text: str
    more: str


class Help(Keys):
    """One screen of help."""

    title: str
    text: str
    say: str
    commands: tuple[str, ...]
    ask: str
    where: str
