"""Every team of which a table holds something, from step to step through an index and not from row to row."""

from typing import Final

from sqlalchemy import Select, Table, func, select

TEAM: Final = "team"


def teams_of(table: Table) -> Select[tuple[str]]:
    """The teams of that table, each once; it has an index that begins with the team.

    A table of millions of rows has few teams: the next one is the smallest that is greater than the last.
    """
    team = table.c[TEAM]
    first = select(func.min(team).label(TEAM)).cte(f"{table.name}_team", recursive=True)
    following = select(func.min(team)).where(team > first.c[TEAM]).scalar_subquery()
    every = first.union_all(select(following).where(first.c[TEAM].is_not(None)))
    return select(every.c[TEAM]).where(every.c[TEAM].is_not(None))
