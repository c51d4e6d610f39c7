"""The fake person reads like a human, and says what it saw when a story goes wrong."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.test_events import Ear
from tests.sandbox.tiny_app import actions, button, modal, section


@pytest.fixture
def ear(sandbox: Sandbox) -> Ear:
    ear = Ear()
    sandbox.delivery.transport = ear
    return ear


def option(text: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": text}, "value": text}


async def test_a_missing_button_is_told_with_those_that_are_there(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="general", text="Card", blocks=[actions(button("Every day"))])

    with pytest.raises(AssertionError, match=r"called 'Every week'.*To press: \['Every day'\]"):
        await sandbox.person("alice").press("Every week", within=0.05)


async def test_missing_words_are_told_with_those_that_are_there(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="general", text="Good morning")

    with pytest.raises(AssertionError, match=r"does not see 'Good night'.*\[Good morning\]"):
        await sandbox.person("alice").sees("Good night", within=0.05)


async def test_words_that_should_not_be_there_are_found(sandbox: Sandbox, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="general", text="A secret")

    with pytest.raises(AssertionError, match="sees 'secret'"):
        await sandbox.person("bob").does_not_see("secret")


async def test_a_person_sees_blocks_and_not_the_text_behind_them(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    blocks = [section("*Recommended:*  BPO &amp; <@U0BOB00002>")]
    await client.chat_postMessage(channel="general", text="Behind", blocks=blocks)
    alice = sandbox.person("alice")

    await alice.sees("recommended: BPO & @bob")
    await alice.does_not_see("Behind")


async def test_the_newest_button_of_that_name_is_pressed(
    sandbox: Sandbox, ear: Ear, client: AsyncWebClient
) -> None:
    for value in ("old", "new"):
        blocks = [actions(button("Go", value=value))]
        await client.chat_postMessage(channel="general", text="Card", blocks=blocks)
    await sandbox.person("alice").press("go")

    assert ear.parcels[0].payload["actions"][0]["value"] == "new"


async def test_a_button_is_found_by_what_stands_beside_it(
    sandbox: Sandbox, ear: Ear, client: AsyncWebClient
) -> None:
    for task in ("Payroll", "Patents"):
        blocks = [section(task), actions(button("Go", value=task))]
        await client.chat_postMessage(channel="general", text=task, blocks=blocks)
    await sandbox.person("alice").press("Go", on="Payroll")

    assert ear.parcels[0].payload["actions"][0]["value"] == "Payroll"


@pytest.mark.parametrize("kind", ["static_select", "radio_buttons", "overflow"])
async def test_options_of_every_kind_are_picked_by_their_words(
    sandbox: Sandbox, ear: Ear, client: AsyncWebClient, kind: str
) -> None:
    element = {"type": kind, "action_id": "x", "options": [option("Every day"), option("Every week")]}
    await client.chat_postMessage(
        channel="general", text="Card", blocks=[{"type": "actions", "elements": [element]}]
    )
    await sandbox.person("alice").press("every week")

    assert ear.parcels[0].payload["actions"][0]["selected_option"]["value"] == "Every week"


async def test_checkboxes_are_ticked_and_cleared(sandbox: Sandbox, ear: Ear, client: AsyncWebClient) -> None:
    element = {"type": "checkboxes", "action_id": "x", "options": [option("A"), option("B")]}
    await client.chat_postMessage(
        channel="general", text="Card", blocks=[{"type": "actions", "elements": [element]}]
    )
    alice = sandbox.person("alice")
    for label in ("A", "B", "A"):
        await alice.press(label)
    ticked = [
        [one["value"] for one in parcel.payload["actions"][0]["selected_options"]] for parcel in ear.parcels
    ]

    assert ticked == [["A"], ["A", "B"], ["B"]]


async def test_a_button_for_somebody_else_is_not_there(sandbox: Sandbox, client: AsyncWebClient) -> None:
    hidden = {**button("Go"), "visible_to_user_ids": ["U0BOB00002"]}
    await client.chat_postMessage(channel="general", text="Card", blocks=[actions(hidden)])

    with pytest.raises(AssertionError):
        await sandbox.person("alice").press("Go", within=0.05)


async def test_an_open_modal_hides_what_is_behind_it(
    sandbox: Sandbox, ear: Ear, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="general", text="Behind it")
    alice = sandbox.person("alice")
    await alice.command("/outsource-check")
    await client.views_open(trigger_id=ear.parcels[0].payload["trigger_id"], view=modal("In front"))

    await alice.sees("In front")
    await alice.does_not_see("Behind it")


async def test_a_field_that_is_not_there_is_told_with_those_that_are(
    sandbox: Sandbox, ear: Ear, client: AsyncWebClient
) -> None:
    alice = sandbox.person("alice")
    await alice.command("/outsource-check")
    await client.views_open(trigger_id=ear.parcels[0].payload["trigger_id"], view=modal())

    with pytest.raises(AssertionError, match=r"no field 'colour'. Fields here: \['Your task'\]"):
        await alice.submit(colour="red")


async def test_the_newest_message_is_the_last_one_anywhere(sandbox: Sandbox, client: AsyncWebClient) -> None:
    alice = sandbox.person("alice")
    await client.chat_postMessage(channel="finance", text="First")
    await client.chat_postMessage(channel="general", text="Second")

    assert (await alice.newest())["text"] == "Second"
    assert (await alice.newest("finance"))["text"] == "First"
