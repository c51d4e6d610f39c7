"""Anybody may knock at the door of HTTP mode: strangers are sent away early, and Slack always gets in."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.http import Bounds
from bot.http.refusals import LARGEST_BODY, Refused, check_headers
from tests.stories.knocking import HASTY, MENTION, Street, request, street


@pytest.fixture
async def door() -> AsyncIterator[Street]:
    async with street() as opened:
        yield opened


@pytest.fixture
async def hasty() -> AsyncIterator[Street]:
    """The same door, with little patience."""
    async with street(HASTY) as opened:
        yield opened


async def test_what_slack_signed_gets_in(door: Street) -> None:
    answer = await door.knock(request())

    assert answer.status == 200
    assert door.heard == ["U1"]


async def test_what_slack_sends_in_pieces_gets_in(door: Street) -> None:
    whole = request(Transfer_Encoding="chunked", Content_Length=None)
    pieces = b"%x\r\n%s\r\n0\r\n\r\n" % (len(MENTION), MENTION)

    assert (await door.knock(whole.removesuffix(MENTION) + pieces)).status == 200


async def test_one_connection_serves_many_requests(door: Street) -> None:
    async with door.caller() as caller:
        answers = []
        for _ in range(3):
            await caller.say(request())
            answers.append(await caller.hear())

    assert [answer.status for answer in answers] == [200, 200, 200]


# ---------------------------------------------------------------- by its headers, without reading the body


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"X_Slack_Signature": None}, 401),
        ({"X_Slack_Signature": "v0=0000"}, 401),
        ({"X_Slack_Signature": "v0=" + "é" * 64}, 401),
        ({"X_Slack_Request_Timestamp": None}, 401),
        ({"X_Slack_Request_Timestamp": "1"}, 401),
        ({"X_Slack_Request_Timestamp": "-1"}, 401),
        ({"X_Slack_Request_Timestamp": "99999999999"}, 401),
        ({"X_Slack_Request_Timestamp": "9" * 400}, 401),
        ({"X_Slack_Request_Timestamp": "yesterday"}, 401),
        ({"Content_Type": None}, 415),
        ({"Content_Type": "multipart/form-data; boundary=x"}, 415),
        ({"Content_Encoding": "gzip"}, 415),
        ({"Expect": "100-continue"}, 417),
        ({"Expect": "money"}, 417),
        ({"Content_Length": str(LARGEST_BODY + 1)}, 413),
        ({"Content_Length": "9" * 30}, 400),
        ({"Content_Length": "-1"}, 400),
        ({"Content_Length": "many"}, 400),
        ({"Transfer_Encoding": "chunked"}, 400),
    ],
)
async def test_a_stranger_is_turned_away_before_the_body_comes(
    door: Street, wrong: dict[str, str | None], status: int
) -> None:
    answer = await door.knock(request(**wrong).removesuffix(MENTION))

    assert answer.status == status
    assert door.heard == []


@pytest.mark.parametrize(
    ("first", "status"),
    [
        (b"GET /slack/events HTTP/1.1", 405),
        (b"DELETE /slack/events HTTP/1.1", 405),
        (b"POST /slack/event HTTP/1.1", 404),
        (b"POST /../../etc/passwd HTTP/1.1", 404),
        (b"GET / HTTP/1.1", 404),
        (b"GET /%ff%00 HTTP/1.1", 404),
        (b"\x16\x03\x01 is no HTTP", 400),
        (b"GET / HTTP/9", 400),
        (b"GET /" + b"x" * 20_000 + b" HTTP/1.1", 400),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 20_000, 400),
        (b"GET / HTTP/1.1" + b"\r\nX: 1" * 1_000, 400),
        (b"GET / HTTP/1.1\r\nExpect: \xff", 417),
        (b"GET /slack/events HTTP/1.1\r\nExpect: \xff\xfe", 417),
        (b"POST /slack/events HTTP/1.1\r\nExpect: \x80", 417),
    ],
)
async def test_what_is_not_for_slack_is_answered_shortly_and_names_no_version(
    door: Street, first: bytes, status: int
) -> None:
    answer = await door.knock(first + b"\r\nHost: advisor\r\n\r\n")

    assert answer.status == status
    assert answer.headers["server"] == "outsource-advisor"
    assert len(answer.body) < 100


async def test_an_answer_does_not_repeat_what_was_sent(door: Street) -> None:
    answer = await door.knock(b"GET / HTTP/1.1\r\n<script>: \x00<script>\r\n\r\n")

    assert answer.status == 400
    assert "script" not in answer.body


# ------------------------------------------------------------------------------ while the body comes


async def test_a_body_without_end_is_stopped_at_the_limit(door: Street) -> None:
    piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    async with door.caller() as caller:
        await caller.say(request(b"", Transfer_Encoding="chunked", Content_Length=None))
        for _ in range(LARGEST_BODY // 65_536 + 1):
            await caller.say(piece)

        assert (await caller.hear()).status == 413


async def test_the_longest_body_gets_in(door: Street) -> None:
    answer = await door.knock(request(MENTION + b" " * (LARGEST_BODY - len(MENTION))))

    assert answer.status == 200


async def test_a_body_that_trickles_is_given_up(hasty: Street) -> None:
    async with hasty.caller() as caller:
        await caller.say(request().removesuffix(MENTION) + MENTION[:10])

        assert (await caller.hear()).status == 408
        assert await caller.is_hung_up_on()


async def test_headers_that_trickle_are_given_up(hasty: Street) -> None:
    async with hasty.caller() as caller:
        await caller.say(b"POST /slack/events HTTP/1.1\r\nHost: adv")

        assert await caller.is_hung_up_on()


async def test_whoever_rests_between_two_requests_is_not_hung_up_on(hasty: Street) -> None:
    async with hasty.caller() as caller:
        await caller.say(request())
        await caller.hear()
        await asyncio.sleep(0.4)
        await caller.say(request())

        assert (await caller.hear()).status == 200


@pytest.mark.parametrize("pieces", [b"zz\r\nx\r\n0\r\n\r\n", b"5\r\nhello, much more\r\n0\r\n\r\n"])
async def test_pieces_that_do_not_fit_are_refused(door: Street, pieces: bytes) -> None:
    answer = await door.knock(request(b"", Transfer_Encoding="chunked", Content_Length=None) + pieces)

    assert answer.status == 400


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"authorizations":{"a":1}}',
        b'{"authorizations":[1]}',
        b'{"payload":1}',
        b'{"event":{"type":"app_mention"}}',
        b"1",
        b"null",
    ],
)
async def test_even_signed_nonsense_is_no_fault_of_ours(door: Street, body: bytes) -> None:
    answer = await door.knock(request(body))

    assert answer.status < 500


# -------------------------------------------------------------------------------------- in a crowd


@pytest.mark.parametrize("bounds", [Bounds(requests=1), Bounds(octets=len(MENTION) * 3 // 2)])
async def test_when_too_much_is_under_way_slack_is_asked_to_come_again(bounds: Bounds) -> None:
    async with street(bounds, pause=0.3) as door, door.caller() as first:
        await first.say(request())
        await door.arrived.wait()
        second = await door.knock(request())

        assert second.status == 503
        assert second.headers["retry-after"] == "5"
        assert "x-slack-no-retry" not in second.headers
        assert (await first.hear()).status == 200
        assert (await door.knock(request())).status == 200


async def test_in_a_crowd_the_health_is_still_told() -> None:
    async with street(Bounds(requests=0)) as door:
        answer = await door.knock(b"GET /healthz HTTP/1.1\r\nHost: advisor\r\n\r\n")

    assert answer.status == 200


# ------------------------------------------------------------------------------------ at the end


async def test_whoever_has_called_is_answered_though_we_leave() -> None:
    async with street(Bounds(grace=0.1), pause=0.4) as door:
        called = asyncio.create_task(door.knock(request()))
        await door.arrived.wait()

    assert (await called).status == 200


async def test_before_we_leave_we_say_that_we_are_not_ready() -> None:
    ready = b"GET /readyz HTTP/1.1\r\nHost: advisor\r\n\r\n"
    async with street(Bounds(grace=0.4)) as door:
        before = await door.knock(ready)
        asked = asyncio.create_task(_ask_later(door, ready))

    assert (before.status, await asked) == (200, 503)
    with pytest.raises(ConnectionRefusedError):
        await door.knock(ready)


async def _ask_later(door: Street, what: bytes) -> int:
    await asyncio.sleep(0.1)
    return (await door.knock(what)).status


async def test_further_addresses_can_be_opened() -> None:
    async def install(_request: web.Request) -> web.Response:
        return web.Response(text="Add to Slack")

    async with street(routes=[web.get("/slack/install", install)]) as door:
        answer = await door.knock(b"GET /slack/install HTTP/1.1\r\nHost: advisor\r\n\r\n")

    assert answer.body == "Add to Slack"


# ------------------------------------------------------------------------------------- whatever comes

NAMES = [
    "Content-Type",
    "Content-Length",
    "Transfer-Encoding",
    "Content-Encoding",
    "Connection",
    "Upgrade",
    "Expect",
    "Host",
    "Cookie",
    "X-Slack-Signature",
    "X-Slack-Request-Timestamp",
    "X-Slack-Retry-Num",
]
VALUES = [
    "",
    "0",
    "1",
    "-1",
    "1e9",
    "chunked",
    "gzip",
    "identity",
    "close",
    "keep-alive",
    "upgrade",
    "websocket",
    "100-continue",
    "application/json",
    "text/plain",
    "v0=0000",
]
ANYTHING = st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b" ").decode("latin-1"))
HEADERS = st.lists(
    st.tuples(st.sampled_from(NAMES) | ANYTHING, st.sampled_from(VALUES) | ANYTHING | st.integers().map(str)),
    max_size=12,
)


@given(HEADERS)
def test_no_headers_are_an_error_of_ours(headers: list[tuple[str, str]]) -> None:
    status = 200
    try:
        check_headers({name.title(): value for name, value in headers}, None, 1_800_000_000.0)
    except Refused as refused:
        status = refused.status

    assert status < 500


@given(st.lists(st.tuples(HEADERS, st.binary(max_size=80)), min_size=20, max_size=20))
@hypothesis_settings(max_examples=15, deadline=None)
def test_whatever_bytes_come_the_door_answers_or_hangs_up(
    calls: list[tuple[list[tuple[str, str]], bytes]],
) -> None:
    async def knock_all() -> list[int]:
        async with street(HASTY) as door:
            answers = await asyncio.gather(*(door.knock(_mixed(*call)) for call in calls))
            last = await door.knock(request())
        return [*(answer.status for answer in answers), last.status]

    *statuses, last = asyncio.run(knock_all())
    assert all(status < 500 for status in statuses)
    assert last == 200


def _mixed(headers: list[tuple[str, str]], body: bytes) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    first, _, rest = request(body).partition(b"\r\n")
    return first + b"\r\n" + lines.encode("latin-1") + rest
