import pytest

from bot.words import Words, load
from knowledge import load as load_knowledge


@pytest.fixture(scope="session")
def words() -> Words:
    return load(load_knowledge())
