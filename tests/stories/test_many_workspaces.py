"""Workspaces install the app themselves, are served apart, and leave nothing behind when they go."""

import json
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from bot.sandbox.organization import Organization
from bot.sandbox.person import Person
from bot.sandbox.site import First, Site
from bot.wire import name_action, write_press
from bot.wire.home import PressLook
from knowledge import Knowledge
from tests.stories.branches import Company, company, served, slack_for
from tests.stories.walks import ROUTINE, press_through

PAYROLL = "monthly payroll for the Zanzibar plant"
PATENTS = "patent research for the Casablanca lab"


@pytest.fixture
async def firm(tmp_path: Path) -> AsyncIterator[Company]:
    async with company(tmp_path) as opened:
        yield opened


@pytest.fixture
async def corporation(tmp_path: Path) -> AsyncIterator[Company]:
    async with company(tmp_path, optional=True) as opened:
        yield opened


async def southwind(firm: Company) -> Site:
    """A second workspace, which has the app."""
    site = firm.sandbox.open_workspace("Southwind")
    await come(firm, site.person("dana"))
    return site


def greetings(firm: Company) -> int:
    """How many who installed the app were greeted."""
    posts = [call for call in firm.sandbox.calls if call.method == "chat.postMessage" and call.ok]
    return sum("is ready" in str(call.payload["text"]) for call in posts)


async def come(firm: Company, person: Person) -> None:
    """Somebody installs the app, and reads its first words."""
    await firm.install(person)
    await person.sees("Outsource Advisor is ready.")


# ------------------------------------------------------------------------ coming


async def test_whoever_installs_the_app_is_greeted_once_and_may_change_the_settings(firm: Company) -> None:
    alice = firm.sandbox.person("alice")
    landed = await firm.install(alice)
    await alice.sees("Outsource Advisor is ready.")
    await come(firm, alice)
    await alice.dm("settings")

    assert (landed.status, "Outsource Advisor is in Northwind Mills" in landed.text) == (200, True)
    await alice.sees("Settings for this workspace open in a form.")
    assert greetings(firm) == 1


async def test_a_colleague_who_did_not_install_it_may_not_change_the_settings(firm: Company) -> None:
    alice, bob = firm.sandbox.person("alice"), firm.sandbox.person("bob")
    await come(firm, alice)
    await bob.dm("settings")

    await bob.sees("The settings belong to")


async def test_two_workspaces_are_served_each_with_its_own_token(firm: Company, knowledge: Knowledge) -> None:
    alice = firm.sandbox.person("alice")
    await come(firm, alice)
    dana = (await southwind(firm)).person("dana")
    await alice.dm("handling of incoming forms")
    await dana.dm(PATENTS)
    await press_through(alice, knowledge, ROUTINE, "dm")

    await alice.sees("Recommended: BPO")
    await dana.sees("Question 1")
    assert "Casablanca" not in json.dumps(await alice.messages("dm"))


async def test_who_is_mentioned_is_known_in_each_workspace(firm: Company) -> None:
    await come(firm, firm.sandbox.person("alice"))
    dana = (await southwind(firm)).person("dana")
    await dana.mention(PATENTS)
    card = await dana.sees("Question 1")

    assert "<@" not in card["text"].split("Question 1")[0]


async def test_a_button_with_the_id_of_another_workspaces_check_opens_nothing(firm: Company) -> None:
    alice = firm.sandbox.person("alice")
    await come(firm, alice)
    dana = (await southwind(firm)).person("dana")
    await alice.dm(PAYROLL)
    await alice.sees("Question 1")
    assessment = next(row["id"] for row in firm.rows()["conversation"])
    await dana.dm(PATENTS)
    own = await dana.sees("Question 1")
    forged = PressLook(assessment)
    await dana.forge(own, action_id=name_action(forged), value=write_press(forged))

    await dana.sees("I can't find that check any more")
    assert "Zanzibar" not in json.dumps(await dana.messages("dm"))


async def test_who_says_no_is_told_so_and_nothing_is_kept(firm: Company) -> None:
    landed = await firm.install(firm.sandbox.person("alice"), allow=False)

    assert (landed.status, "You decided not to install it" in landed.text) == (200, True)
    assert "installation" not in firm.rows()


async def test_what_comes_from_a_workspace_without_the_app_is_passed_over(firm: Company) -> None:
    site = firm.sandbox.open_workspace("Eastwind")
    site.install()
    await site.person("dana").dm(PATENTS)
    await firm.eventually(firm.is_idle)

    assert "conversation" not in firm.rows()
    assert not any(call.method == "chat.postMessage" for call in firm.sandbox.calls)


async def test_after_a_restart_everybody_is_served_as_before(tmp_path: Path) -> None:
    async with slack_for(tmp_path) as firm:
        alice = firm.sandbox.person("alice")
        async with served(firm):
            await come(firm, alice)
        async with served(firm):
            await alice.dm(PAYROLL)

            await alice.sees("Question 1")


