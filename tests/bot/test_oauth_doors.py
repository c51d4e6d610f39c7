"""A workspace installs the app: the right way in works once, and every wrong one ends on a page."""

import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from yarl import URL

from bot.clients import Clients
from bot.manifest import manifest, scopes
from bot.oauth import Installed, OurApp, Rotation, open_doors
from dialogs.audit import Audit
from dialogs.storage import Installation, SqlStore, migrate
from tests.bot.oauth_slack import FOR_ALL, GIVEN, OAuthSlack, oauth_slack

COOKIE = "slack-app-oauth-state"


@dataclass
class Page:
    status: int
    text: str
    headers: dict[str, str]


@dataclass
class Front:
    """The app's address, and a browser that comes there."""

    slack: OAuthSlack
    store: SqlStore
    tenants: Installed
    http: aiohttp.ClientSession
    address: str
    now: list[datetime] = field(default_factory=list)

    async def begin(self, query: str = "") -> tuple[URL, str]:
        """Press "Add to Slack"; where the browser is sent, and the state in its cookie."""
        url = f"{self.address}/slack/install{query}"
        async with self.http.get(url, allow_redirects=False) as answer:
            assert answer.status == 302
            cookie = answer.cookies[COOKIE]
            assert cookie["httponly"]
            assert cookie["secure"]
            return URL(answer.headers["Location"]), cookie.value

    async def back(self, query: str, state: str = "", language: str = "en") -> Page:
        """Slack sends the browser back."""
        cookie = {"Cookie": f"{COOKIE}={state}"} if state else {}
        url = URL(f"{self.address}/slack/oauth_redirect?{query}", encoded=True)
        headers = {**cookie, "Accept-Language": language}
        async with self.http.get(url, headers=headers, allow_redirects=False) as answer:
            return Page(answer.status, await answer.text(), dict(answer.headers))

    async def install(self, code: str = "code-1", language: str = "en") -> Page:
        """All of it."""
        _, state = await self.begin()
        return await self.back(f"code={code}&state={state}", state, language)

    async def kept(self, enterprise: str = "", team: str = "T1") -> Installation | None:
        return await self.store.run(lambda visit: visit.installations.get(enterprise, team))


@pytest.fixture
async def front(tmp_path: Path) -> AsyncIterator[Front]:
    url = f"sqlite:///{tmp_path / 'front.db'}"
    await migrate(url)
    store, now = SqlStore.open(url), [datetime.now(UTC)]
    async with oauth_slack() as slack, aiohttp.ClientSession() as http:
        clients = Clients(slack.url, http, [])
        tenants = Installed(store, Rotation(store, clients, "1.2", "secret", lambda: now[0]))
        app = OurApp("1.2", "secret", slack.url, "https://advisor.example.com/", scopes(manifest()))
        served = web.Application()
        served.add_routes(open_doors(app, clients, store, tenants, lambda: now[0]).routes())
        async with TestServer(served) as server:
            slack.codes |= {"code-1": GIVEN, "code-2": GIVEN, "code-all": FOR_ALL}
            yield Front(slack, store, tenants, http, str(server.make_url("")).rstrip("/"), now)
    await store.close()


async def test_whoever_adds_the_app_is_sent_to_slack_with_what_the_manifest_asks_for(front: Front) -> None:
    to, state = await front.begin()
    asked = parse_qs(urlsplit(str(to)).query)

    assert to.path == "/oauth/v2/authorize"
    assert asked["scope"] == [",".join(scopes(manifest()))]
    assert asked["client_id"] == ["1.2"]
    assert asked["state"] == [state]
    assert asked["redirect_uri"] == ["https://advisor.example.com/slack/oauth_redirect"]


async def test_coming_back_installs_the_app(front: Front) -> None:
    page = await front.install()
    kept = await front.kept()

    assert page.status == 200
    assert "Outsource Advisor is in Northwind Mills" in page.text
    assert "slack://app?team=T1&amp;id=A1" in page.text
    assert kept is not None
    assert (kept.bot_id, kept.bot_user, kept.installer) == ("B1", "U0BOT", "U0INSTALLER")
    assert kept.scopes == {"chat:write", "commands", "files:read"}
    assert (kept.token, kept.refresh) == ("xoxe.xoxb-1-first", "xoxe-1-first")
    assert kept.expires_at is not None
    assert timedelta(hours=11) < kept.expires_at - datetime.now(UTC) < timedelta(hours=13)


