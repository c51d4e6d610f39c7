"""A post that is sent again under the same `client_msg_id` stays one message."""

from uuid import uuid4

from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.tiny_app import refusal


async def test_a_post_that_is_sent_again_is_answered_with_the_first_message(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    one = str(uuid4())
    first = await client.chat_postMessage(channel="general", text="Hello", client_msg_id=one)
    again = await client.chat_postMessage(channel="general", text="Hello", client_msg_id=one)

    assert again["ts"] == first["ts"]
    assert again["message"] == first["message"]
    assert [message["text"] for message in await sandbox.person("alice").messages()] == ["Hello"]


async def test_the_first_message_is_answered_as_it_stands_by_now(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    one = str(uuid4())
    first = await client.chat_postMessage(channel="C0GENERAL1", text="Hello", client_msg_id=one)
    await client.chat_update(channel="C0GENERAL1", ts=first["ts"], text="Good evening")
    again = await client.chat_postMessage(channel="C0GENERAL1", text="Hello", client_msg_id=one)

    assert again["message"]["text"] == "Good evening"
    assert len(await sandbox.person("alice").messages()) == 1


async def test_two_ids_are_two_messages_though_they_say_the_same(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    for _ in range(2):
        await client.chat_postMessage(channel="general", text="Hello", client_msg_id=str(uuid4()))

    assert len(await sandbox.person("alice").messages()) == 2


async def test_an_id_belongs_to_one_channel(client: AsyncWebClient) -> None:
    one = str(uuid4())
    await client.chat_postMessage(channel="general", text="Hello", client_msg_id=one)
    answer = await refusal(client.chat_postMessage(channel="finance", text="Hello", client_msg_id=one))

    assert answer["error"] == "duplicate_channel_not_found"


async def test_an_id_of_a_deleted_message_is_of_no_use(client: AsyncWebClient) -> None:
    one = str(uuid4())
    first = await client.chat_postMessage(channel="C0GENERAL1", text="Hello", client_msg_id=one)
    await client.chat_delete(channel="C0GENERAL1", ts=first["ts"])
    answer = await refusal(client.chat_postMessage(channel="C0GENERAL1", text="Hello", client_msg_id=one))

    assert answer["error"] == "duplicate_message_not_found"


async def test_an_id_is_a_uuid(client: AsyncWebClient) -> None:
    answer = await refusal(client.chat_postMessage(channel="general", text="Hello", client_msg_id="one"))

    assert answer["error"] == "invalid_arguments"
    assert "/client_msg_id" in answer["response_metadata"]["messages"][0]


async def test_what_a_person_wrote_is_no_message_of_the_apps(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    said = await sandbox.person("alice").say("Hello")
    theirs = sandbox.workspace.message("C0GENERAL1", said["ts"])
    assert theirs
    posted = await client.chat_postMessage(channel="general", text="Hi", client_msg_id=theirs.client_msg_id)

    assert posted["ts"] != said["ts"]


async def test_a_post_without_an_id_is_never_taken_for_another(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    for _ in range(2):
        await client.chat_postMessage(channel="general", text="Hello")

    assert len(await sandbox.person("alice").messages()) == 2


async def test_the_transcript_tells_repetitions_apart(sandbox: Sandbox, client: AsyncWebClient) -> None:
    one = str(uuid4())
    for _ in range(2):
        await client.chat_postMessage(channel="general", text="Hello", client_msg_id=one)

    assert [(call.ok, call.repeats) for call in sandbox.calls] == [(True, False), (True, True)]
    assert [line.detail.get("repeats", False) for line in sandbox.transcript.lines] == [False, True]
