"""Wording of what stands outside of a conversation."""

from bot.wording.keys import Keys


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
