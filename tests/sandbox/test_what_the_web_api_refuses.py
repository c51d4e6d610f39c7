"""The Web API refuses what Slack refuses, by Slack's names: through the real SDK."""

from typing import Any

import pytest
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.tiny_app import (
    HURRIED,
    Watch,
    actions,
    button,
    make_manifest,
    modal,
    new_client,
    refusal,
    section,
    send,
)


async def post_as_alice(sandbox: Sandbox) -> str:
    said = await sandbox.person("alice").say("mine")
    return str(said["ts"])


async def test_the_app_learns_who_it_is_and_what_it_may_do(client: AsyncWebClient) -> None:
    answer = await client.auth_test()

    assert answer["bot_id"].startswith("B")
    assert answer["user_id"].startswith("U")
    assert answer.headers["x-oauth-scopes"] == "commands,app_mentions:read,chat:write,im:history"


async def test_a_wrong_token_is_invalid_auth(sandbox: Sandbox) -> None:
    answer = await refusal(new_client(sandbox, "xoxb-wrong").auth_test())

    assert answer == {"ok": False, "error": "invalid_auth"}


async def test_no_token_is_not_authed(sandbox: Sandbox) -> None:
    _, answer = await send(f"{sandbox.api_url}auth.test")

    assert answer["error"] == "not_authed"


async def test_a_token_inside_a_json_body_is_not_authed(sandbox: Sandbox) -> None:
    _, answer = await send(f"{sandbox.api_url}auth.test", json={"token": sandbox.bot_token})

    assert answer["error"] == "not_authed"


async def test_a_form_may_carry_token_and_blocks_as_text(sandbox: Sandbox) -> None:
    form = {"token": sandbox.bot_token, "channel": "general", "blocks": '[{"type":"divider"}]', "text": "Hi"}
    _, posted = await send(f"{sandbox.api_url}chat.postMessage", data=form)

    assert posted["ok"]
    assert posted["message"]["blocks"][0]["block_id"]


async def test_socket_mode_wants_the_app_token(sandbox: Sandbox, client: AsyncWebClient) -> None:
    answer = await refusal(client.apps_connections_open(app_token=sandbox.bot_token))

    assert answer["error"] == "not_allowed_token_type"


async def test_an_unknown_method_is_named(client: AsyncWebClient) -> None:
    answer = await refusal(client.api_call("chat.shout"))

    assert answer == {"ok": False, "error": "unknown_method", "req_method": "chat.shout"}


async def test_a_missing_scope_is_told_with_what_is_needed(watch: Watch) -> None:
    async with Sandbox(make_manifest(scopes=("commands",)), clock=watch, timing=HURRIED) as sandbox:
        answer = await refusal(new_client(sandbox).chat_postMessage(channel="general", text="Hi"))

    assert answer == {
        "ok": False,
        "error": "missing_scope",
        "needed": "chat:write",
        "provided": "commands",
    }


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("conversations.open", {"users": "U0ALICE001"}),
        ("conversations.info", {"channel": "C0GENERAL1"}),
        ("users.info", {"user": "U0ALICE001"}),
    ],
)
async def test_looking_around_needs_a_scope(client: AsyncWebClient, method: str, arguments: Any) -> None:
    answer = await refusal(client.api_call(method, params=arguments))

    assert answer["error"] == "missing_scope"


async def test_looking_around_works_with_the_scope() -> None:
    scopes = ("im:write", "channels:read", "users:read")
    async with Sandbox(make_manifest(scopes=scopes)) as sandbox:
        client = new_client(sandbox)
        opened = await client.conversations_open(users="U0ALICE001")
        channel = await client.conversations_info(channel="C0RANDOM03")
        user = await client.users_info(user="U0ALICE001")

    assert opened["channel"]["id"] == "D0ALICE001"
    assert channel["channel"]["is_member"] is False
    assert user["user"]["real_name"] == "Alice Moreau"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE1", "text": "Hi"}, "channel_not_found"),
        ({"channel": "random", "text": "Hi"}, "not_in_channel"),
        ({"channel": "general"}, "no_text"),
        ({"channel": "general", "text": ""}, "no_text"),
        ({"channel": "general", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "general", "text": "Hi", "thread_ts": "1.1"}, "thread_not_found"),
        ({"channel": "general", "text": "Hi", "colour": "red"}, "invalid_arguments"),
        ({"text": "Hi"}, "invalid_arguments"),
        ({"channel": "general", "text": "Hi", "blocks": "{"}, "invalid_blocks_format"),
        ({"channel": "general", "text": "Hi", "unfurl_links": "perhaps"}, "invalid_arguments"),
        ({"channel": "general", "text": "Hi", "blocks": [section("x" * 2_900)] * 6}, "msg_blocks_too_long"),
    ],
)
async def test_a_bad_post_is_refused(client: AsyncWebClient, arguments: Any, error: str) -> None:
    answer = await refusal(client.api_call("chat.postMessage", json=arguments))

    assert answer["error"] == error


