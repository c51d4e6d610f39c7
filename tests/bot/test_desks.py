"""Nothing that we write into a button, a form or the manifest leads nowhere."""

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from bot import desks, settings, words
from bot.desk import Desk
from bot.desks.table import Table
from bot.heard import Errand
from bot.manifest import manifest, manifest_optional
from bot.preview import gallery
from bot.transient import Newer
from bot.wire import read_form
from bot.wire.presses import REGISTRY as PRESSES
from bot.workplace import Workplace
from dialogs.places import in_private
from knowledge import load

HEARD_BY_LISTENERS = {"app_mention", "message.im"}


@pytest.fixture(scope="module")
def table() -> Table:
    chosen = settings.read(
        {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "ADVISOR_CAPABILITIES": "agent,step",
        }
    )
    unused = cast("Any", None)
    place = Workplace(chosen, *[unused] * 8)
    return desks.laid(place)


def test_every_press_has_its_desk(table: Table) -> None:
    assert set(PRESSES.types) - set(table.presses) == set()


def test_every_form_that_can_be_sent_has_its_desk(table: Table) -> None:
    shown = [view for _, view in gallery.all_views(words.load(load())) if "submit" in view]

    assert {type(read_form(view)) for view in shown} - set(table.forms) == set()


def test_every_shortcut_of_the_manifest_has_its_desk(table: Table) -> None:
    offered = {shortcut["callback_id"] for shortcut in manifest()["features"]["shortcuts"]}

    assert offered == set(table.shortcuts)


def test_every_event_of_the_manifest_is_heard(table: Table) -> None:
    subscribed = set(manifest_optional()["settings"]["event_subscriptions"]["bot_events"])

    assert subscribed - HEARD_BY_LISTENERS - set(table.events) == set()


async def test_an_errand_of_a_newer_version_is_left_to_that_version(table: Table) -> None:
    errand = Errand(in_private("T1", "U1"), "errand of tomorrow", {}, datetime.now(UTC))
    desk = Desk(cast("Workplace", None), table)

    with pytest.raises(Newer):
        await desk.serve(errand, lambda _: True)
