"""After a run the audit tells what was doubled, and what stood side by side that should not have."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.blocks import controls
from bot.sandbox.ledger import Version
from bot.sandbox.server import Sandbox
from tests.sandbox.tiny_app import actions, button

GENERAL = "C0GENERAL1"


def about(version: Version) -> str | None:
    """The conversation that the first button of a card belongs to."""
    return next((str(one.element["value"]).split(":")[0] for one in controls(version.blocks)), None)


def card(value: str, label: str = "Go") -> dict[str, Any]:
    return {"channel": GENERAL, "text": label, "blocks": [actions(button(label, value=value))]}


async def test_a_message_that_was_posted_twice_is_told(sandbox: Sandbox, client: AsyncWebClient) -> None:
    asked = await sandbox.person("alice").say("payroll?")
    first = await client.chat_postMessage(**card("one:1"), thread_ts=asked["ts"])
    second = await client.chat_postMessage(**card("one:1"), thread_ts=asked["ts"])
    ((one, other),) = sandbox.audit.doubled()

    assert (one.ts, other.ts) == (first["ts"], second["ts"])
    assert one.thread == asked["ts"]


async def test_a_double_is_known_though_the_first_has_changed_since(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    first = await client.chat_postMessage(**card("one:1", "Question 1"))
    await client.chat_update(**card("one:2", "Question 2"), ts=first["ts"])
    await client.chat_postMessage(**card("one:1", "Question 1"))

    assert len(sandbox.audit.doubled(GENERAL)) == 1


async def test_a_double_that_was_taken_back_is_none(sandbox: Sandbox, client: AsyncWebClient) -> None:
    first = await client.chat_postMessage(**card("one:1"))
    await client.chat_postMessage(**card("one:1"))
    await client.chat_delete(channel=GENERAL, ts=first["ts"])

    assert sandbox.audit.doubled() == []


async def test_the_same_words_elsewhere_or_for_somebody_else_are_no_double(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    asked = await sandbox.person("alice").say("payroll?")
    await client.chat_postMessage(channel=GENERAL, text="Hello")
    await client.chat_postMessage(channel=GENERAL, text="Hello", thread_ts=asked["ts"])
    await client.chat_postMessage(channel="C0FINANCE2", text="Hello")
    for user in ("U0ALICE001", "U0BOB00002"):
        await client.chat_postEphemeral(channel=GENERAL, user=user, text="Hello")
    await sandbox.person("bob").say("Hello")

    assert sandbox.audit.doubled() == []


async def test_two_cards_for_one_thing_are_told(sandbox: Sandbox, client: AsyncWebClient) -> None:
    await client.chat_postMessage(**card("one:1", "First"))
    await client.chat_postMessage(**card("two:1", "Other"))
    await client.chat_postMessage(**card("one:2", "Second"))
    together = sandbox.audit.standing_together(about)

    assert {key: [one.versions[-1].text for one in ones] for key, ones in together.items()} == {
        "one": ["First", "Second"]
    }


async def test_a_card_that_was_closed_stands_beside_no_other(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    first = await client.chat_postMessage(**card("one:1"))
    await client.chat_update(channel=GENERAL, ts=first["ts"], text="Moved on", blocks=[])
    await client.chat_postMessage(**card("one:2"))

    assert sandbox.audit.standing_together(about) == {}


async def test_what_stood_only_for_a_while_is_found_by_its_moment(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    first = await client.chat_postMessage(**card("one:1"))
    await client.chat_postMessage(**card("one:2"))
    await client.chat_delete(channel=GENERAL, ts=first["ts"])
    audit = sandbox.audit

    counts = [len(audit.standing_together(about, moment=moment)) for moment in audit.moments()]
    assert counts == [0, 1, 0]


async def test_messages_are_listed_by_channel_and_thread(sandbox: Sandbox, client: AsyncWebClient) -> None:
    asked = await sandbox.person("alice").say("payroll?")
    answer = await client.chat_postMessage(channel=GENERAL, text="Hello", thread_ts=asked["ts"])
    gone = await client.chat_postMessage(channel=GENERAL, text="Wrong", thread_ts=asked["ts"])
    await client.chat_delete(channel=GENERAL, ts=gone["ts"])
    audit = sandbox.audit

    assert [one.ts for one in audit.messages(GENERAL)] == [asked["ts"], answer["ts"], gone["ts"]]
    assert [one.ts for one in audit.messages_of_app(GENERAL)] == [answer["ts"], gone["ts"]]
    assert [one.ts for one in audit.standing(GENERAL, asked["ts"])] == [answer["ts"]]
    assert set(audit.places()) == {(GENERAL, ""), (GENERAL, asked["ts"])}
