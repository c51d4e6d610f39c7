"""Several workspaces behind one address: each has its own people, its own token, and its own end."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.people import TEAM_ID
from bot.sandbox.refusal import CannotDo
from bot.sandbox.server import Sandbox
from bot.sandbox.site import First, Site
from tests.sandbox.test_events import Ear
from tests.sandbox.tiny_app import (
    EVENTS,
    HURRIED,
    SCOPES,
    Watch,
    actions,
    button,
    make_manifest,
    modal,
    new_client,
    refusal,
    send,
    socket_mode,
)

END = ("app_uninstalled", "tokens_revoked")


@pytest.fixture
async def slack(watch: Watch) -> AsyncIterator[Sandbox]:
    scopes = (*SCOPES, "files:read", "files:write", "users:read", "im:write")
    made = make_manifest(scopes=scopes, events=(*EVENTS, *END))
    async with Sandbox(made, clock=watch, timing=HURRIED) as sandbox:
        yield sandbox


@pytest.fixture
def southwind(slack: Sandbox) -> Site:
    site = slack.open_workspace("Southwind")
    site.install()
    return site


@pytest.fixture
def ear(slack: Sandbox) -> Ear:
    slack.delivery.transport = ear = Ear()
    return ear


def client_of(slack: Sandbox, site: Site) -> AsyncWebClient:
    return new_client(slack, site.bot_token)


# --------------------------------------------------------------------- people
async def test_each_workspace_has_people_and_channels_of_its_own(slack: Sandbox, southwind: Site) -> None:
    dana = southwind.person("dana")
    await dana.say("only us")
    with pytest.raises(CannotDo):
        southwind.person("alice")

    assert [one["text"] for one in await dana.messages()] == ["only us"]
    assert await slack.person("alice").messages() == []
    ours, theirs = (set(one.workspace.channels) | set(one.workspace.users) for one in (slack.home, southwind))
    assert not ours & theirs


async def test_one_name_may_be_anothers_elsewhere(slack: Sandbox) -> None:
    eastwind = slack.open_workspace("Eastwind", people=("alice",), locales={"alice": "es-ES"})
    other = eastwind.person("alice")

    assert other.id != slack.person("alice").id
    assert other.user.is_admin
    assert other.user.locale == "es-ES"


async def test_two_workspaces_of_one_name_are_two(slack: Sandbox) -> None:
    first, second = slack.open_workspace("Eastwind"), slack.open_workspace("Eastwind")

    assert first.team.id != second.team.id
    assert first.person("dana").id != second.person("dana").id


# --------------------------------------------------------------------- tokens
async def test_a_token_says_whose_it_is(slack: Sandbox, southwind: Site) -> None:
    here = await new_client(slack).auth_test()
    there = await client_of(slack, southwind).auth_test()

    assert (here["team_id"], here["team"]) == (TEAM_ID, "Northwind Mills")
    assert (there["team_id"], there["team"]) == (southwind.team.id, "Southwind")
    assert there["bot_id"] != here["bot_id"]
    assert "enterprise_id" not in there


async def test_a_token_reaches_its_own_workspace_only(slack: Sandbox, southwind: Site) -> None:
    theirs = client_of(slack, southwind)
    posted = await theirs.chat_postMessage(channel="general", text="Hello Southwind")
    ours = new_client(slack)
    wrong = {
        "channel_not_found": ours.chat_postMessage(channel=posted["channel"], text="Hi"),
        "user_not_found": ours.users_info(user=southwind.person("dana").id),
        "invalid_arguments": ours.views_publish(
            user_id=southwind.person("dana").id, view={"type": "home", "blocks": []}
        ),
        "invalid_trigger_id": ours.views_open(
            trigger_id=southwind.trigger(southwind.person("dana").id), view=modal()
        ),
    }

    assert [(await refusal(call))["error"] for call in wrong.values()] == list(wrong)
    assert posted["message"]["team"] == southwind.team.id
    assert await slack.person("alice").messages() == []


async def test_a_team_id_does_not_lend_a_token_more_than_it_has(slack: Sandbox, southwind: Site) -> None:
    call = new_client(slack).api_call(
        "chat.postMessage",
        json={"channel": southwind.person("dana").id, "team_id": southwind.team.id, "text": "Hi"},
    )

    assert (await refusal(call))["error"] == "channel_not_found"


async def test_a_message_of_others_can_not_be_changed(slack: Sandbox, southwind: Site) -> None:
    posted = await client_of(slack, southwind).chat_postMessage(channel="general", text="Hello")
    place = {"channel": posted["channel"], "ts": posted["ts"]}
    calls = [new_client(slack).chat_update(**place, text="Ha"), new_client(slack).chat_delete(**place)]

    assert [(await refusal(call))["error"] for call in calls] == ["channel_not_found"] * 2


async def test_a_file_of_others_stays_theirs(slack: Sandbox, southwind: Site) -> None:
    shared = await southwind.person("dana").upload("tasks.csv", b"task\npayroll")
    file = southwind.workspace.files.find(shared["files"][0]["id"])
    assert file
    url = file.as_slack()["url_private"]
    got = []
    for token in (southwind.bot_token, slack.bot_token):
        async with aiohttp.ClientSession() as session:
            answer = await session.get(url, headers={"Authorization": f"Bearer {token}"})
            got.append(await answer.text())

    assert got[0] == "task\npayroll"
    assert "Sign in" in got[1]
    missing = new_client(slack).files_info(file=shared["files"][0]["id"])
    assert (await refusal(missing))["error"] == "file_not_found"


async def test_the_app_uploads_where_its_token_belongs(slack: Sandbox, southwind: Site) -> None:
    dana = southwind.person("dana")
    channel = southwind.workspace.direct(dana.id).id
    await client_of(slack, southwind).files_upload_v2(channel=channel, filename="a.csv", content="a")

    await dana.sees_file("a.csv")


async def test_an_installation_may_be_refused_a_scope_that_another_has(slack: Sandbox) -> None:
    eastwind = slack.open_workspace("Eastwind")
    eastwind.install(scopes=("commands",))
    answer = await refusal(client_of(slack, eastwind).chat_postMessage(channel="general", text="Hi"))

    assert (answer["error"], answer["provided"]) == ("missing_scope", "commands")


async def test_a_limit_is_one_workspaces_own(slack: Sandbox, southwind: Site) -> None:
    southwind.limit("chat.postMessage")
    await new_client(slack).chat_postMessage(channel="general", text="Hi")
    limited = client_of(slack, southwind).chat_postMessage(channel="general", text="Hi")

    assert (await refusal(limited))["error"] == "ratelimited"


# --------------------------------------------------------------------- events
async def test_an_event_says_where_it_happened(slack: Sandbox, southwind: Site, ear: Ear) -> None:
    await southwind.person("dana").dm("hi")
    await slack.settle()
    (parcel,) = ear.parcels
    payload = parcel.payload

    assert (payload["team_id"], payload["event"]["team"]) == (southwind.team.id, southwind.team.id)
    assert "enterprise_id" not in payload
    (authorization,) = payload["authorizations"]
    assert authorization == {
        "enterprise_id": None,
        "team_id": southwind.team.id,
        "user_id": southwind.app.bot.id,
        "is_bot": True,
        "is_enterprise_install": False,
    }


async def test_deeds_say_where_they_were_done(slack: Sandbox, southwind: Site, ear: Ear) -> None:
    dana = southwind.person("dana")
    blocks = [actions(button("Go"))]
    await client_of(slack, southwind).chat_postMessage(channel="general", text="Card", blocks=blocks)
    await dana.press("Go")
    await dana.command("/outsource-check payroll")
    pressed, command = (parcel.payload for parcel in ear.parcels)

    assert pressed["team"] == {"id": southwind.team.id, "domain": "southwind"}
    assert pressed["user"]["team_id"] == southwind.team.id
    assert (command["team_id"], command["team_domain"]) == (southwind.team.id, "southwind")
    assert f"/commands/{southwind.team.id}/" in command["response_url"]


async def test_an_answer_through_a_response_url_lands_where_it_belongs(
    slack: Sandbox, southwind: Site, ear: Ear
) -> None:
    dana = southwind.person("dana")
    await dana.command("/outsource-check payroll")
    (parcel,) = ear.parcels
    await send(parcel.payload["response_url"], json={"text": "Just for you"})

    await dana.sees("Just for you")


async def test_a_workspace_without_the_app_tells_it_nothing(slack: Sandbox, ear: Ear) -> None:
    eastwind = slack.open_workspace("Eastwind")
    dana = eastwind.person("dana")
    await dana.mention("payroll?")
    await dana.command("/outsource-check payroll")
    await slack.settle()

    assert ear.parcels == []
    await dana.sees("/outsource-check is not a valid command")


async def test_a_real_app_serves_two_workspaces(slack: Sandbox, southwind: Site) -> None:
    tokens = {site.team.id: site.bot_token for site in (slack.home, southwind)}

    async def authorize(team_id: str, **_: Any) -> AuthorizeResult:
        who = await new_client(slack, tokens[team_id]).auth_test()
        return AuthorizeResult.from_auth_test_response(auth_test_response=who, bot_token=tokens[team_id])

    client = AsyncWebClient(base_url=slack.api_url)
    app = AsyncApp(client=client, signing_secret=slack.signing_secret, authorize=authorize)

    @app.event("message")
    async def answer(say: Any, context: Any) -> None:
        await say(f"Hello {context.team_id}")

    alice, dana = slack.person("alice"), southwind.person("dana")
    async with socket_mode(app, slack):
        await alice.dm("hi")
        await dana.dm("hi")
        await alice.sees(f"Hello {TEAM_ID}")
        await dana.sees(f"Hello {southwind.team.id}")


# -------------------------------------------------------------------- the end
@pytest.mark.parametrize("first", END)
async def test_an_uninstalled_app_hears_of_it_in_either_order(
    slack: Sandbox, southwind: Site, ear: Ear, first: First
) -> None:
    client = client_of(slack, southwind)
    southwind.uninstall(first)
    await slack.settle()
    payloads = [parcel.payload for parcel in ear.parcels]

    assert [one["event"]["type"] for one in payloads] == [first, *(one for one in END if one != first)]
    assert {one["team_id"] for one in payloads} == {southwind.team.id}
    revoked = next(one["event"] for one in payloads if one["event"]["type"] == "tokens_revoked")
    assert revoked["tokens"] == {"oauth": [], "bot": [southwind.app.bot.id]}
    assert (await refusal(client.auth_test()))["error"] == "account_inactive"


async def test_the_end_in_one_workspace_is_none_in_another(slack: Sandbox, southwind: Site, ear: Ear) -> None:
    southwind.uninstall()
    await slack.person("alice").dm("hi")
    await southwind.person("dana").mention("hi")
    await slack.settle()

    assert [parcel.payload["event"]["type"] for parcel in ear.parcels][2:] == ["message"]
    await new_client(slack).auth_test()


async def test_tokens_may_be_revoked_without_another_word(slack: Sandbox, southwind: Site, ear: Ear) -> None:
    client = client_of(slack, southwind)
    southwind.revoke_tokens()
    await slack.settle()

    assert [parcel.payload["event"]["type"] for parcel in ear.parcels] == ["tokens_revoked"]
    assert (await refusal(client.chat_postMessage(channel="general", text="Hi")))[
        "error"
    ] == "account_inactive"


async def test_an_old_button_of_an_app_that_is_gone_does_nothing(
    slack: Sandbox, southwind: Site, ear: Ear
) -> None:
    dana = southwind.person("dana")
    blocks = [actions(button("Go"))]
    await client_of(slack, southwind).chat_postMessage(channel="general", text="Card", blocks=blocks)
    southwind.uninstall()
    await slack.settle()
    ear.parcels.clear()
    await dana.press("Go")

    assert ear.parcels == []
