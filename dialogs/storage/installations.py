"""Keeps which workspaces and organizations installed the app, and what we may call Slack with there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, bindparam, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dialogs.storage.grants import Installation
from dialogs.storage.installation_rows import installation_row, read_installation
from dialogs.storage.link import Either, Link, Statement, add_or_leave
from dialogs.storage.sealing import PLAIN, Seal
from dialogs.storage.tables import grid_team, installation, oauth_state, pace
from dialogs.storage.times import micros

REFRESH: Final = "oauth.refresh"
"""The bucket of the table `pace` in which whoever renews a token says until when nobody else may."""

_table: Final = installation.c
_CHANGED: Final = tuple(
    column.name for column in installation.columns if column.name not in {"enterprise", "team", "version"}
)


def _at(*names: str) -> list[ColumnElement[bool]]:
    # An update takes its new values under the columns' own names.
    return [_table[name] == bindparam(f"of_{name}") for name in names]


def _put(insert: "sqlite.Insert | postgresql.Insert") -> "sqlite.Insert | postgresql.Insert":
    new = {name: insert.excluded[name] for name in _CHANGED}
    return insert.on_conflict_do_update(
        index_elements=["enterprise", "team"], set_={**new, "version": _table.version + 1}
    )


def _claim(insert: "sqlite.Insert | postgresql.Insert") -> "sqlite.Insert | postgresql.Insert":
    return insert.on_conflict_do_update(
        index_elements=["team", "bucket"],
        set_={"next_at": insert.excluded.next_at},
        where=or_(pace.c.next_at <= bindparam("now"), pace.c.next_at > bindparam("far")),
    )


_PUT: Final = Either(
    _put(sqlite.insert(installation).inline()), _put(postgresql.insert(installation).inline())
)
_CLAIM: Final = Either(_claim(sqlite.insert(pace).inline()), _claim(postgresql.insert(pace).inline()))
_LET_GO: Final = (
    update(pace)
    .where(pace.c.team == bindparam("of_team"), pace.c.bucket == REFRESH)
    .values(next_at=bindparam("at"))
)
_GET: Final = select(installation).where(*_at("enterprise", "team"))
_OWN: Final = select(installation).where(*_at("team"))
_ORG_OF: Final = select(installation).where(
    _table.team == "",
    _table.enterprise.in_(select(grid_team.c.enterprise).where(grid_team.c.team == bindparam("of_team"))),
)
_SINCE: Final = (
    select(installation)
    .where(_table.installed_at >= bindparam("since"))
    .order_by(_table.enterprise, _table.team)
)
_RENEW: Final = update(installation).where(*_at("enterprise", "team", "version"))
_DROP: Final = delete(installation).where(*_at("enterprise", "team"))
_MOVED: Final = delete(installation).where(
    _table.team == bindparam("of_team"), _table.enterprise != bindparam("of_enterprise")
)
_SERVE: Final = add_or_leave(grid_team)
_IN_GRID: Final = grid_team.c.enterprise == bindparam("of_enterprise")
_SERVED: Final = select(grid_team.c.team).where(_IN_GRID).order_by(grid_team.c.team)
_BELONGED: Final = delete(grid_team).where(
    grid_team.c.team == bindparam("of_team"), grid_team.c.enterprise != bindparam("of_enterprise")
)
_UNSERVE: Final = delete(grid_team).where(_IN_GRID, grid_team.c.team == bindparam("of_team"))
_ADD_STATE: Final = add_or_leave(oauth_state)
_TAKE_STATE: Final = delete(oauth_state).where(
    oauth_state.c.state == bindparam("of_state"), oauth_state.c.expires_at > bindparam("now")
)
_OLD_STATES: Final = delete(oauth_state).where(oauth_state.c.expires_at <= bindparam("now"))


class SqlInstallations:
    """The verbs of the port on one connection, inside of the unit's transaction."""

    def __init__(self, link: Link, seal: Seal = PLAIN) -> None:
        self._link = link
        self._seal = seal

    # ------------------------------------------------------------ installing

    def put(self, one: Installation) -> None:
        """Keeps it, in place of what stood there; a workspace that moved to an organization stands once."""
        if one.team:
            self._link.change(_MOVED, {"of_team": one.team, "of_enterprise": one.enterprise})
        self._link.change(_PUT, installation_row(one, self._seal))

    def get(self, enterprise: str, team: str) -> Installation | None:
        """Exactly that one."""
        return self._read(_GET, {"of_enterprise": enterprise, "of_team": team})

    def serving(self, enterprise: str, team: str) -> Installation | None:
        """What serves that workspace: its own installation before one of its whole organization.

        Args:
            enterprise: its organization, "" when there is none or nobody said.
            team: the workspace, "" for what concerns the organization as a whole.
        """
        own = self._read(_OWN, {"of_team": team}) if team else None
        if own is not None or enterprise:
            return own or self.get(enterprise, "")
        return self._read(_ORG_OF, {"of_team": team})

    def everyone(self, since: datetime | None = None) -> tuple[Installation, ...]:
        """All of them, or those that were installed since."""
        found = self._link.all(_SINCE, {"since": micros(since) if since else 0})
        return tuple(read_installation(row, self._seal) for row in found)

    def drop(self, enterprise: str, team: str) -> bool:
        """Forgets it; False when it was not there."""
        return self._link.change(_DROP, {"of_enterprise": enterprise, "of_team": team}) == 1

    # ----------------------------------------------------------- organizations

    def serve(self, enterprise: str, team: str) -> None:
        """Notes that the organization's installation serves that workspace, which belongs to no other now."""
        if self._link.change(_SERVE, {"enterprise": enterprise, "team": team}):
            self._link.change(_BELONGED, {"of_enterprise": enterprise, "of_team": team})

    def served(self, enterprise: str) -> tuple[str, ...]:
        """The workspaces that the organization's installation serves, as far as we have met them."""
        return tuple(row["team"] for row in self._link.all(_SERVED, {"of_enterprise": enterprise}))

    def unserve(self, enterprise: str, team: str) -> None:
        """Forgets that it does."""
        self._link.change(_UNSERVE, {"of_enterprise": enterprise, "of_team": team})

    # ---------------------------------------------------------------- renewing

    def claim_refresh(self, one: Installation, now: datetime, until: datetime) -> bool:
        """Whether the caller, and nobody else until then, may spend the refresh token of that version.

        The claim comes first and the look at the version after it, so that whoever claims right after
        somebody else has finished sees what came of it.
        """
        row = {"team": one.team or one.enterprise, "bucket": REFRESH, "next_at": micros(until)}
        # A claim for longer than anybody makes one was made when a clock was wrong.
        far = micros(until + (until - now))
        if self._link.change(_CLAIM, {**row, "now": micros(now), "far": far}) != 1:
            return False
        found = self.get(one.enterprise, one.team)
        if found is not None and found.version == one.version:
            return True
        self._let_go(one, now)
        return False

    def renew(self, one: Installation, token: str, refresh: str, expires_at: datetime, now: datetime) -> bool:
        """Keeps what the refresh token of that version bought, and gives the claim back.

        False, and nothing but that, when the app was installed anew or removed meanwhile.
        """
        self._let_go(one, now)
        new = {
            "token": self._seal.close(token),
            "refresh": self._seal.close(refresh),
            "expires_at": micros(expires_at),
            "version": one.version + 1,
        }
        at = {"of_enterprise": one.enterprise, "of_team": one.team, "of_version": one.version}
        return self._link.change(_RENEW, {**at, **new}) == 1

    def _let_go(self, one: Installation, now: datetime) -> None:
        self._link.change(_LET_GO, {"of_team": one.team or one.enterprise, "at": micros(now)})

    # ------------------------------------------------------------------ states

    def add_state(self, state: str, now: datetime, until: datetime) -> None:
        """Notes that an installation has begun, by a hash; those that were never finished go."""
        self._link.change(_OLD_STATES, {"now": micros(now)})
        self._link.change(_ADD_STATE, {"state": state, "expires_at": micros(until)})

    def take_state(self, state: str, now: datetime) -> bool:
        """Whether that installation had begun, not too long ago; asked once, it is forgotten."""
        return self._link.change(_TAKE_STATE, {"of_state": state, "now": micros(now)}) == 1

    def _read(self, statement: Statement, values: Mapping[str, object]) -> Installation | None:
        row = self._link.one(statement, values)
        return None if row is None else read_installation(row, self._seal)
