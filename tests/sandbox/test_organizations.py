"""Enterprise Grid: one installation for a whole organization, and which of its workspaces it is let into."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.organization import Organization
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import Json
from bot.sandbox.site import First, Site
from tests.sandbox.test_events import Ear
from tests.sandbox.test_oauth import BACK, exchange, press
from tests.sandbox.tiny_app import EVENTS, HURRIED, SCOPES, Watch, make_manifest, modal, new_client, refusal

END = ("app_uninstalled", "tokens_revoked", "team_access_granted", "team_access_revoked")


@pytest.fixture
async def slack(watch: Watch) -> AsyncIterator[Sandbox]:
    made = make_manifest(scopes=(*SCOPES, "users:read"), events=(*EVENTS, *END))
    made["oauth_config"]["redirect_urls"] = [BACK]
    made["settings"]["org_deploy_enabled"] = True
    async with Sandbox(made, clock=watch, timing=HURRIED) as sandbox:
        yield sandbox


@pytest.fixture
def wind(slack: Sandbox) -> Organization:
    return slack.open_organization("Wind Holding")


@pytest.fixture
def east(slack: Sandbox, wind: Organization) -> Site:
    return slack.open_workspace("Eastwind", organization=wind)


@pytest.fixture
def west(slack: Sandbox, wind: Organization, east: Site) -> Site:
    return slack.open_workspace("Westwind", people=("gil", "hana"), organization=wind)


@pytest.fixture
async def client(slack: Sandbox, wind: Organization, east: Site, west: Site) -> AsyncWebClient:
    """With a token for both workspaces."""
    wind.install()
    wind.let_into(east, west)
    return new_client(slack, wind.bot_token)


@pytest.fixture
def ear(slack: Sandbox) -> Ear:
    slack.delivery.transport = ear = Ear()
    return ear


async def heard(slack: Sandbox, ear: Ear) -> list[Json]:
    await slack.settle()
    return [parcel.payload for parcel in ear.parcels]


# ----------------------------------------------------------------------- OAuth
async def test_the_page_offers_the_whole_organization(slack: Sandbox, wind: Organization, east: Site) -> None:
    query = (await press(slack, into=wind.enterprise.id, person=east.person("dana").id))[1]
    answer = await exchange(slack, query["code"][0])

    assert answer["team"] is None
    assert answer["enterprise"] == {"id": wind.enterprise.id, "name": "Wind Holding"}
    assert answer["is_enterprise_install"]
    assert answer["authed_user"] == {"id": east.person("dana").id}
    assert answer["bot_user_id"] == wind.bot_user == east.app.bot.id


async def test_an_app_that_is_not_for_organizations_is_not_offered_to_them(watch: Watch) -> None:
    made = make_manifest()
    made["oauth_config"]["redirect_urls"] = [BACK]
    async with Sandbox(made, clock=watch, timing=HURRIED) as slack:
        wind = slack.open_organization("Wind Holding")
        east = slack.open_workspace("Eastwind", organization=wind)
        place, _ = await press(slack, into=wind.enterprise.id, person=east.person("dana").id)

    assert place == ""


async def test_one_workspace_of_an_organization_may_have_it_alone(slack: Sandbox, east: Site) -> None:
    query = (await press(slack, into=east.team.id, person=east.person("dana").id))[1]
    answer = await exchange(slack, query["code"][0])
    who = await new_client(slack, answer["access_token"]).auth_test()

    assert answer["team"] == {"id": east.team.id, "name": "Eastwind"}
    assert answer["enterprise"]["name"] == "Wind Holding"
    assert not answer["is_enterprise_install"]
    assert (who["team_id"], who["enterprise_id"]) == (east.team.id, answer["enterprise"]["id"])


async def test_a_workspace_that_the_organization_gave_it_needs_no_installation(
    slack: Sandbox, client: AsyncWebClient, east: Site
) -> None:
    query = (await press(slack, into=east.team.id, person=east.person("dana").id))[1]

    assert (await refusal(exchange(slack, query["code"][0])))[
        "error"
    ] == "cannot_install_an_org_installed_app"


# --------------------------------------------------------------------- tokens
async def test_a_token_of_an_organization_says_so(client: AsyncWebClient, wind: Organization) -> None:
    who = await client.auth_test()

    assert who["is_enterprise_install"]
    assert who["enterprise_id"] == who["team_id"] == wind.enterprise.id
    assert who["bot_id"] == wind.bot_id


async def test_one_token_reaches_every_workspace_it_was_let_into(
    client: AsyncWebClient, east: Site, west: Site
) -> None:
    for site, name in ((east, "dana"), (west, "gil")):
        person = site.person(name)
        await client.chat_postMessage(channel=person.id, text=f"Hello {name}")
        await client.views_open(trigger_id=site.trigger(person.id), view=modal(f"For {name}"))
        await person.sees(f"For {name}")
        await person.close_view()
        await person.sees(f"Hello {name}")


async def test_a_team_id_says_which_workspace_is_meant(
    client: AsyncWebClient, east: Site, west: Site
) -> None:
    body = {"channel": "general", "text": "Hello", "team_id": west.team.id}
    await client.api_call("chat.postMessage", json=body)

    assert len(await west.person("gil").messages()) == 1
    assert await east.person("dana").messages() == []


async def test_a_token_of_an_organization_reaches_no_other_workspace(
    slack: Sandbox, client: AsyncWebClient, wind: Organization
) -> None:
    outside = slack.open_workspace("Southwind")
    later = slack.open_workspace("Northeast", organization=wind)
    errors = {}
    for site in (slack.home, outside, later):
        person = next(iter(site.workspace.people)).id
        body: Json = {"channel": person, "text": "Hi"}
        by_id = await refusal(client.chat_postMessage(**body))
        by_team = await refusal(client.api_call("chat.postMessage", json={**body, "team_id": site.team.id}))
        errors[site.team.name] = (by_id["error"], by_team["error"])

    assert set(errors.values()) == {("channel_not_found", "team_access_not_granted")}


async def test_a_token_that_was_let_in_nowhere_reaches_nothing(slack: Sandbox, wind: Organization) -> None:
    token = wind.install().text
    client = new_client(slack, token)
    await client.auth_test()

    answer = await refusal(client.chat_postMessage(channel="general", text="Hi"))
    assert answer["error"] == "team_access_not_granted"


# --------------------------------------------------------------------- events
async def test_an_event_names_the_organization(
    slack: Sandbox, client: AsyncWebClient, ear: Ear, wind: Organization, west: Site
) -> None:
    await west.person("gil").dm("hi")
    payload = (await heard(slack, ear))[-1]

    assert (payload["team_id"], payload["enterprise_id"]) == (west.team.id, wind.enterprise.id)
    assert payload["authorizations"] == [
        {
            "enterprise_id": wind.enterprise.id,
            "team_id": None,
            "user_id": wind.bot_user,
            "is_bot": True,
            "is_enterprise_install": True,
        }
    ]


async def test_deeds_name_the_organization(
    slack: Sandbox, client: AsyncWebClient, ear: Ear, wind: Organization, west: Site
) -> None:
    gil = west.person("gil")
    await client.views_open(trigger_id=west.trigger(gil.id), view=modal())
    await gil.submit(your_task="payroll")
    await gil.command("/outsource-check payroll")
    payloads = await heard(slack, ear)
    form = next(one for one in payloads if one.get("type") == "view_submission")
    command = payloads[-1]

    assert form["is_enterprise_install"]
    assert form["enterprise"] == {"id": wind.enterprise.id, "name": "Wind Holding"}
    assert form["team"]["id"] == form["view"]["app_installed_team_id"] == west.team.id
    assert (command["is_enterprise_install"], command["enterprise_id"]) == ("true", wind.enterprise.id)


async def test_a_workspaces_own_installation_is_not_the_organizations(
    slack: Sandbox, ear: Ear, wind: Organization, east: Site
) -> None:
    east.install()
    await east.person("dana").dm("hi")
    (payload,) = await heard(slack, ear)
    (authorization,) = payload["authorizations"]

    assert (authorization["team_id"], authorization["is_enterprise_install"]) == (east.team.id, False)
    assert authorization["enterprise_id"] == wind.enterprise.id


# -------------------------------------------------------------------- the end
async def test_the_app_hears_which_workspaces_it_may_and_may_not_enter(
    slack: Sandbox, client: AsyncWebClient, ear: Ear, wind: Organization
) -> None:
    east, west = wind.sites
    wind.keep_out_of(east, west)
    granted, revoked = await heard(slack, ear)

    both = [east.team.id, west.team.id]
    assert granted["event"] | {"event_ts": ""} == {
        "type": "team_access_granted",
        "team_ids": both,
        "event_ts": "",
    }
    assert (revoked["event"]["type"], revoked["event"]["team_ids"]) == ("team_access_revoked", both)
    assert (revoked["team_id"], revoked["enterprise_id"]) == (None, wind.enterprise.id)


async def test_where_it_may_not_enter_it_neither_hears_nor_speaks(
    slack: Sandbox, client: AsyncWebClient, ear: Ear, wind: Organization
) -> None:
    east, west = wind.sites
    wind.keep_out_of(east)
    dana, gil = east.person("dana"), west.person("gil")
    await dana.dm("hi")
    await gil.dm("hi")
    payloads = await heard(slack, ear)

    assert [one["team_id"] for one in payloads if one["event"]["type"] == "message"] == [west.team.id]
    answer = await refusal(client.chat_postMessage(channel=dana.id, text="Hi"))
    assert answer["error"] == "channel_not_found"
    assert (await client.chat_postMessage(channel=gil.id, text="Hi"))["ok"]


@pytest.mark.parametrize("first", END[:2])
async def test_the_end_of_an_organizations_installation_ends_it_everywhere(
    slack: Sandbox, client: AsyncWebClient, ear: Ear, wind: Organization, first: First
) -> None:
    wind.uninstall(first)
    await wind.sites[1].person("gil").dm("hi")
    payloads = (await heard(slack, ear))[1:]

    assert [one["event"]["type"] for one in payloads] == [first, *(one for one in END[:2] if one != first)]
    assert {(one["team_id"], one["enterprise_id"]) for one in payloads} == {(None, wind.enterprise.id)}
    assert (await refusal(client.auth_test()))["error"] == "account_inactive"


async def test_an_organizations_tokens_may_be_revoked(
    slack: Sandbox, client: AsyncWebClient, ear: Ear, wind: Organization
) -> None:
    wind.revoke_tokens()
    payload = (await heard(slack, ear))[-1]

    assert payload["event"]["tokens"] == {"oauth": [], "bot": [wind.bot_user]}
    assert (await refusal(client.auth_test()))["error"] == "account_inactive"


async def test_the_app_takes_itself_out_of_an_organization(
    slack: Sandbox, client: AsyncWebClient, wind: Organization
) -> None:
    await client.apps_uninstall(client_id=slack.client_id, client_secret=slack.client_secret)

    assert not wind.installed
    assert wind.served == []