async def test_bad_blocks_are_pointed_at(client: AsyncWebClient) -> None:
    blocks = [section("fine"), section("")]
    answer = await refusal(client.chat_postMessage(channel="general", text="Hi", blocks=blocks))

    assert answer["error"] == "invalid_blocks"
    assert "[json-pointer:/blocks/1/text/text]" in answer["response_metadata"]["messages"][0]


async def test_an_unknown_key_in_a_block_is_refused(client: AsyncWebClient) -> None:
    blocks = [{**section("fine"), "colour": "red"}]
    answer = await refusal(client.chat_postMessage(channel="general", text="Hi", blocks=blocks))

    assert answer["error"] == "invalid_blocks"


async def test_a_user_id_as_channel_is_that_persons_dm(sandbox: Sandbox, client: AsyncWebClient) -> None:
    alice = sandbox.person("alice")
    posted = await client.chat_postMessage(channel=alice.id, text="Psst")

    assert posted["channel"] == (await alice.sees("Psst"))["channel"]


@pytest.mark.filterwarnings("ignore:The top-level `text`:UserWarning")
async def test_text_is_built_from_blocks_when_it_is_left_out(client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="general", blocks=[section("One"), section("Two")])

    assert posted["message"]["text"] == "One\nTwo"


async def test_an_update_without_blocks_removes_them(client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="general", text="A", blocks=[section("A")])
    updated = await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="B")

    assert "blocks" not in updated["message"]
    assert updated["text"] == "B"


async def test_updates_are_refused_where_slack_refuses_them(sandbox: Sandbox, client: AsyncWebClient) -> None:
    mine, alices = await client.chat_postMessage(channel="general", text="A"), await post_as_alice(sandbox)
    errors = [
        (await refusal(client.chat_update(channel=channel, ts=ts, text=text)))["error"]
        for channel, ts, text in (
            (mine["channel"], "1.000001", "B"),
            ("general", mine["ts"], "B"),
            (mine["channel"], alices, "B"),
            (mine["channel"], mine["ts"], "x" * 4_001),
        )
    ]

    assert errors == ["message_not_found", "channel_not_found", "cant_update_message", "msg_too_long"]


async def test_the_app_deletes_its_own_messages_only(sandbox: Sandbox, client: AsyncWebClient) -> None:
    mine, alices = await client.chat_postMessage(channel="general", text="A"), await post_as_alice(sandbox)
    await client.chat_delete(channel=mine["channel"], ts=mine["ts"])
    again = await refusal(client.chat_delete(channel=mine["channel"], ts=mine["ts"]))
    other = await refusal(client.chat_delete(channel=mine["channel"], ts=alices))

    assert (again["error"], other["error"]) == ("message_not_found", "cant_delete_message")


async def test_a_reply_under_a_reply_is_refused(client: AsyncWebClient) -> None:
    parent = await client.chat_postMessage(channel="general", text="A")
    reply = await client.chat_postMessage(channel="general", text="B", thread_ts=parent["ts"])
    answer = await refusal(client.chat_postMessage(channel="general", text="C", thread_ts=reply["ts"]))

    assert answer["error"] == "cannot_reply_to_message"


