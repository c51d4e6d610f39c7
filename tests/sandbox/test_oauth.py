"""People install the app by OAuth, its tokens are rotated and revoked, as Slack does it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import FileInstallationStore, Installation
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.tiny_app import HURRIED, SCOPES, Watch, make_manifest, new_client, refusal, send, served

BACK = "http://127.0.0.1:9/back"


def manifest(*, rotates: bool = False, **more: Any) -> dict[str, Any]:
    made = make_manifest(**more)
    made["settings"] |= {"token_rotation_enabled": rotates, "org_deploy_enabled": True}
    return made


@pytest.fixture
async def slack(watch: Watch) -> AsyncIterator[Sandbox]:
    async with Sandbox(manifest(), clock=watch, timing=HURRIED, installed=False) as sandbox:
        sandbox.allow_redirects(BACK)
        yield sandbox


@pytest.fixture
async def rotating(watch: Watch) -> AsyncIterator[Sandbox]:
    made = manifest(rotates=True)
    async with Sandbox(made, clock=watch, timing=HURRIED, installed=False) as sandbox:
        sandbox.allow_redirects(BACK)
        yield sandbox


@pytest.fixture
async def fresh() -> AsyncIterator[Sandbox]:
    """One that knows no address to send people back to."""
    async with Sandbox(manifest(), timing=HURRIED, installed=False) as sandbox:
        yield sandbox


def link(sandbox: Sandbox, **changes: str) -> str:
    query = {"client_id": sandbox.client_id, "scope": ",".join(SCOPES), "state": "s&t", "redirect_uri": BACK}
    return f"{sandbox.authorize_url}?{urlencode({**query, **changes})}"


async def press(sandbox: Sandbox, answer: str = "allow", **changes: str) -> tuple[str, dict[str, list[str]]]:
    """Answer on Slack's page without going on to the app: where that leads, and with which query."""
    form = {key: value[0] for key, value in parse_qs(urlsplit(link(sandbox, **changes)).query).items()}
    form |= {"into": "T0NORTHWND", "person": "U0ALICE001", "answer": answer, **changes}
    async with (
        aiohttp.ClientSession() as session,
        session.post(sandbox.authorize_url, data=form, allow_redirects=False) as page,
    ):
        target = urlsplit(page.headers.get("Location", ""))
        return target._replace(query="").geturl(), parse_qs(target.query)


async def exchange(sandbox: Sandbox, code: str = "", **more: str) -> dict[str, Any]:
    code = code or (await press(sandbox))[1]["code"][0]
    client = AsyncWebClient(base_url=sandbox.api_url)
    secrets = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    asked = {**secrets, "redirect_uri": BACK, **more}
    return dict((await client.oauth_v2_access(code=code, **asked)).data)  # type: ignore[arg-type]  # names


# ------------------------------------------------------------------- the page
async def test_the_page_names_the_app_its_scopes_and_the_workspaces(slack: Sandbox) -> None:
    slack.open_workspace("Southwind <b>")
    async with aiohttp.ClientSession() as session, session.get(link(slack)) as answer:
        page = await answer.text()

    assert "Outsource Advisor wants to be installed" in page
    assert all(f"<li>{scope}</li>" in page for scope in SCOPES)
    assert "Northwind Mills</option>" in page
    assert "Southwind &lt;b&gt;</option>" in page
    assert "form-action 'self' http://127.0.0.1:9" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"redirect_uri": "http://evil.example/back"}, "bad_redirect_uri"),
        ({"redirect_uri": f"{BACK}stage"}, "bad_redirect_uri"),
        ({"scope": "admin"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
    ],
)
async def test_the_page_sends_nobody_where_the_app_is_not(
    slack: Sandbox, changes: dict[str, str], error: str
) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(link(slack, **changes), allow_redirects=False) as answer,
    ):
        assert (answer.status, error in await answer.text()) == (400, True)


