"""Alice, who is an admin, settles how the app is used; it holds at once, and the log remembers."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.server import Sandbox
from dialogs.storage import SqlStore
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.admins import ALICE, BOB, run_by_alice
from tests.stories.test_house_packs import ACME
from tests.stories.walks import asked, option_words


@pytest.fixture
async def office(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Office]:
    async with run_by_alice(sandbox, tmp_path) as opened:
        yield opened


async def set_to(office: Office, **filled: Any) -> None:
    """Alice fills in the settings and saves them."""
    await office.alice.command("/outsource-check settings")
    await office.alice.sees("Days to keep a check")
    assert await office.alice.submit(**filled) == {}
    await office.alice.sees("Saved.")
    await office.alice.close_view()


async def test_who_is_no_admin_is_told_who_is(office: Office) -> None:
    await office.bob.command("/outsource-check settings")

    told = await office.bob.sees("The settings belong to")
    assert "<@U0ALICE001>" in told["text"]


async def test_without_admins_the_way_to_get_one_is_told(sandbox: Sandbox, tmp_path: Path) -> None:
    async with run_by_alice(sandbox, tmp_path, ADVISOR_ADMINS="") as office:
        await office.alice.command("/outsource-check settings")

        await office.alice.sees("ADVISOR_ADMINS")


async def test_in_a_dm_a_button_opens_the_settings(office: Office) -> None:
    await office.alice.dm("settings")
    await office.alice.press("Open settings")

    await office.alice.sees("Days to keep a check")


async def test_a_mention_for_settings_is_answered_in_private(office: Office) -> None:
    await office.alice.mention("settings", channel="finance")
    await office.alice.sees("Open settings")

    await office.bob.does_not_see("Open settings")


async def test_what_was_saved_is_told_with_what_it_was_before(office: Office) -> None:
    await office.alice.command("/outsource-check settings")
    await office.alice.submit(days_to_keep_a_check="90")

    await office.alice.sees("Days to keep a check: 180 days → 90 days")
    await office.alice.sees("forgotten within the hour")


async def test_saving_nothing_new_says_so(office: Office) -> None:
    await office.alice.command("/outsource-check settings")
    await office.alice.submit()

    await office.alice.sees("nothing was changed")


async def test_days_that_can_not_be_kept_are_refused_at_the_field(office: Office) -> None:
    await office.alice.command("/outsource-check settings")
    errors = await office.alice.submit(days_to_keep_a_check="99999")

    assert errors


async def test_the_log_says_who_changed_what(office: Office) -> None:
    await set_to(office, days_to_keep_a_check="90")
    await office.alice.command("/outsource-check settings")
    await office.alice.sees("Last changed by")
    await office.alice.press("Who changed what")

    log = await office.alice.sees("180 days → 90 days")
    assert "Alice Moreau" in str(log) or "U0ALICE001" in str(log)


async def test_an_empty_log_says_so(office: Office) -> None:
    await office.alice.command("/outsource-check settings")
    await office.alice.press("Who changed what")

    await office.alice.sees("Nobody has changed anything yet")


async def test_a_form_that_is_out_of_date_is_shown_again(sandbox: Sandbox, tmp_path: Path) -> None:
    async with run_by_alice(sandbox, tmp_path, ADVISOR_ADMINS=f"{ALICE},{BOB}") as office:
        await office.alice.command("/outsource-check settings")
        await office.bob.command("/outsource-check settings")
        await office.alice.submit(days_to_keep_a_check="90")
        await office.bob.submit(days_to_keep_a_check="30")

        again = await office.bob.sees("Somebody changed these settings meanwhile")
        assert "'initial_value': '90'" in str(again)


# ------------------------------------------------------------------- channels


async def test_in_a_channel_that_is_not_allowed_only_the_asker_hears_so(office: Office) -> None:
    await set_to(office, channels_where_i_may_be_used=["finance"])
    await office.bob.mention("monthly payroll", channel="general")
    await office.bob.sees("I'm not used in")

    await office.alice.does_not_see("I'm not used in")


async def test_what_was_typed_there_goes_on_in_the_dm(office: Office) -> None:
    await set_to(office, channels_where_i_may_be_used=["finance"])
    await office.bob.command("/outsource-check handling of special cases", channel="general")
    await office.bob.press("Go on in Messages")

    card = await office.bob.sees("Question 1")
    assert "special cases" in card["text"]
    assert card["channel"] == "D0BOB00002"


async def test_going_on_twice_begins_once(office: Office) -> None:
    await set_to(office, channels_where_i_may_be_used=["finance"])
    await office.bob.mention("handling of special cases", channel="general")
    told = await office.bob.sees("I'm not used in")
    await office.bob.press("Go on in Messages", on=told)
    await office.bob.sees("Question 1")
    cards = [m for m in await office.bob.messages("dm") if "Question 1" in m["text"]]

    assert len(cards) == 1


async def test_an_allowed_channel_works_as_ever(office: Office) -> None:
    await set_to(office, channels_where_i_may_be_used=["finance"])
    await office.bob.mention("handling of special cases", channel="finance")

    await office.bob.sees("Question 1")


async def test_a_dm_is_always_allowed(office: Office) -> None:
    await set_to(office, channels_where_i_may_be_used=["finance"])
    await office.bob.dm("handling of special cases")

    await office.bob.sees("Question 1")


async def test_one_channel_may_be_closed_while_all_others_stay_open(office: Office) -> None:
    await office.alice.command("/outsource-check settings")
    await office.alice.choose("One channel…", "general")
    await office.alice.sees("May I be used here?")
    await office.alice.submit(**{"May I be used here?": "No"})
    await office.alice.sees("Saved.")
    await office.alice.close_view()
    await office.alice.close_view()
    await office.bob.mention("monthly payroll", channel="general")

    await office.bob.sees("I'm not used in")


# --------------------------------------------------------------- who may answer


async def test_only_the_asker_answers_unless_it_is_chosen_otherwise(
    office: Office, knowledge: Knowledge
) -> None:
    await office.alice.mention("handling of special cases", channel="finance")
    card = await office.bob.sees("Question 1")
    await office.bob.press(option_words(knowledge, asked(knowledge, card) or "", 0), on=card)

    await office.bob.sees("belongs to")


async def test_where_anyone_may_answer_the_card_says_who_did(office: Office, knowledge: Knowledge) -> None:
    await set_to(office, who_may_answer_in_a_thread="Anyone in the thread")
    await office.alice.mention("handling of special cases", channel="finance")
    card = await office.bob.sees("Question 1")
    question = asked(knowledge, card) or ""
    await office.bob.press(option_words(knowledge, question, 0), on=card)

    now = await office.alice.sees("Answered by others")
    assert f"{knowledge.words().questions[question].label} by <@U0BOB00002>" in now["text"]


async def test_where_anyone_may_answer_a_mention_in_the_thread_answers_too(
    office: Office, knowledge: Knowledge
) -> None:
    await set_to(office, who_may_answer_in_a_thread="Anyone in the thread")
    said = await office.alice.mention("handling of special cases", channel="finance")
    card = await office.bob.sees("Question 1")
    words = option_words(knowledge, asked(knowledge, card) or "", 0)
    await office.bob.mention(words, channel="finance", thread=said)

    await office.alice.sees("Question 2")
    await office.alice.sees("Answered by others")


async def test_a_task_of_somebody_else_in_the_same_thread_is_their_own(office: Office) -> None:
    await set_to(office, who_may_answer_in_a_thread="Anyone in the thread")
    said = await office.alice.mention("handling of special cases", channel="finance")
    await office.bob.sees("Question 1")
    await office.bob.mention("patent research for a new sensor", channel="finance", thread=said)

    own = await office.bob.sees("patent research")
    assert "Answered by others" not in own["text"]


async def test_what_only_one_person_sees_stays_theirs(office: Office) -> None:
    await set_to(office, who_may_answer_in_a_thread="Anyone in the thread")
    await office.alice.command("/outsource-check handling of special cases")
    await office.alice.sees("Question 1")

    await office.bob.does_not_see("special cases")


# -------------------------------------------------------- who sees the command


async def test_the_command_may_open_a_thread_for_all_to_see(office: Office) -> None:
    await set_to(office, **{"What /outsource-check shows": "To the channel, as a thread"})
    await office.alice.command("/outsource-check handling of special cases", channel="finance")

    card = await office.bob.sees("Question 1")
    assert card["thread_ts"]
    head = next(m for m in await office.bob.messages("finance") if m["ts"] == card["thread_ts"])
    assert "<@U0ALICE001> asks" in head["text"]


async def test_whoever_says_private_keeps_it_to_themselves(office: Office) -> None:
    await set_to(office, **{"What /outsource-check shows": "To the channel, as a thread"})
    await office.alice.command("/outsource-check private handling of special cases", channel="finance")
    await office.alice.sees("Question 1")

    await office.bob.does_not_see("special cases")


async def test_an_answer_to_a_private_question_never_comes_into_the_open(
    office: Office, knowledge: Knowledge
) -> None:
    await office.bob.command("/outsource-check handling of special cases", channel="finance")
    card = await office.bob.sees("Question 1")
    await set_to(office, **{"What /outsource-check shows": "To the channel, as a thread"})
    words = option_words(knowledge, asked(knowledge, card) or "", 0)
    await office.bob.command(f"/outsource-check {words}", channel="finance")
    await office.bob.sees("Question 2")

    assert not [m for m in await office.alice.messages("finance") if "asks" in m["text"]]


async def test_where_the_app_is_no_member_it_stays_private(office: Office) -> None:
    await set_to(office, **{"What /outsource-check shows": "To the channel, as a thread"})
    await office.alice.command("/outsource-check handling of special cases", channel="random")
    await office.alice.sees("Question 1")

    await office.bob.does_not_see("special cases")


async def test_help_is_never_said_to_the_whole_channel(office: Office) -> None:
    await set_to(office, **{"What /outsource-check shows": "To the channel, as a thread"})
    await office.alice.command("/outsource-check help", channel="finance")
    await office.alice.sees("How this works")

    await office.bob.does_not_see("How this works")


# ------------------------------------------------------------------ house packs


async def test_the_organizations_knowledge_can_be_left_out(sandbox: Sandbox, tmp_path: Path) -> None:
    async with run_by_alice(sandbox, tmp_path, ADVISOR_PACKS=str(ACME)) as office:
        await set_to(office, **{"Your organization's own knowledge": "Leave it out"})
        await office.alice.dm("patent research for a new sensor")
        await office.alice.dm("just tell me")

        advice = await office.alice.sees("Recommended: KPO")
        assert "Acme" not in advice["text"]


async def test_without_house_packs_there_is_nothing_to_choose(office: Office) -> None:
    await office.alice.command("/outsource-check settings")
    await office.alice.sees("Days to keep a check")

    await office.alice.does_not_see("own knowledge")


# ------------------------------------------------------------------- retention


async def test_what_nobody_touched_for_long_is_forgotten(sandbox: Sandbox, tmp_path: Path) -> None:
    clock = Clock()
    async with run_by_alice(sandbox, tmp_path, clock, tick=0.02) as office:
        await office.bob.dm("handling of special cases")
        card = await office.bob.sees("Question 1")
        clock.days = 181
        await forgotten(tmp_path, BOB)
        await office.bob.press("Why?", on=card)

        await office.bob.sees("I can't find that check any more")


async def test_a_shorter_time_holds_at_once(sandbox: Sandbox, tmp_path: Path) -> None:
    clock = Clock()
    async with run_by_alice(sandbox, tmp_path, clock, tick=0.02) as office:
        await set_to(office, days_to_keep_a_check="30")
        await office.bob.dm("handling of special cases")
        card = await office.bob.sees("Question 1")
        clock.days = 31
        await forgotten(tmp_path, BOB)
        await office.bob.press("Why?", on=card)

        await office.bob.sees("I can't find that check any more")


class Clock:
    """The time, some days from now."""

    days = 0.0

    def __call__(self) -> datetime:
        return datetime.now(UTC) + timedelta(days=self.days)


async def forgotten(folder: Path, person: str) -> None:
    """Waits until nothing of that person is in the database."""
    store = SqlStore.open(f"sqlite:///{folder / 'demo.sqlite3'}")
    async with asyncio.timeout(5):
        while await store.run(lambda visit: visit.of_person("T0NORTHWND", person, 1)):
            await asyncio.sleep(0.02)
    await store.close()
