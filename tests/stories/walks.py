"""How a person in a story gets through the questions: reads the card, presses an answer, reads on."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.person import Person
from knowledge import Knowledge

ROUTINE = {
    "repetition": 2,
    "judgment": 0,
    "expertise": 0,
    "analysis": 0,
    "advising": 0,
    "structure": 0,
    "core": 0,
    "presence": 0,
    "sensitivity": 0,
}
"""Positions of the options that describe routine office work."""

EXPERT = {
    "repetition": 0,
    "judgment": -2,
    "expertise": -2,
    "analysis": -2,
    "advising": -2,
    "structure": -2,
    "core": 0,
    "presence": 0,
    "sensitivity": 0,
}
"""Positions of the options that describe work of experts; -2 is the last before "I don't know"."""


def asked(knowledge: Knowledge, card: dict[str, Any]) -> str | None:
    """The question that this card asks."""
    words, text = knowledge.words(), str(card.get("text", ""))
    return next((id_ for id_, question in words.questions.items() if question.text in text), None)


def option_words(knowledge: Knowledge, question: str, position: int) -> str:
    """How the option at that place of the question reads."""
    found = knowledge.pack.question(question)
    assert found
    return knowledge.words().questions[question].options[found.options[position].id].text


async def press_through(
    person: Person, knowledge: Knowledge, answers: dict[str, int], channel: str
) -> dict[str, Any]:
    """Press an answer to each question until the advice stands there; it comes back."""
    await person.sees("Question 1")
    return await press_on(person, knowledge, answers, channel)


async def press_on(
    person: Person, knowledge: Knowledge, answers: dict[str, int], channel: str
) -> dict[str, Any]:
    """The same from whichever question it is by now."""
    for _ in knowledge.pack.questions:
        card = await newest_card(person, channel)
        question = asked(knowledge, card)
        if question is None:
            return card
        await person.press(option_words(knowledge, question, answers.get(question, -1)), on=card)
    return await newest_card(person, channel)


async def newest_card(person: Person, channel: str) -> dict[str, Any]:
    """The newest message of the app that the person sees there."""
    messages = [message for message in await person.messages(channel) if message.get("bot_id")]
    return messages[-1]


def texts_in(block_kit: object) -> Iterator[dict[str, Any]]:
    """Every text object in some Block Kit."""
    if isinstance(block_kit, list):
        for part in block_kit:
            yield from texts_in(part)
    elif isinstance(block_kit, dict):
        if block_kit.get("type") in {"mrkdwn", "plain_text"}:
            yield block_kit
        for part in block_kit.values():
            yield from texts_in(part)
