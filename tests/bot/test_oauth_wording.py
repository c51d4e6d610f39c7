"""The pages of the installation speak every language that the app speaks, and take a browser at its word."""

import pytest

from bot import words
from bot.oauth import wording


def test_they_speak_every_language_that_the_app_speaks() -> None:
    assert set(wording.LANGUAGES) == set(words.languages())


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_each_language_names_the_place_and_what_to_do(language: str) -> None:
    own = wording.load(language)

    assert all("{place}" in done.title and done.steps for done in (own.installed, own.installed_everywhere))


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("es", "es"),
        ("es-AR,en;q=0.5", "es"),
        ("de-DE, de;q=0.9, es;q=0.8", "es"),
        ("en-US,es;q=0.1", "en"),
        ("de", "en"),
        ("", "en"),
        ("*", "en"),
        (";;;,,,=", "en"),
        ("x" * 100_000, "en"),
    ],
)
def test_a_browsers_first_wish_that_we_speak_is_granted(accepts: str, language: str) -> None:
    assert wording.wished(accepts) == language
