"""What is installed elsewhere is whole: packages, data files, and the app starts from it."""

import json
import re
import subprocess
import sys
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(  # noqa: S603 - our own build tool
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize(
    "path",
    [
        "bot/manifest.yaml",
        "bot/text/en/cards.yaml",
        "bot/sandbox/static/index.html",
        "dialogs/text/en.yaml",
        "dialogs/storage/migrations/script.py.mako",
        "knowledge/pack/questions.yaml",
        "knowledge/pack/text/en.yaml",
        "knowledge/text_model.bin",
    ],
)
def test_data_files_are_shipped(installed: Path, path: str) -> None:
    assert (installed / path).is_file()


def test_training_data_and_tests_stay_home(installed: Path) -> None:
    assert not (installed / "knowledge/training/data").exists()
    assert not (installed / "tests").exists()


def test_the_app_answers_from_the_installed_files_alone(installed: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "bot", "questions", "--json"],
        cwd=installed,
        check=True,
        capture_output=True,
        text=True,
    )

    assert {question["id"] for question in json.loads(told.stdout)} >= {"repetition", "presence", "domain"}


def test_the_procfile_names_what_a_host_runs() -> None:
    lines = (ROOT / "Procfile").read_text().splitlines()

    assert {line.partition(":")[0] for line in lines} == {"web", "worker", "release"}


def test_no_lock_names_a_registry() -> None:
    locks = [ROOT / "requirements.txt", *sorted((ROOT / "requirements").glob("*.lock"))]

    assert locks
    assert not any("://" in lock.read_text() for lock in locks)


def test_what_a_package_needs_with_an_extra_is_locked_with_it() -> None:
    locked = {
        name.lower(): set(extras.split(","))
        for name, extras in re.findall(
            r"^([A-Za-z0-9._-]+)\[([^\]]*)\]==", (ROOT / "requirements/dev.lock").read_text(), re.MULTILINE
        )
    }
    needed = [
        (needs.name.lower(), needs.extras)
        for package in distributions()
        for needs in map(Requirement, package.requires or ())
        if needs.extras and (needs.marker is None or needs.marker.evaluate({"extra": ""}))
    ]

    # An older pip takes the newest release for a name with an extra that no line pins, and then refuses it.
    assert needed
    assert [each for each in needed if not each[1] <= locked.get(each[0], set())] == []
