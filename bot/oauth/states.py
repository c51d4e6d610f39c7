"""What ties the two halves of an installation together: a secret that serves once, for ten minutes."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.oauth.flow import NotInstalled
from dialogs.storage import Store, Visit, micros

LIFE: Final = timedelta(minutes=10)
"""So long may a person take on Slack's page."""

INTERVAL: Final = 100_000
"""Microseconds between two that begin, in the long run: far more than ever do, and no flood of rows."""

BURST: Final = 100
"""So many may begin at once."""

LONGEST: Final = 200
"""Characters; ours have 43, and whatever is longer was never ours."""


class States(AsyncOAuthStateStore):
    """Keeps a hash only: whoever reads the database can't finish an installation with it.

    That the same browser comes back is Bolt's part: it lays the state into a cookie.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def async_issue(self, *_args: object, **_more: object) -> str:
        """A new state.

        Raises:
            NotInstalled: too many have begun just now; anybody may knock here.
            StorageFault: the database failed.
        """
        state, now = secrets.token_urlsafe(32), self._clock()

        def issue(visit: Visit) -> None:
            # What is raised takes this back, too: who is turned away makes nobody else wait.
            after = visit.pace.take("", "install", micros(now), INTERVAL)
            if after - BURST * INTERVAL > micros(now):
                raise NotInstalled("busy")
            visit.installations.add_state(_hash(state), now, now + LIFE)

        await self._store.run(issue)
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether we gave that state out, not too long ago; true only once.

        Raises:
            StorageFault: the database failed.
        """
        if len(state) > LONGEST:
            return False
        now = self._clock()
        return await self._store.run(lambda visit: visit.installations.take_state(_hash(state), now))


def _hash(state: str) -> str:
    return sha256(state.encode(errors="surrogateescape")).hexdigest()
