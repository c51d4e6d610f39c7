"""Fills a database: a few conversations by the dialog itself, then as many copies of them as are wanted."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

import psycopg
from sqlalchemy import make_url

from dialogs.conversation import CardAt, Conversations
from dialogs.house_terms import always
from dialogs.messages import Begin
from dialogs.places import Place
from dialogs.storage import SqlStore, migrate
from knowledge import Knowledge
from tests.bench.letters import Cast
from tests.bench.script import IDLE, TEAM

MODEL: Final = "model"
"""How the ids of the models of the copies begin."""


async def fill(database: str, knowledge: Knowledge, cast: Cast, count: int) -> None:
    """A database with so many conversations: number n has the part of number n."""
    await migrate(database)
    store = SqlStore.open(database)
    try:
        conversations = Conversations(always(knowledge), store, idle=IDLE)
        for number in range(len(cast.parts)):
            await _play(conversations, cast, number)
    finally:
        await store.close()
    with opened(database) as copier:
        copier.copy(count, len(cast.parts))


async def _play(conversations: Conversations, cast: Cast, number: int) -> None:
    script, stage = cast.parts[number]
    name = f"{MODEL}{number:06d}"
    at = datetime.now(UTC)
    await conversations.begin(Place(TEAM, name, "", name, "direct"), Begin(name, name, at, script.task))
    for step in script.steps[:stage]:
        await conversations.tell(TEAM, name, replace(step.choice, actor=name, at=at))
    await conversations.put(name, CardAt(channel=name, ts=name))


@dataclass(frozen=True, slots=True)
class Copier:
    """Copies rows within one database; the columns that it does not name are those of the model."""

    connection: Any
    numbers: str
    model: str
    own: dict[str, str]

    def copy(self, count: int, models: int) -> None:
        """So many conversations, each like its model."""
        found = self.connection.execute("SELECT * FROM conversation LIMIT 1").description
        names = [each[0] for each in found if each[0] != "number"]
        columns = ", ".join(self.own.get(name, f"t.{name}") for name in names)
        self.connection.execute(
            f"INSERT INTO conversation ({', '.join(names)}) {self.numbers.format(last=count - 1)} "  # noqa: S608 - our own text
            f"SELECT {columns} FROM n JOIN conversation t ON t.id = {self.model.format(models=models)}"
        )


@contextmanager
def opened(database: str) -> Iterator[Copier]:
    """A copier for that database."""
    url = make_url(database)
    if url.drivername.startswith("sqlite"):
        with closing(sqlite3.connect(str(url.database), isolation_level=None)) as connection:
            connection.create_function("md5", 1, _md5, deterministic=True)
            # Nobody else looks at it, and after a crash it is made anew.
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("PRAGMA cache_size=-262144")
            yield _sqlite(connection)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        with psycopg.connect(database, autocommit=True) as connection:
            yield _postgresql(connection)
            # What the server would do by itself, a little later.
            connection.execute("VACUUM ANALYZE conversation")
            connection.execute("CHECKPOINT")


def _md5(text: object) -> str:
    return hashlib.md5(str(text).encode(), usedforsecurity=False).hexdigest()


def _sqlite(connection: Any) -> Copier:
    numbers = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
    return Copier(
        connection,
        numbers,
        f"'{MODEL}' || printf('%06d', n.i % {{models}})",
        _own("printf('17%08d.000100', n.i)"),
    )


def _postgresql(connection: Any) -> Copier:
    return Copier(
        connection,
        "WITH n AS (SELECT i FROM generate_series(0, {last}) AS s(i))",
        f"'{MODEL}' || lpad((n.i % {{models}})::text, 6, '0')",
        _own("'17' || lpad(n.i::text, 8, '0') || '.000100'", text="n.i::text"),
    )


def _own(ts: str, text: str = "n.i") -> dict[str, str]:
    """What makes somebody of the person of that number: `Someone.of` in SQL."""
    channel = f"'D' || upper(substr(md5({text}), 11, 10))"
    return {
        "id": f"substr(md5({text}), 1, 16)",
        "person": f"'U' || upper(substr(md5({text}), 1, 10))",
        "channel": channel,
        "card_channel": channel,
        "card_ts": ts,
        "touched_at": "t.touched_at - n.i",
        # No two people say the same, so that nothing read before is met again.
        "task": f"t.task || ' ' || {text}",
    }