async def test_an_ephemeral_message_is_seen_by_one_and_never_edited(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    alice, bob = sandbox.person("alice"), sandbox.person("bob")
    sent = await client.chat_postEphemeral(channel="C0GENERAL1", user=alice.id, text="Between us")
    edited = await refusal(client.chat_update(channel="C0GENERAL1", ts=sent["message_ts"], text="B"))

    assert edited["error"] == "message_not_found"
    assert (await alice.sees("Between us"))["ephemeral"]
    await bob.does_not_see("Between us")


async def test_an_ephemeral_message_goes_to_members_only(client: AsyncWebClient) -> None:
    outside = await refusal(client.chat_postEphemeral(channel="general", user="U0NOBODY1", text="Hi"))
    elsewhere = await refusal(client.chat_postEphemeral(channel="random", user="U0ALICE001", text="Hi"))

    assert (outside["error"], elsewhere["error"]) == ("user_not_in_channel", "not_in_channel")


async def test_an_ephemeral_message_in_a_silent_thread_is_never_seen(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    alice = sandbox.person("alice")
    asked = await alice.say("Anybody here?")
    place = {"channel": asked["channel"], "user": alice.id, "thread_ts": asked["ts"]}
    await client.chat_postEphemeral(**place, text="Whispered too early")
    await alice.does_not_see("Whispered too early")
    await client.chat_postMessage(channel=asked["channel"], thread_ts=asked["ts"], text="Here")
    await client.chat_postEphemeral(**place, text="Whispered in time")

    await alice.sees("Whispered in time")


async def test_too_many_calls_are_told_to_wait_and_the_sdk_does(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    sandbox.limit("chat.postMessage", times=1, retry_after=1)
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler())
    posted = await client.chat_postMessage(channel="general", text="Hi")

    assert posted["ok"]
    assert [call.answer.get("error") for call in sandbox.calls] == ["ratelimited", None]


async def test_a_limit_is_status_429_with_retry_after(sandbox: Sandbox) -> None:
    sandbox.limit("auth.test", retry_after=7)
    bearer = {"Authorization": f"Bearer {sandbox.bot_token}"}
    answer, _ = await send(f"{sandbox.api_url}auth.test", headers=bearer)

    assert (answer.status, answer.headers["Retry-After"]) == (429, "7")


async def test_a_strict_workspace_lets_one_message_a_second_into_a_channel(watch: Watch) -> None:
    async with Sandbox(make_manifest(), clock=watch, strict_pace=True) as sandbox:
        client = new_client(sandbox)
        for _ in range(3):
            await client.chat_postMessage(channel="general", text="Burst")
        answer = await refusal(client.chat_postMessage(channel="general", text="Too much"))
        await client.chat_postMessage(channel="finance", text="Another channel")
        watch.now += 1
        await client.chat_postMessage(channel="general", text="A second later")

    assert answer["error"] == "ratelimited"


async def test_blocks_are_validated_without_posting(sandbox: Sandbox, client: AsyncWebClient) -> None:
    await client.api_call("blocks.validate", json={"blocks": [actions(button("Go"))]})
    await client.api_call("blocks.validate", json={"view": modal()})
    answer = await refusal(
        client.api_call("blocks.validate", json={"view": modal("A title that is far too long")})
    )

    assert "[json-pointer:/view/title/text]" in answer["response_metadata"]["messages"][0]
    assert not await sandbox.person("alice").messages()


async def test_an_uninstalled_app_has_a_dead_token(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.uninstall()

    assert (await refusal(client.auth_test()))["error"] == "account_inactive"


async def test_people_are_shown_what_was_refused(sandbox: Sandbox, client: AsyncWebClient) -> None:
    await refusal(client.chat_postMessage(channel="general", text="Hi", blocks=[section("")]))

    await sandbox.person("alice").sees("chat.postMessage: invalid_blocks")


async def test_calls_are_remembered_without_their_token(sandbox: Sandbox, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="general", text="Hi")
    (call,) = sandbox.calls

    assert (call.method, call.ok, call.payload) == (
        "chat.postMessage",
        True,
        {"channel": "general", "text": "Hi"},
    )
    assert sandbox.bot_token not in repr(sandbox.transcript.lines)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, "users_list_not_supplied"),
        ({"users": "U0NOBODY1"}, "user_not_found"),
        ({"users": "U0ALICE001,U0BOB00002"}, "invalid_arguments"),
        ({"channel": "C0NOWHERE1"}, "channel_not_found"),
    ],
)
async def test_a_conversation_that_can_not_be_opened_is_refused(arguments: Any, error: str) -> None:
    async with Sandbox(make_manifest(scopes=("im:write",))) as sandbox:
        answer = await refusal(new_client(sandbox).api_call("conversations.open", json=arguments))

    assert answer["error"] == error


async def test_a_user_who_is_not_there_is_not_found() -> None:
    async with Sandbox(make_manifest(scopes=("users:read",))) as sandbox:
        answer = await refusal(new_client(sandbox).users_info(user="U0NOBODY1"))

    assert answer["error"] == "user_not_found"


async def test_a_body_of_an_unknown_type_is_refused(sandbox: Sandbox) -> None:
    headers = {"Authorization": f"Bearer {sandbox.bot_token}", "Content-Type": "text/plain"}
    _, answer = await send(f"{sandbox.api_url}auth.test", data="hi", headers=headers)

    assert answer["error"] == "invalid_post_type"


async def test_a_public_writer_posts_where_it_is_no_member() -> None:
    async with Sandbox(make_manifest(scopes=("chat:write", "chat:write.public"))) as sandbox:
        posted = await new_client(sandbox).chat_postMessage(channel="#random", text="Hi")

    assert posted["channel"] == "C0RANDOM03"
