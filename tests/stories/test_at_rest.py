"""Somebody steals the database: with keys it says no word; without, none of whoever was forgotten."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.manifest import manifest
from bot.sandbox.server import Sandbox
from dialogs.storage import SqlStore
from dialogs.storage.columns import HELD, Holds
from dialogs.storage.sealed import new_key
from knowledge import load
from tests.conftest import Office
from tests.dump import Dump, bytes_on_disk, dump
from tests.stories.admins import run_by_alice
from tests.stories.lists import eventually
from tests.stories.talk import forget, found, talk, turned_away

pytestmark = pytest.mark.asyncio(loop_scope="module")

SEALED = re.compile(r"enc1:[0-9a-f]{8}:gAAAA[\w=-]+|\{\}|")
NO_SENTENCE = re.compile(r"\S{0,255}|[\w.,:/ -]{0,80}")
"""An id, a name of ours, or a few of our words."""


@dataclass(frozen=True)
class Stolen:
    """An office, and what a thief carries away from it while it works.

    Attributes:
        keys: that it was started with.
    """

    office: Office
    file: Path
    keys: str

    @property
    def url(self) -> str:
        """Where it is kept."""
        return f"sqlite:///{self.file}"

    @property
    def rows(self) -> Dump:
        """What stands in the tables."""
        return dump(self.url)

    @property
    def bytes(self) -> str:
        """What stands in the files, as far as it is text."""
        return bytes_on_disk(self.file).decode("latin-1")


async def stolen(folder: Path, keys: str) -> AsyncIterator[Stolen]:
    async with (
        Sandbox(manifest()) as sandbox,
        run_by_alice(sandbox, folder, ADVISOR_ENCRYPTION_KEYS=keys) as office,
    ):
        await talk(office, load())
        await turned_away(office)
        yield Stolen(office, folder / "demo.sqlite3", keys)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sealed(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stolen]:
    async for each in stolen(tmp_path_factory.mktemp("sealed"), f"{new_key()},{new_key()}"):
        yield each


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def plain(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stolen]:
    async for each in stolen(tmp_path_factory.mktemp("plain"), ""):
        yield each


async def test_no_word_of_anybody_stands_in_any_column(sealed: Stolen) -> None:
    rows = sealed.rows

    assert len(rows["conversation"]) > 3
    assert len(rows["record"]) > 10
    assert found(rows) == []


async def test_no_byte_of_the_files_says_a_word(sealed: Stolen) -> None:
    assert sealed.office.alice.id in sealed.bytes
    assert found(sealed.bytes) == []


async def test_no_token_or_secret_is_kept(sealed: Stolen) -> None:
    slack = sealed.office.sandbox
    secrets = [slack.bot_token, slack.app_token, slack.signing_secret, *sealed.keys.split(",")]
    kept = sealed.bytes

    assert [secret for secret in secrets if secret in kept] == []
    assert "hooks.slack" not in kept
    assert f"{slack.url}/response" not in kept


async def test_what_holds_words_is_sealed_and_all_else_is_no_sentence(sealed: Stolen) -> None:
    cells = [
        (HELD[table][column], table, column, value)
        for table, rows in sealed.rows.items()
        if table in HELD
        for row in rows
        for column, value in row.items()
        if isinstance(value, str)
    ]
    words = [cell for cell in cells if cell[0] is Holds.WORDS]

    assert len(words) > 20
    assert [cell for cell in words if not SEALED.fullmatch(cell[3])] == []
    assert [cell for cell in cells if cell not in words and not NO_SENTENCE.fullmatch(cell[3])] == []


async def test_without_keys_the_same_thief_reads_it(plain: Stolen) -> None:
    assert set(found(plain.rows)) > {"dm", "reason", "command", "form", "pasted", "closed"}


async def test_whoever_was_forgotten_stands_in_no_table_and_no_file(plain: Stolen) -> None:
    for person in (plain.office.alice, plain.office.bob):
        await forget(person)

    async def is_gone() -> bool:
        return not found(plain.rows) and plain.office.alice.id not in str(plain.rows)

    await eventually(is_gone)

    store = SqlStore.open(plain.url)
    await store.settle()  # As happens each hour.
    await store.close()

    assert plain.office.alice.id not in plain.bytes
    assert found(plain.bytes) == []
