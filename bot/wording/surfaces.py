"""Wording of what stands outside of a conversation."""

from bot.wording.keys import Keys


class Form(Keys):
    """The modal that asks for the task."""

    title: str
    submit: str
    close: str
    label: str
    placeholder: str
    hint: str
    missing: str


class Trouble(Keys):
    """When something broke on our side."""

    text: str
    code: str


class Short(Keys):
    """Single sentences."""

    loading: str
    unknown_button: str
    form_too_late: str
    too_slow: str
    not_in_channel: str
    that_channel: str
    buttons: str
