"""One message holds several tasks: they are taken one by one, and none is forgotten."""

from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.walks import ROUTINE, asked, newest_card, press_through

MESSAGE = """• monthly payroll
• patent research for a new sensor
• first-line support in Spanish"""


async def test_the_tasks_are_offered_one_by_one(office: Office) -> None:
    await office.alice.mention(MESSAGE)

    offer = await office.alice.sees("I read 3 tasks here. Which one first?")
    assert "2. patent research for a new sensor" in offer["text"]
    assert "Treat it as one task" in offer["text"]


async def test_each_task_gets_its_own_card_in_the_same_thread(office: Office, knowledge: Knowledge) -> None:
    asking = await office.alice.mention(MESSAGE)
    await office.alice.sees("Which one first?")
    await office.alice.press("monthly payroll")
    advice = await press_through(office.alice, knowledge, ROUTINE, "general")
    assert "Still waiting" in advice["text"]
    await office.alice.press("patent research for a new sensor", on=advice)

    fresh = await office.alice.sees("“patent research for a new sensor”")
    assert fresh["thread_ts"] == asking["ts"]
    assert fresh["ts"] > advice["ts"]
    old = await office.alice.sees("Recommended: BPO")
    assert old["ts"] == advice["ts"]
    assert "Still waiting" not in old["text"]


async def test_the_last_task_is_offered_after_the_second(office: Office, knowledge: Knowledge) -> None:
    await office.alice.dm(MESSAGE)
    await office.alice.sees("Which one first?")
    await office.alice.dm("the first one")
    await office.alice.dm("enough")
    await office.alice.sees("Still waiting")
    await office.alice.press("patent research for a new sensor")
    await office.alice.sees("“patent research for a new sensor”")
    await office.alice.dm("enough")
    advice = await office.alice.sees("Recommended: KPO")
    assert "first-line support in Spanish" in advice["text"]
    await office.alice.press("first-line support in Spanish", on=advice)

    await office.alice.sees("“first-line support in Spanish”")
    assert asked(knowledge, await newest_card(office.alice, "dm"))


async def test_behind_the_command_only_the_asker_sees_all_of_it(office: Office) -> None:
    await office.bob.command("/outsource-check monthly payroll; patent research")
    await office.bob.sees("I read 2 tasks here")
    await office.bob.press("monthly payroll")
    await office.bob.sees("“monthly payroll”")
    await office.bob.command("/outsource-check enough")
    await office.bob.sees("Still waiting")
    await office.bob.press("patent research")

    assert (await office.bob.sees("“patent research”"))["ephemeral"]
    await office.alice.does_not_see("patent research")


async def test_it_can_be_treated_as_one_task(office: Office) -> None:
    await office.alice.dm("monthly payroll; yearly payroll")
    await office.alice.sees("I read 2 tasks here")
    await office.alice.press("Treat it as one task")

    await office.alice.sees("“monthly payroll; yearly payroll”")


async def test_a_waiting_task_pressed_twice_begins_once(office: Office, knowledge: Knowledge) -> None:
    await office.alice.dm("monthly payroll; patent research")
    await office.alice.press("monthly payroll", on=await office.alice.sees("I read 2 tasks here"))
    await office.alice.dm("enough")
    advice = await office.alice.sees("Still waiting")
    await office.alice.press("patent research", on=advice)
    await office.alice.sees("“patent research”")
    await office.alice.press("patent research", on=advice)

    await office.alice.sees("That button was from an earlier step")
    cards = [m for m in await office.alice.messages("dm") if "“patent research”" in m["text"]]
    assert len(cards) == 1
