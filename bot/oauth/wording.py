"""What the pages of the installation say, in the language that the browser asks for."""

from functools import cache
from importlib.resources import files
from typing import Final

import yaml
from babel import negotiate_locale

from bot.wording.keys import Keys
from knowledge.wording import ENGLISH

LANGUAGES: Final = (ENGLISH, "es")

LONGEST: Final = 500
"""Characters of a browser's wishes that are read."""


class Done(Keys):
    """The page after an installation."""

    title: str
    lead: str
    steps: tuple[str, ...]
    open: str


class Failed(Keys):
    """The page after none."""

    title: str
    nothing: str
    again: str


class Reasons(Keys):
    """Why there was none, and what to do."""

    denied: str
    browser: str
    old: str
    setup: str
    slack: str
    busy: str
    unknown: str


class Wording(Keys):
    """Both pages in one language."""

    installed: Done
    installed_everywhere: Done
    nameless: str
    failed: Failed
    reasons: Reasons


@cache
def load(language: str) -> Wording:
    """The wording of that language."""
    text = files("bot.oauth").joinpath("text", f"{language}.yaml").read_text("utf-8")
    return Wording.model_validate(yaml.safe_load(text))


def wished(accepts: str) -> str:
    """The language of ours that an `Accept-Language` header puts first."""
    names = [part.partition(";")[0].strip() for part in accepts[:LONGEST].split(",")]
    return negotiate_locale(names, LANGUAGES, sep="-") or ENGLISH
