"""How the operator names a database, and what they are told when it can't be used."""

import os
from pathlib import Path

import pytest

from dialogs.storage import SqlStore, StorageFault, migrate, normalise_url, pending


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("postgres://u:p@host:5432/db", "postgresql+psycopg://u:p@host:5432/db"),
        ("postgresql://u:p@host/db", "postgresql+psycopg://u:p@host/db"),
        ("postgresql+psycopg://u@host/db", "postgresql+psycopg://u@host/db"),
        ("postgresql+asyncpg://u@host/db", "postgresql+psycopg://u@host/db"),
        ("postgres://u:p@host/db?sslmode=require", "postgresql+psycopg://u:p@host/db?sslmode=require"),
        ("postgres://u:p@host/db?ssl=require", "postgresql+psycopg://u:p@host/db?sslmode=require"),
        ("sqlite:///x.db", "sqlite:///x.db"),
        (" sqlite:////tmp/x.db\n", "sqlite:////tmp/x.db"),
        ("sqlite+aiosqlite:///x.db", "sqlite:///x.db"),
        ("sqlite:///~/x.db", f"sqlite:///{Path.home()}/x.db"),
    ],
)
def test_an_address_is_taken_as_people_write_it(written: str, used: str) -> None:
    assert normalise_url(written) == used


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "can't be read"),
        ("advisor.db", "can't be read"),
        ("postgresql://u:secret@host:port/db", "can't be read"),
        ("mysql://u:secret@host/db", "'mysql'"),
        ("postgresql+psycopg2://u:secret@host/db", "'postgresql\\+psycopg2'"),
        ("sqlite://", "memory"),
        ("sqlite:///:memory:", "memory"),
        ("sqlite://advisor.db", "three slashes"),
    ],
)
def test_an_address_that_we_cant_use_is_refused_in_words(written: str, reason: str) -> None:
    with pytest.raises(StorageFault, match=reason) as caught:
        normalise_url(written)

    assert "sqlite:///path" in caught.value.message
    assert "secret" not in caught.value.message


async def test_the_folder_of_the_database_is_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/folder/advisor.db"

    await migrate(url)

    assert not await pending(url)


async def test_asking_whether_tables_are_missing_makes_no_file(tmp_path: Path) -> None:
    assert await pending(f"sqlite:///{tmp_path}/advisor.db")
    assert not (tmp_path / "advisor.db").exists()


def test_a_folder_where_the_file_should_be_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StorageFault, match="is a folder"):
        SqlStore.open(f"sqlite:///{tmp_path}")


def test_a_file_where_the_folder_should_be_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(StorageFault, match=r"folder .*taken for the database can't be made"):
        SqlStore.open(f"sqlite:///{tmp_path}/taken/advisor.db")


async def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam, " * 100)

    with pytest.raises(StorageFault, match="file is not a database"):
        await migrate(f"sqlite:///{tmp_path}/letter.txt")


async def test_a_server_that_does_not_answer_is_said_so_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StorageFault, match="can't be opened") as caught:
        await migrate(f"postgresql://u:secret@/db?host={tmp_path}")

    assert "secret" not in caught.value.message


@pytest.mark.skipif(os.name == "nt", reason="SQLite's journal files have other names there.")
async def test_sqlite_writes_ahead_so_that_readers_never_wait(tmp_path: Path) -> None:
    await migrate(f"sqlite:///{tmp_path}/advisor.db")
    store = SqlStore.open(f"sqlite:///{tmp_path}/advisor.db")
    await store.run(lambda visit: visit.find("a1"))

    assert (tmp_path / "advisor.db-wal").exists()

    await store.close()