@pytest.mark.parametrize(
    "address",
    [
        "http://[",
        "//127.0.0.1:9/back",
        "javascript:alert(1)",
        f"{BACK}/../evil",
        f"{BACK}/\r\nSet-Cookie: a=b",
        "http://127.0.0.1:9@evil.example/back",
    ],
)
@pytest.mark.parametrize("answer", ["allow", "cancel"])
async def test_a_twisted_address_gets_nobody(slack: Sandbox, address: str, answer: str) -> None:
    place, query = await press(slack, answer, redirect_uri=address)

    assert (place, query) == ("", {})


async def test_allow_sends_back_a_code_and_the_apps_own_word(slack: Sandbox) -> None:
    place, query = await press(slack)

    assert place == BACK
    assert set(query) == {"code", "state"}
    assert query["state"] == ["s&t"]


async def test_cancel_sends_back_that_access_was_denied(slack: Sandbox) -> None:
    _, query = await press(slack, "cancel")

    assert query == {"error": ["access_denied"], "state": ["s&t"]}


async def test_below_a_registered_address_is_fine(slack: Sandbox) -> None:
    place, _ = await press(slack, redirect_uri=f"{BACK}/slack?tenant=1")

    assert place == f"{BACK}/slack"


async def test_nobody_installs_for_a_workspace_of_others(slack: Sandbox) -> None:
    southwind = slack.open_workspace("Southwind")
    place, _ = await press(slack, into=southwind.team.id)

    assert place == ""


# --------------------------------------------------------------- the exchange
async def test_a_code_is_exchanged_for_a_token_that_works(slack: Sandbox) -> None:
    with pytest.raises(LookupError, match="never installed"):
        assert slack.home.bot_token
    answer = await exchange(slack)
    who = await new_client(slack, answer["access_token"]).auth_test()

    assert answer["access_token"].startswith("xoxb-")
    assert {key: answer[key] for key in answer if key not in ("access_token", "ok")} == {
        "token_type": "bot",
        "scope": ",".join(SCOPES),
        "bot_user_id": "U0SANDBOX1",
        "app_id": "A0SANDBOX1",
        "team": {"id": "T0NORTHWND", "name": "Northwind Mills"},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": "U0ALICE001"},
    }
    assert (who["team_id"], who["user_id"], who["bot_id"]) == ("T0NORTHWND", "U0SANDBOX1", "B0SANDBOX1")
    assert slack.home.installed


async def test_nothing_happens_before_the_exchange(slack: Sandbox) -> None:
    await press(slack)

    assert not slack.home.installed


async def test_a_code_serves_once(slack: Sandbox) -> None:
    code = (await press(slack))[1]["code"][0]
    await exchange(slack, code)

    assert (await refusal(exchange(slack, code)))["error"] == "invalid_code"


async def test_a_code_serves_for_ten_minutes(slack: Sandbox, watch: Watch) -> None:
    code = (await press(slack))[1]["code"][0]
    watch.now += 601

    assert (await refusal(exchange(slack, code)))["error"] == "invalid_code"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"client_secret": "guessed"}, "bad_client_secret"),
        ({"redirect_uri": f"{BACK}/other"}, "bad_redirect_uri"),
        ({"grant_type": "password"}, "invalid_grant_type"),
    ],
)
async def test_a_wrong_exchange_is_refused(slack: Sandbox, wrong: dict[str, str], error: str) -> None:
    assert (await refusal(exchange(slack, **wrong)))["error"] == error


async def test_credentials_may_come_in_the_form(slack: Sandbox) -> None:
    code = (await press(slack))[1]["code"][0]
    secrets = {"client_id": slack.client_id, "client_secret": slack.client_secret}
    form = {**secrets, "code": code, "redirect_uri": BACK}
    _, answer = await send(f"{slack.api_url}oauth.v2.access", data=form)

    assert answer["ok"]


async def test_no_secret_stands_in_the_transcript(rotating: Sandbox) -> None:
    code = (await press(rotating))[1]["code"][0]
    answer = await exchange(rotating, code)
    told = repr(rotating.transcript.lines) + repr(rotating.calls)

    for secret in (code, answer["access_token"], answer["refresh_token"], rotating.client_secret):
        assert secret not in told


