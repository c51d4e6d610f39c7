"""Events carry Slack's envelope and Slack's escaping, and only what the manifest subscribes to."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.delivery import Parcel
from bot.sandbox.server import Sandbox
from tests.sandbox.tiny_app import EVENTS, HURRIED, SCOPES, make_manifest, new_client, send


class Ear:
    """An app that acknowledges everything and remembers it."""

    def __init__(self) -> None:
        self.parcels: list[Parcel] = []

    async def carry(self, parcel: Parcel) -> dict[str, Any]:
        self.parcels.append(parcel)
        return {}

    @property
    def events(self) -> list[dict[str, Any]]:
        return [parcel.payload["event"] for parcel in self.parcels if parcel.kind == "events_api"]

    @property
    def kinds(self) -> list[str]:
        return [event.get("subtype") or event["type"] for event in self.events]


@pytest.fixture
def ear(sandbox: Sandbox) -> Ear:
    ear = Ear()
    sandbox.delivery.transport = ear
    return ear


@pytest.fixture
async def deaf() -> AsyncIterator[Sandbox]:
    """A workspace whose app subscribes to nothing."""
    async with Sandbox(make_manifest(events=()), timing=HURRIED) as running:
        yield running


async def test_the_envelope_is_slacks(sandbox: Sandbox, ear: Ear) -> None:
    await sandbox.person("alice").dm("hi")
    (parcel,) = ear.parcels
    envelope = parcel.payload

    assert envelope["type"] == "event_callback"
    assert envelope["event_id"].startswith("Ev")
    assert envelope["event_time"] == int(float(envelope["event"]["ts"]))
    assert envelope["authorizations"][0]["is_bot"]
    assert {"team_id", "api_app_id", "event_context", "is_ext_shared_channel"} <= set(envelope)


async def test_a_direct_message_is_a_message_im(sandbox: Sandbox, ear: Ear) -> None:
    alice = sandbox.person("alice")
    await alice.dm("R&D <fast> & cheap")
    (event,) = ear.events

    assert event["type"] == "message"
    assert event["channel_type"] == "im"
    assert event["user"] == alice.id
    assert event["text"] == "R&amp;D &lt;fast&gt; &amp; cheap"
    assert event["client_msg_id"]
    assert "bot_id" not in event


async def test_addresses_and_names_become_live_and_broadcasts_do_not(sandbox: Sandbox, ear: Ear) -> None:
    await sandbox.person("alice").dm("see https://example.com/?a=1&b=2 @bob <!channel> @nobody")

    assert ear.events[0]["text"] == (
        "see <https://example.com/?a=1&amp;b=2> <@U0BOB00002> &lt;!channel&gt; @nobody"
    )


async def test_a_mention_is_heard_where_the_app_is_a_member(sandbox: Sandbox, ear: Ear) -> None:
    alice = sandbox.person("alice")
    asked = await alice.mention("payroll?", channel="finance")
    await alice.mention("and this?", channel="finance", thread=asked)
    first, second = ear.events

    assert first["type"] == "app_mention"
    assert first["text"] == "<@U0SANDBOX1> payroll?"
    assert "thread_ts" not in first
    assert second["thread_ts"] == asked["ts"]
    assert second["parent_user_id"] == alice.id


async def test_a_typed_name_mentions_the_app_too(sandbox: Sandbox, ear: Ear) -> None:
    await sandbox.person("alice").say("hello @Outsource Advisor, payroll?")
    await sandbox.settle()

    assert ear.events[0]["text"] == "hello <@U0SANDBOX1>, payroll?"


async def test_a_mention_where_the_app_is_no_member_is_not_heard(sandbox: Sandbox, ear: Ear) -> None:
    alice = sandbox.person("alice")
    await alice.mention("payroll?", channel="random")

    await alice.sees("not in this channel")
    assert not ear.events


async def test_an_invited_app_hears_and_speaks(sandbox: Sandbox, ear: Ear, client: AsyncWebClient) -> None:
    alice = sandbox.person("alice")
    await alice.command("/invite @Outsource Advisor", channel="random")
    await alice.mention("payroll?", channel="random")
    await client.chat_postMessage(channel="random", text="Thanks")

    await alice.sees("was added to #random")
    assert ear.kinds == ["app_mention"]


async def test_plain_talk_in_a_channel_is_not_heard(sandbox: Sandbox, ear: Ear) -> None:
    await sandbox.person("alice").say("lunch?")
    await sandbox.settle()

    assert not ear.events


async def test_a_mention_in_a_dm_is_a_message_only(sandbox: Sandbox, ear: Ear) -> None:
    await sandbox.person("alice").dm("@Outsource Advisor hello")

    assert ear.kinds == ["message"]


async def test_the_apps_own_messages_in_a_dm_come_back(
    sandbox: Sandbox, ear: Ear, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel=sandbox.person("alice").id, text="Hello")
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="Hello again")
    await client.chat_delete(channel=posted["channel"], ts=posted["ts"])
    await sandbox.settle()

    assert ear.kinds == ["message", "message_changed", "message_deleted"]
    said, changed, deleted = ear.events
    assert said["bot_id"] == posted["message"]["bot_id"]
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("Hello", "Hello again")
    assert deleted["deleted_ts"] == posted["ts"]


async def test_an_edited_question_is_a_change_and_no_new_message(sandbox: Sandbox, ear: Ear) -> None:
    alice = sandbox.person("alice")
    said = await alice.dm("payrol")
    await alice.edit(said, "payroll")
    await alice.delete(said)
    await sandbox.settle()

    assert ear.kinds == ["message", "message_changed", "message_deleted"]


async def test_ephemeral_messages_make_no_event(sandbox: Sandbox, ear: Ear, client: AsyncWebClient) -> None:
    alice = sandbox.person("alice")
    await client.chat_postEphemeral(channel="D0ALICE001", user=alice.id, text="Psst")
    await sandbox.settle()

    assert not ear.events


async def test_opening_the_home_is_heard_and_brings_the_old_view(
    sandbox: Sandbox, ear: Ear, client: AsyncWebClient
) -> None:
    alice = sandbox.person("alice")
    await alice.open_home()
    await client.views_publish(user_id=alice.id, view={"type": "home", "blocks": [{"type": "divider"}]})
    await alice.open_home()
    await alice.open_home("messages")
    first, second, third = ear.events

    assert (first["tab"], "view" in first) == ("home", False)
    assert second["view"]["type"] == "home"
    assert (third["tab"], "view" in third) == ("messages", False)


async def test_nothing_is_sent_that_was_not_subscribed_to(deaf: Sandbox) -> None:
    ear = Ear()
    deaf.delivery.transport = ear
    alice = deaf.person("alice")
    await alice.dm("hi")
    await alice.mention("hi")
    await alice.open_home()
    deaf.uninstall()
    await deaf.settle()

    assert not ear.parcels


async def test_nothing_is_sent_without_its_scope() -> None:
    async with Sandbox(make_manifest(scopes=("commands",)), timing=HURRIED) as sandbox:
        ear = Ear()
        sandbox.delivery.transport = ear
        await sandbox.person("alice").dm("hi")
        await sandbox.person("alice").mention("hi")

    assert not ear.parcels


async def test_more_is_heard_with_more_subscriptions() -> None:
    manifest = make_manifest(
        scopes=(*SCOPES, "channels:history", "channels:read"),
        events=(*EVENTS, "message.channels", "member_joined_channel", "app_uninstalled", "tokens_revoked"),
    )
    async with Sandbox(manifest, timing=HURRIED) as sandbox:
        ear = Ear()
        sandbox.delivery.transport = ear
        alice = sandbox.person("alice")
        await alice.mention("hi")
        await alice.command("/invite @outsource-advisor", channel="random")
        sandbox.uninstall()
        await sandbox.settle()

    assert ear.kinds == [
        "message",
        "app_mention",
        "channel_join",
        "member_joined_channel",
        "tokens_revoked",
        "app_uninstalled",
    ]


async def test_a_command_comes_raw_with_slacks_fields(sandbox: Sandbox, ear: Ear) -> None:
    await sandbox.person("alice").command("/outsource-check  R&D for @bob ", channel="dm")
    (parcel,) = ear.parcels

    assert parcel.kind == "slash_commands"
    assert parcel.payload["text"] == "R&D for @bob"
    assert parcel.payload["channel_name"] == "directmessage"
    assert parcel.payload["is_enterprise_install"] == "false"
    assert parcel.payload["response_url"].startswith(f"{sandbox.url}/commands/")


async def test_a_command_that_should_escape_does(watch: Any) -> None:
    async with Sandbox(make_manifest(should_escape=True), clock=watch, timing=HURRIED) as sandbox:
        sandbox.delivery.transport = ear = Ear()
        await sandbox.person("alice").command("/outsource-check R&D for @bob")

    assert ear.parcels[0].payload["text"] == "R&amp;D for <@U0BOB00002>"


async def test_a_command_in_a_thread_is_refused_in_slacks_words(sandbox: Sandbox, ear: Ear) -> None:
    alice = sandbox.person("alice")
    said = await alice.say("look here")
    await alice.command("/outsource-check payroll", thread=said)

    await alice.sees("/outsource-check is not supported in threads. Sorry!")
    assert not ear.parcels


async def test_an_unknown_command_is_refused_in_slacks_words(sandbox: Sandbox, ear: Ear) -> None:
    alice = sandbox.person("alice")
    await alice.command("/outsorce payroll")

    await alice.sees("/outsorce is not a valid command")
    assert not ear.parcels


async def test_an_app_without_interactivity_gets_no_presses() -> None:
    async with Sandbox(make_manifest(interactive=False), timing=HURRIED) as sandbox:
        ear = Ear()
        sandbox.delivery.transport = ear
        block = {
            "type": "actions",
            "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Go"}}],
        }
        await new_client(sandbox).chat_postMessage(channel="general", text="Card", blocks=[block])
        alice = sandbox.person("alice")
        await alice.press("Go")

        await alice.sees("not configured to handle interactive")
    assert not ear.parcels


async def test_a_press_in_a_message_comes_with_slacks_fields(
    sandbox: Sandbox, ear: Ear, client: AsyncWebClient
) -> None:
    options = [{"text": {"type": "plain_text", "text": text}, "value": text} for text in ("Yes", "No")]
    radio = {"type": "radio_buttons", "action_id": "r", "options": options}
    blocks = [{"type": "actions", "block_id": "b", "elements": [radio]}]
    posted = await client.chat_postMessage(channel="general", text="Card", blocks=blocks)
    alice = sandbox.person("alice")
    await alice.press("No")
    payload = ear.parcels[0].payload

    assert payload["type"] == "block_actions"
    assert payload["user"]["id"] == alice.id
    assert payload["container"]["message_ts"] == posted["ts"]
    assert payload["message"]["ts"] == posted["ts"]
    assert payload["actions"][0]["selected_option"] == options[1]
    assert payload["state"]["values"]["b"]["r"]["selected_option"] == options[1]
    assert payload["response_url"].startswith(f"{sandbox.url}/actions/")
    assert payload["trigger_id"]


async def test_an_invited_app_is_not_invited_twice(sandbox: Sandbox, ear: Ear) -> None:
    alice = sandbox.person("alice")
    await alice.command("/invite @Outsource Advisor", channel="general")

    await alice.sees("Outsource Advisor is already here")
    assert not ear.parcels


async def test_a_command_of_an_app_that_is_gone_is_unknown(sandbox: Sandbox, ear: Ear) -> None:
    sandbox.uninstall()
    alice = sandbox.person("alice")
    await alice.command("/outsource-check payroll")

    await alice.sees("/outsource-check is not a valid command")
    assert not ear.parcels


async def test_an_answer_in_a_channel_comes_back_as_a_bots_message(sandbox: Sandbox, ear: Ear) -> None:
    await sandbox.person("alice").command("/outsource-check payroll", channel="dm")
    url = ear.parcels[0].payload["response_url"]
    await send(url, json={"text": "Aloud", "response_type": "in_channel"})
    await sandbox.settle()
    (said,) = ear.events

    assert (said["subtype"], "user" in said) == ("bot_message", False)


async def test_a_home_that_the_manifest_lacks_can_not_be_opened() -> None:
    async with Sandbox(make_manifest(home=False), timing=HURRIED) as sandbox:
        alice = sandbox.person("alice")
        await alice.open_home()

        await alice.sees("has no home tab")


async def test_a_direct_message_is_turned_off_with_the_messages_tab() -> None:
    manifest = make_manifest()
    manifest["features"]["app_home"]["messages_tab_enabled"] = False
    async with Sandbox(manifest, timing=HURRIED) as sandbox:
        alice = sandbox.person("alice")
        await alice.dm("hi")

        await alice.sees("Sending messages to this app has been turned off")


async def test_the_state_of_a_message_holds_what_stands_there_untouched(
    sandbox: Sandbox, ear: Ear, client: AsyncWebClient
) -> None:
    yes = {"text": {"type": "plain_text", "text": "Yes"}, "value": "yes"}
    elements = [
        {"type": "static_select", "action_id": "s", "options": [yes], "initial_option": yes},
        {"type": "checkboxes", "action_id": "c", "options": [yes]},
        {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}},
    ]
    blocks = [{"type": "actions", "block_id": "b", "elements": elements}]
    await client.chat_postMessage(channel="general", text="Card", blocks=blocks)
    await sandbox.person("alice").press("Go")

    assert ear.parcels[0].payload["state"]["values"] == {
        "b": {
            "s": {"type": "static_select", "selected_option": yes},
            "c": {"type": "checkboxes", "selected_options": []},
        }
    }


def test_a_manifest_without_a_name_is_told() -> None:
    with pytest.raises(ValueError, match=r"display_information\.name"):
        Sandbox({})
