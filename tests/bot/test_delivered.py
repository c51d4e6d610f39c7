"""What Slack delivers is put down as it is or passed over, and what was put down can be taken up."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivered import MALFORMED, Kind, put_down, take_up
from bot.heard import Pressed
from dialogs.storage import Arrival

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FROM_SLACK = sorted(set(Kind) - {Kind.ERRAND})

MESSAGE = {"type": "message", "user": "U1", "channel": "D1", "ts": "17.1", "text": "payroll", "files": [{}]}
PRESS = {
    "type": "block_actions",
    "team": {"id": "T1"},
    "user": {"id": "U1"},
    "container": {"channel_id": "C1", "message_ts": "17.1"},
    "actions": [{"action_id": "a", "value": "b"}],
    "trigger_id": "1.2.abc",
    "response_url": "https://hooks.slack.com/actions/T1/1/x",
}
BODIES: dict[Kind, dict[str, Any]] = {
    Kind.MENTION: {"team_id": "T1", "event_id": "Ev1", "event": MESSAGE},
    Kind.DIRECT: {"team_id": "T1", "event_id": "Ev1", "event": MESSAGE},
    Kind.COMMAND: {"team_id": "T1", "user_id": "U1", "channel_id": "C1", "text": "x", "trigger_id": "1.2"},
    Kind.PRESS: PRESS,
    Kind.FORM: PRESS | {"view": {"id": "V1", "hash": "1.a", "type": "modal"}},
    Kind.SHORTCUT: PRESS | {"callback_id": "check", "message": {"text": "payroll", "ts": "1.1"}},
    Kind.EVENT: {"team_id": "T1", "event": {"type": "app_home_opened", "user": "U1", "channel": "D1"}},
}

strange = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("\x00\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def junk(draw: st.DrawFn) -> tuple[Kind, dict[str, Any]]:
    """A payload of Slack's with anything in one or two of its places."""
    kind = draw(st.sampled_from(FROM_SLACK))
    body = json.loads(json.dumps(BODIES[kind]))
    for _ in range(draw(st.integers(1, 2))):
        inside = body
        while True:
            key = draw(st.sampled_from(sorted(inside)))
            if not isinstance(inside[key], dict) or not inside[key] or draw(st.booleans()):
                break
            inside = inside[key]
        inside[key] = draw(strange)
    return kind, body


def kept(kind: Kind, body: Mapping[str, Any]) -> Arrival | None:
    try:
        return put_down(kind, body, NOON)
    except MALFORMED:
        return None


@pytest.mark.parametrize("kind", FROM_SLACK)
def test_what_slack_sends_is_kept_and_taken_up(kind: Kind) -> None:
    arrival = put_down(kind, BODIES[kind], NOON)
    heard = take_up(arrival, json.loads(arrival.body), me="U0")

    assert (arrival.team, arrival.person) == ("T1", "U1")
    assert (heard.place.team, heard.place.person) == ("T1", "U1")


def test_of_a_pressed_card_no_word_is_kept_but_who_may_see_which_button() -> None:
    mine = {"type": "button", "value": "unshare", "visible_to_user_ids": ["U1"]}
    said = {"type": "section", "text": {"type": "mrkdwn", "text": "*Payroll* is best kept"}}
    blocks = [said, {"type": "actions", "elements": [{"type": "button", "value": "yes"}, mine]}]
    message = {"ts": "17.1", "thread_ts": "16.0", "text": "Payroll is best kept", "blocks": blocks}
    arrival = put_down(Kind.PRESS, PRESS | {"message": message}, NOON)
    heard = take_up(arrival, json.loads(arrival.body), me="U0")

    assert isinstance(heard, Pressed)
    assert heard.message == {"ts": "17.1", "thread_ts": "16.0", "blocks": [{"elements": [mine]}]}
    assert "Payroll" not in arrival.body


@settings(max_examples=400, deadline=None)
@given(junk())
def test_whatever_stands_in_it_a_database_can_keep_it(sent: tuple[Kind, dict[str, Any]]) -> None:
    arrival = kept(*sent)

    for name in (arrival.team, arrival.person, arrival.key) if arrival else ():
        assert len(name) < 300
        assert name.isascii()
        assert name.isprintable()
    assert arrival is None or "\x00" not in arrival.body.encode().decode()


@settings(max_examples=400, deadline=None)
@given(junk())
def test_whatever_was_kept_can_be_taken_up(sent: tuple[Kind, dict[str, Any]]) -> None:
    arrival = kept(*sent)

    assert arrival is None or take_up(arrival, json.loads(arrival.body), me="U0").place.team == arrival.team


@pytest.mark.parametrize("kind", FROM_SLACK)
def test_parts_that_a_newer_version_put_down_with_it_are_passed_over(kind: Kind) -> None:
    known = put_down(kind, BODIES[kind], NOON)
    more = {**json.loads(known.body), "mood": {"of": ["tomorrow"]}, "event_version": 2}

    assert take_up(known, more, me="U0") == take_up(known, json.loads(known.body), me="U0")


@pytest.mark.parametrize("kind", FROM_SLACK)
def test_the_same_again_has_the_same_key(kind: Kind) -> None:
    assert put_down(kind, BODIES[kind], NOON).key == put_down(kind, BODIES[kind], NOON).key


def test_events_and_presses_of_other_ids_have_other_keys() -> None:
    other = BODIES[Kind.PRESS] | {"trigger_id": "1.3.abc"}

    assert put_down(Kind.PRESS, other, NOON).key != put_down(Kind.PRESS, BODIES[Kind.PRESS], NOON).key
