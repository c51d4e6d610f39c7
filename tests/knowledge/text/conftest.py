"""The text model that we ship."""

import pytest

from knowledge.text_model import TextModel


@pytest.fixture(scope="session")
def model() -> TextModel:
    return TextModel.load()
