"""Everything that can be said to us in private, each with a word that stands nowhere else."""

from typing import Final

from bot.sandbox.person import Person
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.deciding import ask, decide, opine

SAID: Final = {
    "dm": "Zanzibar",
    "note": "Ypsilanti",
    "reason": "Jabberwock",
    "several": "Kilimanjaro",
    "waiting": "Popocatepetl",
    "command": "Quetzalcoatl",
    "form": "Xylophonist",
    "pasted": "Wollongong",
    "sheet": "Vladivostok",
    "column": "Tegucigalpa",
    "file": "Ouagadougou",
    "closed": "Oberammergau",
    "changed": "Lichtenstein",
}
"""By where it was said."""

PAYROLL: Final = "monthly payroll for the {} office"


def told(where: str, task: str = PAYROLL) -> str:
    """That task, with the word of that place in it."""
    return task.format(SAID[where])


async def talk(office: Office, knowledge: Knowledge) -> None:
    """Alice talks to us in every private way; she asks Bob about one thing, and nobody about another."""
    alice = office.alice
    await alice.open_home()
    await _decide_together(alice, office.bob, knowledge)
    await _several_tasks(alice)
    await _behind_the_command(alice)
    await _in_a_form(alice)
    await _lists(alice)
    await alice.open_home()
    await alice.sees("Your checks")


async def _decide_together(alice: Person, bob: Person, knowledge: Knowledge) -> None:
    await alice.dm(told("dm"))
    await alice.sees("Question 1")
    await alice.dm("enough")
    await alice.sees("Recommended: BPO")
    await ask(alice, bob, note=told("note", "Nobody knows {} better"))
    await opine(bob, knowledge, presence="must")
    await decide(alice, "Split it", **{"Why?": told("reason", "{} says so"), "Remind on": "2099-12-24"})
    await alice.sees("Decided: Split it")
    await alice.press("Save as Markdown", on="Decided:")
    await alice.sees("memo")
    await alice.press("Helpful", on="Recommended")
    await alice.sees("You found this helpful")


async def _several_tasks(alice: Person) -> None:
    await alice.dm(f"- {told('several')}\n- patent research for {SAID['waiting']}")
    await alice.sees("Which one first?")
    await alice.press(told("several"))
    await alice.sees("Question 1")
    await alice.dm(f"the task is {told('changed')}")


async def _behind_the_command(alice: Person) -> None:
    await alice.command(f"/outsource-check {told('command')}")
    await alice.sees("Question 1")
    await alice.command("/outsource-check enough")
    await alice.sees(SAID["command"])


async def _in_a_form(alice: Person) -> None:
    await alice.global_shortcut("Check a task")
    await alice.sees("What is the task?")
    await alice.submit({"What is the task?": told("form")})
    await alice.sees("Recommended")
    await alice.close_view()


async def _lists(alice: Person) -> None:
    await alice.dm("\n".join(f"payroll in {SAID['pasted']} plant {letter}" for letter in "abcdefghijkl"))
    await alice.sees("12 tasks checked")
    rows = f"Task,Hours\nMonthly payroll in {SAID['sheet']},40\nPatent research,3\n"
    await alice.upload(f"{SAID['file']}.csv", rows.encode())
    await alice.sees("2 tasks checked")
    unclear = f"Alpha,Beta\nMonthly payroll,Paid in {SAID['column']}\nPatent research,Done by lawyers\n"
    await alice.upload("unclear.csv", unclear.encode())
    await alice.sees("Which column")


async def turned_away(office: Office) -> None:
    """Alice, an admin, closes a channel and is turned away there herself; what she typed is kept."""
    alice = office.alice
    await alice.command("/outsource-check settings")
    await alice.submit({"Channels where I may be used": ["general", "finance"]})
    await alice.sees("Saved.")
    await alice.close_view()
    await alice.command(f"/outsource-check {told('closed')}", "random")
    await alice.sees("I'm not used in")


async def forget(person: Person) -> None:
    """They have everything forgotten."""
    await person.open_home()
    await person.press("Delete mine")
    await person.sees("I have forgotten everything about you")


def found(where: object) -> list[str]:
    """The places whose words stand there."""
    text = str(where)
    return [place for place, word in SAID.items() if word in text]
