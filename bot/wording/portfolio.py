"""Wording of many tasks at once, and of what is given as files."""

from bot.wording.keys import Keys
from dialogs.portfolio import Kind
from dialogs.refusal import Refusal
from dialogs.tally import Group
from knowledge.model import Lean


class Lists(Keys):
    """Messages around a list of tasks."""

    pasted: str
    reading: str
    next: str
    checked: str
    writing: str
    refused: dict[Refusal, str]
    stopped: str
    which_column: str
    column: str
    column_number: str
    column_example: str
    column_menu: str
    drop: str
    dropped: str
    offer: str
    take: str
    no_read: str
    no_write: str
    as_list: str
    paste: str
    paste_label: str
    paste_hint: str
    paste_example: str
    paste_submit: str
    paste_short: str
    in_dm: str
    rows: tuple[str, ...]
    row_title: str
    row_label: str
    row_hint: str
    row_submit: str
    row_wrong: str
    row_missing: str
    row_none: str
    close: str


class Results(Keys):
    """What a list comes to."""

    title_one: str
    title_many: str
    of_file: str
    of_list: str
    tasks_from: str
    volume_from: str
    answers_from: str
    sheet: str
    groups: dict[Group, str]
    group: str
    group_volume: str
    row: str
    row_volume: str
    advice: str
    tasks: str
    volume: str
    example: str
    number: str
    task: str
    sure: str
    faults_one: str
    faults_many: str
    fault: dict[Kind, str]
    more_faults: str
    worth: str
    worth_menu: str
    worth_row: str
    open: str
    again: str
    hint: str
    files: str
    files_failed: str


class Picture(Keys):
    """The picture of a portfolio; plain text."""

    title_one: str
    title_many: str
    across: str
    left: str
    middle: str
    right: str
    up: str
    bands: dict[Group, str]
    count_one: str
    count_many: str
    leans: dict[Lean, str]
    sized: str
    numbered: str
    apart: str
    alt: str
    alt_group: str
    alt_sized: str


class SheetWords(Keys):
    """The columns of what we write into sheets; plain text."""

    worksheet: str
    number: str
    task: str
    volume: str
    advice: str
    lean: str
    knowledge: str
    kind: str
    sure: str
    why: str
    gains: str
    caveats: str
    flips: str
    next: str
    note: str
    pack: str
    name: str
    mine: str
    status: str
    touched: str
    decision: str


class MemoWords(Keys):
    """A memo; plain text."""

    title: str
    task: str
    rules: str
    reasons: str
    benefits: str
    caveats: str
    flips: str
    steps: str
    answers: str
    decision: str
    foot: str
    unprintable: str
    by_me: str
    by_other: str
    reason: str
    file: str
    title_done: str
    done: str
    done_all: str
    not_advised: str
    nothing: str
    comment: str
    comment_all: str
    no_write: str
    no_write_all: str
    failed: str


class Portfolio(Keys):
    """All of it."""

    lists: Lists
    results: Results
    picture: Picture
    sheet: SheetWords
    memo: MemoWords
