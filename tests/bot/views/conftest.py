import pytest

from bot.words import Words, languages, load
from knowledge import Knowledge


@pytest.fixture(scope="session")
def words(knowledge: Knowledge) -> Words:
    return load(knowledge)


@pytest.fixture(scope="session", params=languages())
def any_words(knowledge: Knowledge, request: pytest.FixtureRequest) -> Words:
    """The words of each language that we speak, in turn."""
    return load(knowledge, request.param)
