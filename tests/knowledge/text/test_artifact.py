"""The file that carries the trained model belongs to the data and settings of this checkout."""

import timeit
from time import process_time

import pytest

from knowledge.text_artifact import Artifact
from knowledge.text_model import DEFAULT, TextModel
from knowledge.training.text.corpus import fingerprint
from knowledge.training.text.kinds import KINDS
from knowledge.training.text.learning import SETTINGS


def test_the_artifact_was_made_from_the_data_and_settings_of_this_checkout() -> None:
    artifact = Artifact.from_bytes(DEFAULT.read_bytes())

    assert artifact.inputs == fingerprint(), "run: python -m knowledge.training.text.train"
    assert artifact.settings == SETTINGS.record(), "run: python -m knowledge.training.text.train"
    assert artifact.columns == ("lean", "onsite", *KINDS)


def test_the_artifact_is_small() -> None:
    assert DEFAULT.stat().st_size < 3_000_000


def test_what_is_written_is_read_back_alike() -> None:
    artifact = Artifact.from_bytes(DEFAULT.read_bytes())

    assert Artifact.from_bytes(artifact.to_bytes()) == artifact


@pytest.mark.parametrize("data", [b"", b"not a model", DEFAULT.read_bytes()[:-10]])
def test_a_file_that_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"text model|array"):
        Artifact.from_bytes(data)


def test_it_loads_at_once() -> None:
    assert min(timeit.repeat(TextModel.load, timer=process_time, number=1, repeat=3)) < 0.3