async def test_optional_scopes_may_be_declined(watch: Watch) -> None:
    made = manifest()
    made["oauth_config"]["scopes"]["bot_optional"] = ["users:read"]
    async with Sandbox(made, clock=watch, installed=False) as slack:
        slack.allow_redirects(BACK)
        scope = f"{','.join(SCOPES)},users:read"
        code = (await press(slack, scope=scope, declined="users:read,chat:write"))[1]["code"][0]
        answer = await exchange(slack, code)

    assert answer["scope"] == ",".join(SCOPES)


async def test_a_second_installation_has_the_same_token(slack: Sandbox) -> None:
    first, second = await exchange(slack), await exchange(slack)

    assert first["access_token"] == second["access_token"]


# ------------------------------------------------------------------- rotation
async def refresh(sandbox: Sandbox, token: str) -> dict[str, Any]:
    client = AsyncWebClient(base_url=sandbox.api_url)
    secrets = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    asked: dict[str, Any] = {**secrets, "grant_type": "refresh_token", "refresh_token": token}
    return dict((await client.oauth_v2_access(**asked)).data)  # type: ignore[arg-type]  # it is JSON


async def test_a_rotating_token_lives_for_twelve_hours(rotating: Sandbox, watch: Watch) -> None:
    answer = await exchange(rotating)
    client = new_client(rotating, answer["access_token"])
    watch.now += 43_199
    assert (await client.auth_test())["expires_in"] == 1
    watch.now += 1

    assert (answer["expires_in"], answer["access_token"][:12]) == (43_200, "xoxe.xoxb-1-")
    assert (await refusal(client.auth_test()))["error"] == "token_expired"
    assert (await refusal(client.chat_postMessage(channel="general", text="Hi")))["error"] == "token_expired"


async def test_a_refresh_gives_a_new_pair_and_the_old_token_lives_on(rotating: Sandbox, watch: Watch) -> None:
    first = await exchange(rotating)
    watch.now += 40_000
    second = await refresh(rotating, first["refresh_token"])

    assert second["access_token"] != first["access_token"]
    assert second["refresh_token"] != first["refresh_token"]
    assert second["expires_in"] == 43_200
    assert "authed_user" not in second
    for token in (first["access_token"], second["access_token"]):
        await new_client(rotating, token).auth_test()


async def test_a_refresh_token_serves_once(rotating: Sandbox) -> None:
    first = await exchange(rotating)
    await refresh(rotating, first["refresh_token"])

    for token in (first["refresh_token"], "xoxe-1-guessed", ""):
        assert (await refusal(refresh(rotating, token)))["error"] == "invalid_refresh_token"


async def test_an_expired_token_can_be_refreshed(rotating: Sandbox, watch: Watch) -> None:
    first = await exchange(rotating)
    watch.now += 100_000
    second = await refresh(rotating, first["refresh_token"])

    assert (await new_client(rotating, second["access_token"]).auth_test())["ok"]


async def test_the_sdk_rotates(rotating: Sandbox) -> None:
    answer = await exchange(rotating)
    installation = Installation(
        user_id="U0ALICE001",
        bot_token=answer["access_token"],
        bot_refresh_token=answer["refresh_token"],
        bot_token_expires_in=answer["expires_in"],
    )
    rotator = AsyncTokenRotator(
        client_id=rotating.client_id,
        client_secret=rotating.client_secret,
        client=AsyncWebClient(base_url=rotating.api_url),
    )
    rotated = await rotator.perform_token_rotation(installation=installation, minutes_before_expiration=800)

    assert rotated
    assert rotated.bot_token == rotating.home.bot_token != answer["access_token"]


# -------------------------------------------------------------------- the end
async def test_revoking_is_tried_before_it_is_done(slack: Sandbox) -> None:
    client = new_client(slack, (await exchange(slack))["access_token"])
    assert not (await client.auth_revoke(test=True))["revoked"]
    assert (await client.auth_revoke())["revoked"]

    assert (await refusal(client.auth_test()))["error"] == "account_inactive"
    assert not slack.home.installed


