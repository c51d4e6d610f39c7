"""The shape of our own wording: a missing or an unknown key never gets past the start."""

from pydantic import BaseModel, ConfigDict

from knowledge.model import Family, Fit, Lean


class Keys(BaseModel):
    """Some wording: frozen, and refusing every key that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Grade(Keys):
    """Words for a number of at least this size; the first that holds is used."""

    at_least: float
    words: str


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


class Confirm(Keys):
    """A question before something that can't be undone."""

    title: str
    text: str
    confirm: str
    deny: str


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


class Notices(Keys):
    """Words above the card."""

    not_understood: str
    choose: str
    what_i_hear: str
    why: str
    late: str
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


class Help(Keys):
    """One screen of help."""

    title: str
    text: str
    say: str
    commands: tuple[str, ...]
    ask: str
    where: str


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


class Sharing(Keys):
    """Showing an advice to others."""

    preview: str
    shared: str
    kept: str


class Form(Keys):
    """The modal that asks for the task."""

    title: str
    submit: str
    close: str
    label: str
    placeholder: str
    hint: str
    missing: str


class Home(Keys):
    """App Home."""

    title: str
    what: str
    how_title: str
    how: tuple[str, ...]
    privacy_title: str
    privacy: str
    support: str


class Welcome(Keys):
    """The first message to a new person."""

    title: str
    text: str
    more: str


class Trouble(Keys):
    """When something broke on our side."""

    text: str
    code: str


class Short(Keys):
    """Single sentences."""

    loading: str
    unknown_button: str
    not_in_channel: str
    that_channel: str
    buttons: str
    busy: str


class Wording(Keys):
    """All of our own wording in one language."""

    describe: Describe
    picking: Picking
    understood: Understood
    ask: Ask
    buttons: Buttons
    restart_confirm: Confirm
    advice: Advice
    cancelled: Cancelled
    expired: Expired
    notices: Notices
    help: Help
    explained: Explained
    refused: Refused
    sharing: Sharing
    form: Form
    home: Home
    welcome: Welcome
    trouble: Trouble
    short: Short
