"""What every piece of wording is made of: a missing or an unknown key never gets past the start."""

from pydantic import BaseModel, ConfigDict


class Keys(BaseModel):
    """Some wording: frozen, and refusing every key that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Grade(Keys):
    """Words for a number of at least this size; the first that holds is used."""

    at_least: float
    words: str


class Confirm(Keys):
    """A question before something that can't be undone."""

    title: str
    text: str
    confirm: str
    deny: str