async def test_in_socket_mode_people_come_to_the_same_door(tmp_path: Path) -> None:
    async with slack_for(tmp_path) as firm, served(firm, SLACK_APP_TOKEN=firm.sandbox.app_token):
        await firm.sandbox.connected()
        alice = firm.sandbox.person("alice")
        landed = await firm.install(alice)
        await alice.dm(PAYROLL)

        assert landed.status == 200
        await alice.sees("Question 1")


async def test_bolt_lays_no_installations_of_its_own_beside_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    async with slack_for(tmp_path) as firm:
        # Bolt reads these by itself where it finds them.
        monkeypatch.setenv("SLACK_CLIENT_ID", firm.sandbox.client_id)
        monkeypatch.setenv("SLACK_CLIENT_SECRET", firm.sandbox.client_secret)
        async with served(firm):
            await come(firm, firm.sandbox.person("alice"))

    assert list(home.iterdir()) == []


# ----------------------------------------------------------------------- leaving


async def said(firm: Company, person: Person, task: str) -> None:
    """Somebody asked, and something is kept of it in several tables."""
    await person.dm(task)
    await person.sees("Question 1")
    await person.open_home()
    await firm.eventually(firm.is_idle)


@pytest.mark.parametrize("first", get_args(First))
async def test_a_workspace_that_leaves_takes_everything_along(firm: Company, first: First) -> None:
    alice = firm.sandbox.person("alice")
    await come(firm, alice)
    stays = await southwind(firm)
    await said(firm, alice, PAYROLL)
    await said(firm, stays.person("dana"), PATENTS)
    team = firm.sandbox.home.team.id
    before = firm.kept_of(team)
    firm.sandbox.uninstall(first)
    await firm.sandbox.settle()  # Both events have come, and the later one is worked on, too.

    assert {"conversation", "installation", "record", "inbox", "outbox"} <= set(before)
    assert await firm.eventually(lambda: not firm.kept_of(team, alice.id, "Zanzibar"))
    assert {"conversation", "installation"} <= set(firm.kept_of(stays.team.id))


async def test_who_stays_is_served_on(firm: Company) -> None:
    await come(firm, firm.sandbox.person("alice"))
    dana = (await southwind(firm)).person("dana")
    firm.sandbox.uninstall()
    await firm.eventually(lambda: not firm.kept_of(firm.sandbox.home.team.id))
    await dana.dm(PATENTS)

    await dana.sees("Question 1")


async def test_installed_again_it_knows_nothing_and_works(firm: Company) -> None:
    alice = firm.sandbox.person("alice")
    await come(firm, alice)
    await said(firm, alice, PAYROLL)
    firm.sandbox.uninstall()
    await firm.eventually(lambda: not firm.kept_of(alice.id))
    await firm.install(alice)
    await firm.eventually(lambda: greetings(firm) == 2)
    await alice.dm("status")
    await alice.sees("How this works")
    await alice.dm(PATENTS)

    await alice.sees("Question 1")


async def test_tokens_that_were_revoked_alone_end_it_as_well(firm: Company) -> None:
    alice = firm.sandbox.person("alice")
    await come(firm, alice)
    await said(firm, alice, PAYROLL)
    firm.sandbox.home.revoke_tokens()

    assert await firm.eventually(lambda: not firm.kept_of(alice.id, "Zanzibar"))


async def test_a_persons_revoked_token_ends_nothing(firm: Company) -> None:
    alice = firm.sandbox.person("alice")
    await come(firm, alice)
    await said(firm, alice, PAYROLL)
    status = await firm.tell({"type": "tokens_revoked", "tokens": {"oauth": [alice.id], "bot": []}})
    await firm.eventually(firm.is_idle)

    assert status == 200
    assert {"conversation", "installation"} <= set(firm.kept_of(alice.id))


@pytest.mark.parametrize("tokens", [None, "all", {"bot": None}, {"bot": {}}, [], 7])
async def test_a_notice_of_a_strange_shape_ends_nothing(firm: Company, tokens: object) -> None:
    await come(firm, firm.sandbox.person("alice"))
    await firm.tell({"type": "tokens_revoked", "tokens": tokens})
    await firm.eventually(firm.is_idle)

    assert "installation" in firm.rows()


async def test_the_same_notice_once_more_after_it_was_installed_again_ends_nothing(firm: Company) -> None:
    alice = firm.sandbox.person("alice")
    await come(firm, alice)
    left_at = int(time.time()) - 60
    await said(firm, alice, PAYROLL)
    status = await firm.tell({"type": "app_uninstalled"}, event_time=left_at)
    await firm.eventually(firm.is_idle)
    await alice.press("No, from anywhere")

    assert status == 200
    assert {"conversation", "installation"} <= set(firm.kept_of(alice.id))


# ------------------------------------------------------------------ organizations


