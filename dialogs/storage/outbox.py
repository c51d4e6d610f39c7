"""The outbox: what was sent for a piece of work, so that doing the work again sends nothing twice."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.storage.backlog import Backlog, read_backlog
from dialogs.storage.link import Either, Link, Row
from dialogs.storage.sealing import Seal
from dialogs.storage.tables import outbox

OPEN: Final = "open"
DONE: Final = "done"
DEAD: Final = "dead"


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that is sent.

    Attributes:
        work: for which piece of work.
        slot: which of its effects; the same when the work is done again.
        person: whose words it may hold, "" when nobody's.
        method: what it is, in Slack's own name.
        payload: a JSON object; empty once it was sent.
        state: open (it may have been sent or not), done, dead.
        result: a JSON object of ids that came back.
        fault: what went wrong, without anybody's words.
        put_at: microseconds since 1970 in UTC.
    """

    work: str
    slot: str
    team: str
    person: str
    method: str
    payload: str
    state: str
    result: str
    attempts: int
    put_at: int
    fault: str


_c: Final = outbox.c
_OF_SPOT: Final = (_c.work == bindparam("of_work"), _c.slot == bindparam("of_slot"))


def _again(insert: Any) -> Any:
    changed = {"attempts": _c.attempts + 1, "payload": insert.excluded.payload, "state": OPEN}
    # What another process sent meanwhile, as it took us for dead, is no open matter.
    return insert.on_conflict_do_update(index_elements=["work", "slot"], set_=changed, where=_c.state != DONE)


_INTEND: Final = Either(_again(sqlite.insert(outbox).inline()), _again(postgresql.insert(outbox).inline()))
_CHANGE: Final = update(outbox).where(*_OF_SPOT)
_FAILED: Final = _CHANGE.where(_c.state != DONE)
_SENT: Final = _CHANGE.values(state=DONE, payload="", fault="")
_OF_WORK: Final = select(outbox).where(_c.work == bindparam("of_work"))
_LIST: Final = (
    select(outbox).where(_c.state == bindparam("of_state")).order_by(_c.put_at).limit(bindparam("most"))
)
_GET: Final = select(outbox).where(*_OF_SPOT)
_BACKLOG: Final = (
    select(_c.state, func.count().label("count"), func.min(_c.put_at).label("oldest"))
    .where(or_(_c.state == OPEN, _c.state == DEAD))
    .group_by(_c.state)
)
_DROP: Final = delete(outbox).where(*_OF_SPOT, _c.state != DONE)


class SqlOutbox:
    """The verbs of the outbox, within one transaction."""

    def __init__(self, link: Link, seal: Seal) -> None:
        self._link = link
        self._seal = seal

    def intend(self, effect: Effect) -> None:
        """It is about to be sent."""
        row = {
            "work": effect.work,
            "slot": effect.slot,
            "team": effect.team,
            "person": effect.person,
            "method": effect.method,
            "payload": self._seal.close(effect.payload),
            "state": OPEN,
            "result": "",
            "attempts": 1,
            "put_at": effect.put_at,
            "try_at": 0,
            "fault": "",
        }
        self._link.change(_INTEND, row)

    def sent(self, work: str, slot: str, result: str) -> None:
        """It was sent; of what it said nothing stays."""
        self._link.change(_SENT, {"of_work": work, "of_slot": slot, "result": self._seal.close(result)})

    def failed(self, work: str, slot: str, fault: str, *, dead: bool) -> None:
        """It was not taken; dead: and would not be."""
        state = DEAD if dead else OPEN
        values = {"of_work": work, "of_slot": slot, "state": state, "fault": fault}
        self._link.change(_FAILED, values)

    def of_work(self, work: str) -> tuple[Effect, ...]:
        """What was sent for that piece of work."""
        return tuple(map(self._read, self._link.all(_OF_WORK, {"of_work": work})))

    def list(self, state: str, most: int) -> tuple[Effect, ...]:
        """Those in that state, the oldest first."""
        return tuple(map(self._read, self._link.all(_LIST, {"of_state": state, "most": most})))

    def backlog(self) -> Backlog:
        """What was not sent."""
        return read_backlog(self._link.all(_BACKLOG, {}))

    def get(self, work: str, slot: str) -> Effect | None:
        """The one of that name."""
        row = self._link.one(_GET, {"of_work": work, "of_slot": slot})
        return None if row is None else self._read(row)

    def drop(self, work: str, slot: str) -> bool:
        """Forgets one that is not sent; False when there is no such one."""
        return self._link.change(_DROP, {"of_work": work, "of_slot": slot}) == 1

    def _read(self, row: Row) -> Effect:
        return Effect(
            row["work"],
            row["slot"],
            row["team"],
            row["person"],
            row["method"],
            self._seal.open(row["payload"]),
            row["state"],
            self._seal.open(row["result"]),
            row["attempts"],
            row["put_at"],
            row["fault"],
        )
