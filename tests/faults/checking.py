"""The checker: what is stored, and what stood in Slack, against what the person did."""

import asyncio

from bot.delivery import FAR_BELOW
from bot.sandbox.blocks import controls
from bot.sandbox.ledger import Version
from bot.sandbox.people import TEAM_ID
from bot.wire import read_press
from dialogs.session import Phase
from dialogs.storage import SqlStore, Stored
from tests.faults.dialogs import PATIENCE, Dialog


async def check(dialog: Dialog, store: SqlStore) -> None:
    """One conversation with exactly the answers that were given, one card of it, and nothing said twice.

    Raises:
        AssertionError: it is not so.
    """
    stored = [one for one in await _mine(dialog, store) if one.place.thread == dialog.thread]

    assert len(stored) == 1, f"{len(stored)} conversations began"
    session = stored[0].session
    assert session.answers == dialog.given
    assert session.phase is Phase.ADVISED
    _check_messages(dialog, stored[0])


async def check_queues(store: SqlStore) -> None:
    """Soon nothing waits any more, and nothing was given up."""
    async with asyncio.timeout(PATIENCE):
        while (await store.run(lambda visit: visit.inbox.backlog())).open:
            await asyncio.sleep(0.1)
    backlog = await store.run(lambda visit: visit.inbox.backlog())
    unsent = await store.run(lambda visit: (*visit.outbox.list("open", 9), *visit.outbox.list("dead", 9)))

    assert (backlog.open, backlog.dead) == (0, 0)
    assert unsent == ()


def about(version: Version) -> str | None:
    """The conversation that a card belongs to, by its buttons."""
    found = (read_press(one.element.get("value")) for one in controls(version.blocks))
    return next((named for press in found if (named := getattr(press, "assessment", None))), None)


async def _mine(dialog: Dialog, store: SqlStore) -> tuple[Stored, ...]:
    return await store.run(lambda visit: visit.of_person(TEAM_ID, dialog.person.id, 999))


def _check_messages(dialog: Dialog, stored: Stored) -> None:
    audit, (channel, thread) = dialog.sandbox.audit, (dialog.channel, dialog.thread)
    ever = [one for one in audit.messages_of_app(channel) if one.thread == thread]
    said = {version.text: about(version) for one in ever for version in one.versions}

    assert [one.ts for one in dialog.cards] == [stored.card_at.ts], list(said)
    assert audit.doubled(channel) == []
    assert "Recommended" in dialog.text
    assert set(said.values()) == {stored.session.id}
    assert len(ever) == 1 + (dialog.typed >= FAR_BELOW), list(said)