async def test_an_organization_installs_once_for_its_workspaces(corporation: Company) -> None:
    group = corporation.sandbox.open_organization("Westwind Group")
    mills, labs = (corporation.sandbox.open_workspace(name, organization=group) for name in ("Mills", "Labs"))
    landed = await corporation.install(mills.person("dana"), group.enterprise)
    group.let_into(mills, labs)
    for site, task in ((mills, PAYROLL), (labs, PATENTS)):
        await site.person("dana").dm(task)
        await site.person("dana").sees("Question 1")

    assert "Choose workspaces" in landed.text
    assert greetings(corporation) == 0
    assert [row["team"] for row in corporation.rows()["conversation"]] == [mills.team.id, labs.team.id]


async def test_a_workspace_that_the_organization_takes_it_from_is_erased_and_no_other(
    corporation: Company,
) -> None:
    group, mills, labs = await grown(corporation)
    group.keep_out_of(mills)
    await corporation.eventually(
        lambda: [row["team"] for row in corporation.rows()["conversation"]] == [labs.team.id]
    )
    await labs.person("dana").mention(PATENTS)
    await labs.person("dana").sees("Question 1")

    assert corporation.kept_of(mills.team.id) == []


async def test_an_organization_ends_nothing_that_another_one_serves(corporation: Company) -> None:
    group, _, _ = await grown(corporation)
    other = corporation.sandbox.open_organization("Eastwind Group")
    harbor = corporation.sandbox.open_workspace("Harbor", organization=other)
    await corporation.install(harbor.person("dana"), other.enterprise)
    other.let_into(harbor)
    await said(corporation, harbor.person("dana"), PATENTS)
    notice: dict[str, object] = {"type": "team_access_revoked", "team_ids": [harbor.team.id]}
    status = await corporation.tell(notice, team_id=None, enterprise_id=group.enterprise.id)
    await corporation.eventually(corporation.is_idle)

    assert status == 200
    assert {"conversation", "grid_team"} <= set(corporation.kept_of(harbor.team.id))


@pytest.mark.parametrize("first", get_args(First))
async def test_an_organization_that_leaves_takes_all_its_workspaces_along(
    corporation: Company, first: First
) -> None:
    alice = corporation.sandbox.person("alice")
    await come(corporation, alice)
    await said(corporation, alice, PATENTS)
    group, mills, labs = await grown(corporation)
    ids = (group.enterprise.id, mills.team.id, labs.team.id, "Zanzibar")
    group.uninstall(first)
    await corporation.eventually(lambda: not corporation.kept_of(*ids))

    assert {"conversation", "installation"} <= set(corporation.kept_of(alice.id))


async def grown(corporation: Company) -> tuple[Organization, Site, Site]:
    """An organization with two workspaces, where people have worked with the app."""
    group = corporation.sandbox.open_organization("Westwind Group")
    mills, labs = (corporation.sandbox.open_workspace(name, organization=group) for name in ("Mills", "Labs"))
    await corporation.install(mills.person("dana"), group.enterprise)
    group.let_into(mills, labs)
    for site in (mills, labs):
        await said(corporation, site.person("dana"), PAYROLL)
    return group, mills, labs


async def test_a_notice_that_names_one_workspace_of_an_organization_that_is_gone_ends_it_for_all(
    corporation: Company,
) -> None:
    group, mills, labs = await grown(corporation)
    corporation.sandbox.deliver_to("http://127.0.0.1:9/lost")
    group.uninstall()
    named = {"team_id": labs.team.id, "enterprise_id": group.enterprise.id}
    await corporation.tell({"type": "app_uninstalled"}, **named)
    gone = (group.enterprise.id, mills.team.id, labs.team.id)

    assert await corporation.eventually(lambda: not corporation.kept_of(*gone))


async def test_a_notice_that_names_one_workspace_of_an_organization_that_stays_ends_it_for_that_one(
    corporation: Company,
) -> None:
    group, mills, labs = await grown(corporation)
    named = {"team_id": labs.team.id, "enterprise_id": group.enterprise.id}
    await corporation.tell({"type": "app_uninstalled"}, **named)
    await corporation.eventually(
        lambda: [row["team"] for row in corporation.rows()["conversation"]] == [mills.team.id]
    )
    await mills.person("dana").mention(PATENTS)

    await mills.person("dana").sees("Question 1")


# ------------------------------------------------------------------------ tokens


async def test_tokens_that_expire_are_renewed_and_nobody_notices(tmp_path: Path) -> None:
    async with slack_for(tmp_path, rotates=True) as firm:
        alice = firm.sandbox.person("alice")
        async with served(firm):
            await come(firm, alice)
        first = firm.sandbox.home.bot_token
        firm.ahead = timedelta(hours=11)
        async with served(firm):
            await alice.dm(PAYROLL)
            await alice.sees("Question 1")

        assert firm.sandbox.home.bot_token != first
        assert [row["version"] for row in firm.rows()["installation"]] == [2]