async def test_who_installed_it_is_written_down(front: Front) -> None:
    await front.install()
    (entry,) = await Audit(front.store).since(datetime.now(UTC) - timedelta(minutes=1))

    assert (entry.team, entry.who, entry.act) == ("T1", "U0INSTALLER", "installed")


async def test_who_installed_it_is_served_at_once(front: Front) -> None:
    before = await front.tenants.of("", "T1")
    await front.install()
    after = await front.tenants.of("", "T1")

    assert before is None
    assert after is not None
    assert (after.team, after.team_name, after.bot_token) == ("T1", "Northwind Mills", "xoxe.xoxb-1-first")


async def test_installed_again_the_new_token_serves_at_once(front: Front) -> None:
    await front.install()
    await front.tenants.of("", "T1")
    front.slack.codes["code-2"] = {**GIVEN, "access_token": "xoxe.xoxb-1-again"}
    await front.install("code-2")
    served = await front.tenants.of("", "T1")

    assert served is not None
    assert served.bot_token == "xoxe.xoxb-1-again"


async def test_a_whole_organization_is_told_to_choose_its_workspaces(front: Front) -> None:
    page = await front.install("code-all")
    kept = await front.kept("E1", "")

    assert "in your organization Northwind Group" in page.text
    assert "https://northwind.enterprise.slack.com/manage/organization/apps/profile/A1" in page.text
    assert kept is not None
    assert kept.is_enterprise


async def test_the_pages_speak_the_browsers_language(front: Front) -> None:
    page = await front.install(language="fr-FR, es-MX;q=0.9, en;q=0.8")

    assert '<html lang="es">' in page.text
    assert "Outsource Advisor está en Northwind Mills" in page.text


async def test_a_name_is_text_and_never_markup(front: Front) -> None:
    named = {**GIVEN, "team": {"id": "T1", "name": "<script>alert(1)</script>"}, "app_id": '"><img>'}
    front.slack.codes["code-1"] = named
    page = await front.install()

    assert "<script" not in page.text
    assert "<img" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


async def test_a_page_runs_nothing_and_passes_nothing_on(front: Front) -> None:
    page = await front.install()

    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Content-Type-Options"] == "nosniff"


# --------------------------------------------------------------------- wrong ways in


def refused(page: Page, words: str) -> bool:
    """Whether it is our failure page with those words and a way to try again."""
    told = "Outsource Advisor was not installed" in page.text and words in page.text
    return told and 'href="/slack/install"' in page.text


async def test_whoever_says_no_is_told_how_to_try_again(front: Front) -> None:
    _, state = await front.begin()
    page = await front.back(f"error=access_denied&state={state}", state)

    assert page.status == 200
    assert refused(page, "You decided not to install it")


async def test_a_link_serves_once(front: Front) -> None:
    _, state = await front.begin()
    await front.back(f"code=code-1&state={state}", state)
    again = await front.back(f"code=code-2&state={state}", state)

    assert again.status == 400
    assert refused(again, "each link serves once")
    assert "code-2" in front.slack.codes


async def test_a_link_serves_for_ten_minutes(front: Front) -> None:
    _, state = await front.begin()
    front.now[0] += timedelta(minutes=10, seconds=1)
    page = await front.back(f"code=code-1&state={state}", state)

    assert page.status == 400
    assert refused(page, "within ten minutes")


async def test_another_browser_can_not_finish_it(front: Front) -> None:
    _, state = await front.begin()
    without = await front.back(f"code=code-1&state={state}")
    other = await front.back(f"code=code-1&state={state}", "another")

    assert (without.status, other.status) == (400, 400)
    assert refused(without, "Begin and finish it in the same browser")
    assert refused(other, "Begin and finish it in the same browser")
    assert await front.kept() is None


async def test_a_state_that_we_never_gave_out_opens_nothing(front: Front) -> None:
    page = await front.back("code=code-1&state=forged", "forged")

    assert page.status == 400
    assert refused(page, "open for too long, or was used before")
    assert await front.kept() is None


@pytest.mark.parametrize(
    "query",
    [
        "",
        "code=",
        "code=code-1",
        "state=",
        "code=code-1&state=",
        "code=%00&state=%00",
        "code=%ff%fe&state=%ff%fe",
        "error=%3Cscript%3Ealert(1)%3C/script%3E",
        "error=",
        "error=" + "x" * 5_000,
        "code=a&code=b&state=c&state=d",
        "code[]=a&state[]=b",
        "state=" + "x" * 7_000,
        "a=b;c=d&&&=&==",
    ],
)
async def test_whatever_else_comes_back_ends_on_the_page(front: Front, query: str) -> None:
    page = await front.back(query, "x" * 100)

    assert page.status in {200, 400}
    assert refused(page, "")
    assert "<script" not in page.text
    assert "xxxxx" not in page.text


