"""Alice records what was decided; it is remembered on its day, and held against what changes later."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.deciding import (
    Clock,
    advised,
    advised_behind_the_command,
    advised_in_a_thread,
    decide,
    office_hours,
)
from tests.stories.walks import newest_card

TOMORROW = timedelta(days=1)
ACME = Path(__file__).parents[2] / "docs/examples/acme-pack"
SECRET = "Because <!channel> the clinic asked"


def day(ahead: timedelta) -> str:
    return (datetime.now(UTC) + ahead).date().isoformat()


async def test_a_recorded_decision_stands_on_the_card(office: Office) -> None:
    card = await advised(office.alice)
    await decide(office.alice, "Keep it in-house", **{"Why?": SECRET, "Remind on": "2099-12-24"})
    decided = await office.alice.sees("Decided: Keep it in-house")

    assert decided["ts"] == card["ts"]
    assert f"By <@{office.alice.id}>" in decided["text"]
    assert "Why: “Because &lt;!channel&gt; the clinic asked”" in decided["text"]
    assert "Reminder on December 24, 2099" in decided["text"]


async def test_the_card_behind_the_command_shows_it_too(office: Office) -> None:
    await advised_behind_the_command(office.alice)
    await decide(office.alice, "Outsource it as BPO")

    assert (await office.alice.sees("Decided: Outsource it as BPO"))["ephemeral"]
    await office.bob.does_not_see("Decided")


async def test_a_decision_is_changed_where_it_was_recorded(office: Office) -> None:
    await advised(office.alice)
    await decide(office.alice, "Decide later", **{"Why?": "too early"})
    await office.alice.sees("Decided: Decide later")
    await office.alice.press("Change the decision")
    await office.alice.sees("too early")
    await office.alice.submit({"What is decided?": "Split it"})
    changed = await office.alice.sees("Decided: Split it")

    assert "too early" in changed["text"]


async def test_a_decision_is_taken_back(office: Office) -> None:
    await advised(office.alice)
    await decide(office.alice, "Split it")
    await office.alice.sees("Decided: Split it")
    await office.alice.press("Change the decision")
    await office.alice.press("Take it back")
    await office.alice.sees("The decision is taken back")
    await office.alice.close_view()

    await office.alice.does_not_see("Decided: Split it")


async def test_a_reminder_in_the_past_is_pointed_out_at_its_field(office: Office) -> None:
    await advised(office.alice)
    await office.alice.press("Record decision", on="Recommended")
    await office.alice.sees("What is decided?")
    errors = await office.alice.submit({"What is decided?": "Split it", "Remind on": "2020-01-01"})

    assert "That day is over" in str(errors)


async def test_nobody_else_records_a_decision_about_it(office: Office) -> None:
    await advised_in_a_thread(office.alice)
    await office.bob.press("Record decision", on="Recommended")

    await office.bob.sees("This check belongs to @alice")


async def test_in_a_thread_everybody_reads_it_and_the_recorder_knew(office: Office) -> None:
    await advised_in_a_thread(office.alice)
    await office.alice.press("Record decision", on="Recommended")
    await office.alice.sees("see this advice, so they will see the decision too")
    await office.alice.submit({"What is decided?": "Split it", "Remind on": "2099-12-24"})

    read = await office.bob.sees("Decided: Split it")
    assert "Reminder" not in read["text"]


async def test_the_shared_message_follows_a_recorded_decision(office: Office) -> None:
    await advised(office.alice)
    await office.alice.press("Share in a channel")
    await office.alice.sees("Where?")
    await office.alice.submit({"Where?": "finance"})
    shared = await office.bob.sees("Recommended: BPO")
    await decide(office.alice, "Keep it in-house", **{"Why?": "We like it"})
    decided = await office.bob.sees("Decided: Keep it in-house")

    assert decided["ts"] == shared["ts"]
    assert "We like it" in decided["text"]


async def test_somebody_else_who_decided_is_told_once(office: Office) -> None:
    await advised(office.alice)
    await decide(office.alice, "Split it", **{"Who decided?": "bob"})
    await office.bob.sees("recorded a decision of yours")
    await office.alice.press("Change the decision")
    await office.alice.sees("What is decided?")
    await office.alice.submit({"What is decided?": "Keep it in-house"})
    await office.alice.sees("Decided: Keep it in-house")

    assert len(await office.bob.messages("dm")) == 1


async def test_the_reminder_comes_once_on_its_day(sandbox: Sandbox, tmp_path: Path) -> None:
    alice, clock = sandbox.person("alice"), Clock()
    async with office_hours(sandbox, tmp_path, clock):
        await advised(alice)
        await decide(alice, "Decide later", **{"Why?": "ask Carol", "Remind on": day(3 * TOMORROW)})
        await alice.sees("Decided: Decide later")
        await alice.does_not_see("day to be reminded")
        clock.passed = 4 * TOMORROW
        await alice.sees("day to be reminded")
        clock.passed = 5 * TOMORROW
        await alice.does_not_see("nothing more")

        reminders = [one for one in await alice.messages("dm") if "day to be reminded" in one["text"]]
        assert len(reminders) == 1
        assert "ask Carol" in reminders[0]["text"]


async def test_from_the_reminder_the_advice_is_one_tap_away(sandbox: Sandbox, tmp_path: Path) -> None:
    alice, clock = sandbox.person("alice"), Clock()
    async with office_hours(sandbox, tmp_path, clock):
        await advised(alice)
        await decide(alice, "Decide later", **{"Remind on": day(TOMORROW)})
        await alice.sees("Decided: Decide later")
        clock.passed = 2 * TOMORROW
        await alice.sees("day to be reminded")
        await alice.press("Show the advice")

        assert "Recommended: BPO" in (await newest_card(alice, "dm"))["text"]


async def test_a_changed_answer_tells_whoever_decided_once(sandbox: Sandbox, tmp_path: Path) -> None:
    alice = sandbox.person("alice")
    async with office_hours(sandbox, tmp_path, Clock()):
        await advised(alice)
        await decide(alice, "Outsource it as BPO")
        await alice.sees("Decided: Outsource it as BPO")
        await alice.dm("change presence")
        await alice.press("Yes, on site")
        told = await alice.sees("Answers changed since the decision")
        await alice.does_not_see("nothing more")

        assert "Presence: was “not answered”, is “Yes, on site”" in told["text"]
        assert "Now it is:* keep it in-house, leaning BPO" in told["text"]
        news = [one for one in await alice.messages("dm") if "since the decision" in one["text"]]
        assert len(news) == 1


async def test_a_changed_pack_tells_whoever_decided_once(
    sandbox: Sandbox, tmp_path: Path, knowledge: Knowledge
) -> None:
    alice, clock = sandbox.person("alice"), Clock()
    async with office_hours(sandbox, tmp_path, clock):
        await advised(alice)
        await decide(alice, "Outsource it as BPO")
        await alice.sees("Decided: Outsource it as BPO")
    clock.passed = TOMORROW
    async with office_hours(sandbox, tmp_path, clock, ADVISOR_PACKS=str(ACME)):
        told = await alice.sees("The knowledge pack changed since the decision")
        clock.passed = 2 * TOMORROW
        await alice.does_not_see("nothing more")

        assert f"from {knowledge.pack.version} to" in told["text"]
        news = [one for one in await alice.messages("dm") if "since the decision" in one["text"]]
        assert len(news) == 1


async def test_reasons_and_tasks_never_reach_the_log(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="advisor")
    await advised(office.alice)
    await decide(office.alice, "Split it", **{"Why?": SECRET})
    await office.alice.sees("Decided: Split it")

    assert "clinic" not in caplog.text
    assert "payroll" not in caplog.text
