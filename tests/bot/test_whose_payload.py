"""A payload says whose it is in many ways; strangers in a shared channel do not make it theirs."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.heard import noted
from bot.payloads import enterprise_of, team_of

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "enterprise", "team"),
    [
        ({"team_id": "T1"}, "", "T1"),
        ({"team_id": "T1", "enterprise_id": "E1"}, "E1", "T1"),
        ({"team": {"id": "T1", "enterprise_id": "E1"}, "user": {"id": "W1", "team_id": "T9"}}, "E1", "T1"),
        ({"team": None, "enterprise": {"id": "E1"}, "user": {"id": "W1", "team_id": "T1"}}, "E1", "T1"),
        ({"team": None, "enterprise": {"id": "E1"}, "user": {"id": "W1"}}, "E1", "E1"),
        ({"team_id": None, "enterprise_id": "E1"}, "E1", "E1"),
        # A shared channel: the message comes from T9, and is sent to us for T1, which has the app.
        ({"team_id": "T9", "authorizations": [{"team_id": "T1", "enterprise_id": None}]}, "", "T1"),
        ({"team_id": "T9", "authorizations": [{"team_id": None, "enterprise_id": "E1"}]}, "E1", "T9"),
        ({"team": {"id": "T9"}, "view": {"app_installed_team_id": "T1"}}, "", "T1"),
    ],
)
def test_it_is_of_the_workspace_that_has_the_app(body: dict[str, Any], enterprise: str, team: str) -> None:
    assert (enterprise_of(body), team_of(body)) == (enterprise, team)


PARTS = st.sampled_from(["team", "team_id", "enterprise", "enterprise_id", "user", "view", "authorizations"])
STRANGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(PARTS | st.just("id"), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(PARTS, STRANGE))
def test_whatever_stands_there_an_id_is_a_text(body: Mapping[str, Any]) -> None:
    assert isinstance(team_of(body), str)
    assert isinstance(enterprise_of(body), str)


def farewell(**more: object) -> dict[str, Any]:
    return {"team_id": "T1", "event": {"type": "app_uninstalled"}, **more}


def test_the_time_of_an_event_is_never_before_it_happened() -> None:
    seen = noted(farewell(event_time=1_763_895_600), NOON)

    assert seen.happened == datetime.fromtimestamp(1_763_895_601, UTC)


@pytest.mark.parametrize("at", [None, "1", -1, 0, 10**18, 1.5, [], {}])
def test_a_time_that_is_none_is_left_out(at: object) -> None:
    assert noted(farewell(event_time=at), NOON).happened is None


@pytest.mark.parametrize(
    ("more", "whole"),
    [
        ({}, False),
        ({"is_enterprise_install": True}, True),
        ({"is_enterprise_install": "true"}, False),
        ({"authorizations": [{"is_enterprise_install": True}]}, True),
        ({"authorizations": []}, False),
        ({"authorizations": "all"}, False),
    ],
)
def test_whether_it_concerns_a_whole_organization_is_read(more: dict[str, object], whole: bool) -> None:
    assert noted(farewell(**more), NOON).whole is whole