async def test_a_megabyte_is_no_address(front: Front) -> None:
    page = await front.back("code=" + "x" * 1_000_000)

    assert 400 <= page.status < 500


async def test_garbage_for_a_code_is_refused_by_slack_and_told(front: Front) -> None:
    page = await front.install("garbage")
    long = await front.install("x" * 3_000)

    assert (page.status, long.status) == (400, 400)
    assert refused(page, "each link serves once")
    assert refused(long, "each link serves once")


@pytest.mark.parametrize(
    ("error", "words", "status"),
    [
        ("bad_client_secret", "Whoever runs it finds the reason in its log", 400),
        ("bad_redirect_uri", "Whoever runs it finds the reason in its log", 400),
        ("code_already_used", "each link serves once", 400),
        ("internal_error", "Slack did not answer in time", 503),
        ("ratelimited", "Slack did not answer in time", 503),
    ],
)
async def test_what_slack_refuses_is_told_in_words(front: Front, error: str, words: str, status: int) -> None:
    front.slack.codes["code-1"] = {"ok": False, "error": error}
    page = await front.install()

    assert page.status == status
    assert refused(page, words)


@pytest.mark.parametrize(
    "broken",
    [
        web.Response(status=500, text="{}", content_type="application/json"),
        web.Response(status=502, text="Bad Gateway", content_type="text/plain"),
        web.Response(status=503, text="<html>", content_type="text/html"),
        web.Response(status=200, text="{half", content_type="application/json"),
        web.Response(status=200, text="", content_type="application/json"),
    ],
    ids=["500", "gateway", "page", "half", "nothing"],
)
async def test_a_slack_that_is_away_is_told_and_nothing_is_kept(front: Front, broken: web.Response) -> None:
    front.slack.broken = broken
    page = await front.install()

    assert page.status == 503
    assert refused(page, "Please wait a minute and try again")
    assert await front.kept() is None


@pytest.mark.parametrize(
    "lacking", ["access_token", "bot_user_id", "team"], ids=["no token", "no bot", "no workspace"]
)
async def test_an_installation_that_lacks_something_is_not_kept(front: Front, lacking: str) -> None:
    front.slack.codes["code-1"] = {**GIVEN, lacking: None}
    page = await front.install()

    assert page.status < 600
    assert refused(page, "")
    assert await front.kept() is None


async def test_nothing_that_is_asked_for_adds_to_slacks_address(front: Front) -> None:
    hostile = "?team=T1%26scope%3Dadmin&scope=admin&client_id=other&redirect_uri=https://evil.example"
    to, _ = await front.begin(hostile)
    asked = parse_qs(urlsplit(str(to)).query)

    assert "team" not in asked
    assert asked["client_id"] == ["1.2"]
    assert asked["scope"] == [",".join(scopes(manifest()))]
    assert asked["redirect_uri"] == ["https://advisor.example.com/slack/oauth_redirect"]


async def test_the_workspace_to_install_in_may_be_named(front: Front) -> None:
    to, _ = await front.begin("?team=T012AB3CD")

    assert to.query["team"] == "T012AB3CD"


async def test_a_flood_of_links_is_turned_away_and_passes(front: Front) -> None:
    async def knock() -> int:
        async with front.http.get(f"{front.address}/slack/install", allow_redirects=False) as answer:
            return answer.status

    statuses = [await knock() for _ in range(130)]
    front.now[0] += timedelta(seconds=1)
    later = [await knock() for _ in range(12)]

    assert statuses == [302] * 100 + [503] * 30
    assert later == [302] * 10 + [503] * 2


async def test_a_preview_of_the_link_begins_nothing(front: Front) -> None:
    async with front.http.head(f"{front.address}/slack/install") as answer:
        assert answer.status == 405


async def test_no_code_no_state_and_no_token_is_logged(
    front: Front, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    _, state = await front.begin()
    await front.back(f"code=code-1&state={state}", state)
    await front.install("garbage-code")
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("advisor"))

    assert "'event': 'installed'" in ours
    assert not re.search(rf"{state}|code-1|garbage-code|xoxe|secret", ours)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="#"), max_size=300),
    cookie=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=60),
)
async def test_no_address_is_an_error_of_ours(front: Front, query: str, cookie: str) -> None:
    page = await front.back(query, cookie)

    assert page.status < 500