async def test_a_revoked_token_of_two_leaves_the_app_installed(rotating: Sandbox) -> None:
    first = await exchange(rotating)
    second = await refresh(rotating, first["refresh_token"])
    await new_client(rotating, first["access_token"]).auth_revoke()

    assert rotating.home.installed
    await new_client(rotating, second["access_token"]).auth_test()


async def test_the_app_uninstalls_itself(slack: Sandbox) -> None:
    client = new_client(slack, (await exchange(slack))["access_token"])
    wrong = client.apps_uninstall(client_id=slack.client_id, client_secret="guessed")
    assert (await refusal(wrong))["error"] == "bad_client_secret"
    await client.apps_uninstall(client_id=slack.client_id, client_secret=slack.client_secret)

    assert (await refusal(client.auth_test()))["error"] == "account_inactive"


async def test_whoever_was_removed_may_be_installed_again(slack: Sandbox) -> None:
    first = await exchange(slack)
    slack.uninstall()
    second = await exchange(slack)

    assert first["access_token"] != second["access_token"]
    await new_client(slack, second["access_token"]).auth_test()


# --------------------------------------------------------------- a real app
@asynccontextmanager
async def bolt(slack: Sandbox, folder: Path) -> AsyncIterator[tuple[str, FileInstallationStore]]:
    """A Bolt app with Bolt's own OAuth flow, and where it keeps installations."""
    store = FileInstallationStore(base_dir=str(folder), client_id=slack.client_id)
    app = AsyncApp(
        client=AsyncWebClient(base_url=slack.api_url),
        signing_secret=slack.signing_secret,
        oauth_settings=AsyncOAuthSettings(
            client_id=slack.client_id,
            client_secret=slack.client_secret,
            scopes=list(SCOPES),
            authorization_url=slack.authorize_url,
            installation_store=store,
            state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=str(folder)),
        ),
    )
    assert app.oauth_flow
    app.oauth_flow._async_client = AsyncWebClient(base_url=slack.api_url)

    @app.event("message")
    async def answer(say: Any) -> None:
        await say("Hello from your workspace")

    made: web.Application = app.web_app("/slack/events")
    async with served(made) as url:
        slack.deliver_to(url)
        base = url.removesuffix("/slack/events")
        slack.allow_redirects(f"{base}/slack/oauth_redirect")
        yield base, store


async def test_a_real_app_is_installed_and_answers(fresh: Sandbox, tmp_path: Path) -> None:
    alice = fresh.person("alice")
    async with bolt(fresh, tmp_path) as (base, store):
        landed = await alice.install_app(f"{base}/slack/install")
        await alice.dm("hi")
        await alice.sees("Hello from your workspace")
    kept = store.find_bot(enterprise_id=None, team_id="T0NORTHWND")

    assert (landed.status, landed.url.startswith(f"{base}/slack/oauth_redirect?code=")) == (200, True)
    assert kept
    assert kept.bot_token == fresh.home.bot_token


async def test_a_real_app_is_installed_for_an_organization(fresh: Sandbox, tmp_path: Path) -> None:
    wind = fresh.open_organization("Wind Holding")
    east = fresh.open_workspace("Eastwind", organization=wind)
    dana = east.person("dana")
    async with bolt(fresh, tmp_path) as (base, store):
        await dana.install_app(f"{base}/slack/install", into=wind.enterprise)
        wind.let_into(east)
        await dana.dm("hi")
        await dana.sees("Hello from your workspace")
    kept = store.find_bot(enterprise_id=wind.enterprise.id, team_id=None, is_enterprise_install=True)

    assert kept
    assert kept.bot_token == wind.bot_token


async def test_a_real_app_hears_that_somebody_thought_better_of_it(fresh: Sandbox, tmp_path: Path) -> None:
    async with bolt(fresh, tmp_path) as (base, _):
        landed = await fresh.person("alice").install_app(f"{base}/slack/install", allow=False)

    assert "error=access_denied" in landed.url
    assert not fresh.home.installed


async def test_an_address_that_is_not_registered_gets_nobody(fresh: Sandbox) -> None:
    landed = await fresh.person("alice").install_app(link(fresh))

    assert (landed.status, "bad_redirect_uri" in landed.text) == (400, True)
