"""A person who has asked a lot already: their checks stand in the database before the app starts."""

from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Final

from sqlalchemy import insert

from bot.sandbox.people import TEAM_ID
from dialogs.places import CardAt, Place
from dialogs.session import Phase, Session, Verdict
from dialogs.storage import migrate
from dialogs.storage.engine import open_engine
from dialogs.storage.rows import card_row, place_row, session_row, task_row
from dialogs.storage.tables import conversation
from dialogs.storage.urls import read_url
from knowledge.model import Fit, Lean

BEGAN: Final = datetime(2026, 1, 1, 9, tzinfo=UTC)

SORTS: Final = (
    ("Monthly payroll of office {}", Lean.BPO, Fit.OUTSOURCE, {"repetition": "same"}),
    ("Patent research, case {}", Lean.KPO, Fit.KEEP, {"expertise": "degree"}),
    ("Übersetzung der Verträge {}", Lean.KPO, Fit.OUTSOURCE, {"expertise": "degree"}),
)


async def fill(url: str, person: str, count: int) -> None:
    """So many checks with advice, of three sorts in turn, each a minute younger than the one before."""
    await migrate(url)
    engine = open_engine(read_url(url), connections=1)
    place = place_row(Place(TEAM_ID, person, "", person, "direct"))
    rows = [
        {
            "id": session.id,
            "version": 1,
            **place,
            **session_row(session),
            **task_row(session.task),
            **card_row(CardAt()),
        }
        for session in _sessions(person, count)
    ]
    with engine.connect() as connection:
        connection.execute(insert(conversation), rows)
    engine.dispose()


def _sessions(person: str, count: int) -> list[Session]:
    return [
        Session(
            f"check{number}",
            person,
            Phase.ADVISED,
            turn=4,
            task=task.format(number),
            answers=answers,
            pack_version="1",
            touched_at=BEGAN + timedelta(minutes=number),
            given=Verdict("1", lean, fit, 0.9 if lean is Lean.KPO else 0.1),
        )
        for number, (task, lean, fit, answers) in zip(range(1, count + 1), cycle(SORTS), strict=False)
    ]
