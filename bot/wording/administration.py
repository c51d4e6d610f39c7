"""Wording of what admins and people choose, of channels where we are not used, and of the first hello."""

from bot.wording.keys import Keys


class Named(Keys):
    """A field of a form.

    Attributes:
        hint: "" for none.
    """

    label: str
    hint: str


class Settings(Keys):
    """The settings of a workspace."""

    typed: tuple[str, ...]
    title: str
    submit: str
    close: str
    open: str
    open_text: str
    not_admin: str
    no_admins: str
    stale: str
    fields: dict[str, Named]
    answerers: dict[str, str]
    audience: dict[str, str]
    packs: dict[str, str]
    allowed: dict[str, str]
    every_channel: str
    every_language: str
    as_workspace: str
    as_workspace_now: str
    channel_title: str
    channel_lead: str
    one_channel: str
    languages: str
    log: str
    last_change: str
    days_one: str
    days: str
    bad_days: str


class Saved(Keys):
    """What came of a form of settings."""

    title: str
    text: str
    nothing: str
    change: str
    in_channel: str
    shorter: str
    close: str
    log_title: str
    log_none: str
    entry: str
    more: str


class Tongue(Keys):
    """Choosing one's own language."""

    typed: tuple[str, ...]
    ask: str
    only: str
    menu: str
    as_workspace: str
    chosen: str
    left: str


class Rooms(Keys):
    """Channels where we are not used, and those where the command answers in the open."""

    closed: str
    in_dm: str
    gone: str
    asked: str
    private_words: tuple[str, ...]
    private_hint: str


class FirstRun(Keys):
    """What is said once after the installation, and once in a new channel."""

    installed: str
    steps: tuple[str, ...]
    more: str
    hello: str
    hello_public: str


class Helpers(Keys):
    """Who answered, where that was not the asker."""

    line: str
    one: str
