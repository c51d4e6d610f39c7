"""The app comes to channels and goes, posts later, links to messages, and learns who people are."""

from typing import Any

import aiohttp
import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.test_events import Ear
from tests.sandbox.tiny_app import EVENTS, HURRIED, SCOPES, Watch, make_manifest, new_client, refusal, send

READING = (*SCOPES, "channels:read", "users:read")


def heard(ear: Ear) -> list[dict[str, Any]]:
    return [one.payload["event"] for one in ear.parcels]


async def test_an_app_that_is_invited_hears_who_invited_it() -> None:
    manifest = make_manifest(scopes=READING, events=(*EVENTS, "member_joined_channel"))
    async with Sandbox(manifest, timing=HURRIED) as sandbox:
        sandbox.delivery.transport = ear = Ear()
        await sandbox.person("alice").invite_app("random")
        await sandbox.settle()
        posted = await new_client(sandbox).chat_postMessage(channel="random", text="Hello")

    (event,) = heard(ear)
    assert (event["type"], event["user"]) == ("member_joined_channel", "U0SANDBOX1")
    assert (event["channel"], event["inviter"]) == ("C0RANDOM03", "U0ALICE001")
    assert posted["ok"]


async def test_an_app_that_is_removed_hears_that_it_left_and_writes_there_no_more() -> None:
    events = (*EVENTS, "channel_left", "member_left_channel")
    async with Sandbox(make_manifest(scopes=READING, events=events), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = ear = Ear()
        await sandbox.person("alice").remove_app("general")
        await sandbox.settle()
        answer = await refusal(new_client(sandbox).chat_postMessage(channel="general", text="Hello"))

    assert [(event["type"], event["channel"], event["actor_id"]) for event in heard(ear)] == [
        ("channel_left", "C0GENERAL1", "U0ALICE001")
    ]
    assert answer["error"] == "not_in_channel"


async def test_nobody_invites_the_app_twice_or_removes_it_from_where_it_is_not() -> None:
    async with Sandbox(make_manifest(), timing=HURRIED) as sandbox:
        alice = sandbox.person("alice")
        await alice.invite_app("general")
        await alice.remove_app("random")

        await alice.sees("Outsource Advisor is already here.")
        await alice.sees("Outsource Advisor is not in this channel.")


async def test_the_page_brings_the_app_and_makes_it_go() -> None:
    async with Sandbox(make_manifest(), timing=HURRIED) as sandbox:
        body = {"as": "U0ALICE001", "channel": "C0RANDOM03"}
        with sandbox.feed.watch("U0BOB00002") as screen:
            await send(f"{sandbox.url}/page/join", json=body)
            await send(f"{sandbox.url}/page/kick", json=body)
            changes = [screen.get_nowait() for _ in range(screen.qsize())]

    shown = [change["channel"]["app_is_member"] for change in changes if change["type"] == "channel"]
    assert shown == [True, False]


async def test_a_scheduled_message_is_posted_in_its_time(watch: Watch) -> None:
    async with Sandbox(make_manifest(), clock=watch, timing=HURRIED) as sandbox:
        client, alice = new_client(sandbox), sandbox.person("alice")
        later = int(watch.now) + 3_600
        await client.chat_scheduleMessage(channel=alice.id, post_at=later, text="Decide today")
        await alice.does_not_see("Decide today")
        watch.now += 3_601
        sandbox.post_due()

        assert (await alice.sees("Decide today"))["channel"] == "D0ALICE001"


async def test_a_scheduled_message_is_taken_back(watch: Watch) -> None:
    async with Sandbox(make_manifest(), clock=watch, timing=HURRIED) as sandbox:
        client = new_client(sandbox)
        later = int(watch.now) + 3_600
        waiting = await client.chat_scheduleMessage(channel="C0GENERAL1", post_at=later, text="Late")
        place = {"channel": "C0GENERAL1", "scheduled_message_id": waiting["scheduled_message_id"]}
        await client.chat_deleteScheduledMessage(**place)
        again = await refusal(client.chat_deleteScheduledMessage(**place))
        watch.now += 3_601
        sandbox.post_due()

        assert again["error"] == "invalid_scheduled_message_id"
        assert not await sandbox.person("alice").messages()


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"wait": -1}, "time_in_past"),
        ({"wait": 121 * 24 * 3_600}, "time_too_far"),
        ({"channel": "C0NOWHERE1"}, "channel_not_found"),
        ({"channel": "C0RANDOM03"}, "not_in_channel"),
        ({"text": ""}, "no_text"),
    ],
)
async def test_what_can_not_be_scheduled(watch: Watch, wrong: dict[str, Any], error: str) -> None:
    async with Sandbox(make_manifest(), clock=watch) as sandbox:
        body = {"channel": "C0GENERAL1", "text": "Late", "post_at": int(watch.now) + wrong.pop("wait", 60)}
        answer = await refusal(new_client(sandbox).api_call("chat.scheduleMessage", json={**body, **wrong}))

    assert answer["error"] == error


async def test_a_link_to_a_message_leads_to_it_on_the_page() -> None:
    async with Sandbox(make_manifest()) as sandbox:
        client = new_client(sandbox)
        posted = await client.chat_postMessage(channel="general", text="Hello")
        link = await client.chat_getPermalink(channel="C0GENERAL1", message_ts=posted["ts"])
        page, _ = await _get(link["permalink"])
        missing = await refusal(client.chat_getPermalink(channel="C0GENERAL1", message_ts="1.1"))

    assert link["permalink"].endswith(f"/archives/C0GENERAL1/p{posted['ts'].replace('.', '')}")
    assert page == f"/#in=C0GENERAL1&thread={posted['ts']}"
    assert missing["error"] == "message_not_found"


async def _get(url: str) -> tuple[str, int]:
    async with aiohttp.ClientSession() as session, session.get(url, allow_redirects=False) as answer:
        return answer.headers.get("Location", ""), answer.status


async def test_people_have_roles_a_language_and_a_time_zone() -> None:
    manifest = make_manifest(scopes=READING)
    async with Sandbox(manifest, guests=("carol",), locales={"bob": "es-ES"}) as sandbox:
        client = new_client(sandbox)
        alice = (await client.users_info(user="U0ALICE001"))["user"]
        bob = (await client.users_info(user="U0BOB00002", include_locale=True))["user"]
        carol = (await client.users_info(user="U0CAROL003"))["user"]

    assert (alice["is_admin"], bob["is_admin"], carol["is_restricted"]) == (True, False, True)
    assert bob["locale"] == "es-ES"
    assert "locale" not in alice
    assert alice["tz"]


async def test_socket_mode_must_be_on_in_the_manifest() -> None:
    manifest = make_manifest()
    manifest["settings"]["socket_mode_enabled"] = False
    async with Sandbox(manifest) as sandbox:
        answer = await refusal(
            new_client(sandbox, sandbox.app_token).apps_connections_open(app_token=sandbox.app_token)
        )

    assert answer["error"] == "access_denied"


@pytest.mark.parametrize("declined", [(), ("users:read",)])
async def test_whoever_installs_the_app_may_decline_an_optional_scope(declined: tuple[str, ...]) -> None:
    manifest = make_manifest()
    manifest["oauth_config"]["scopes"]["bot_optional"] = ["users:read"]
    async with Sandbox(manifest, declined=declined) as sandbox:
        client = new_client(sandbox)
        granted = (await client.auth_test()).headers["x-oauth-scopes"].split(",")
        if declined:
            await refusal(client.users_info(user="U0ALICE001"))
        else:
            await client.users_info(user="U0ALICE001")

    assert ("users:read" in granted) is not bool(declined)
