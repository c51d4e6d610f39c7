"""Only a few pieces of work go on at once; one that waits for Slack lets another go on."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext

import pytest

from bot.hands import CROWD, Hands, need_no_hand, waiting


async def most_at_once(hands: Hands, pieces: int, inside: Callable[[], Awaitable[None]]) -> int:
    """How many pieces were at it at the same time, of so many that were begun together."""
    now = most = 0

    async def piece() -> None:
        nonlocal now, most
        async with hands.at_work():
            now += 1
            most = max(most, now)
            await inside()
            now -= 1

    await asyncio.gather(*(piece() for _ in range(pieces)))
    return most


async def rest() -> None:
    await asyncio.sleep(0.001)


async def test_no_more_go_on_than_there_are_hands() -> None:
    assert await most_at_once(Hands(3), 20, rest) == 3


async def test_while_many_knock_one_piece_goes_on_and_then_the_others_again() -> None:
    knocking = CROWD
    hands = Hands(3, lambda: knocking)

    assert await most_at_once(hands, 20, rest) == 1
    knocking = CROWD - 1
    assert await most_at_once(hands, 20, rest) == 3


async def test_what_has_begun_comes_to_its_end_before_anything_new_begins() -> None:
    hands, answered, over, told = Hands(1), asyncio.Event(), asyncio.Event(), list[str]()

    async def asks_slack() -> None:
        async with hands.at_work():
            async with waiting():
                await answered.wait()
            told.append("the first ends")

    async def works_meanwhile() -> None:
        async with hands.at_work():
            answered.set()
            await over.wait()

    async def comes_later() -> None:
        async with hands.at_work():
            told.append("the last begins")

    pieces = [asyncio.create_task(each()) for each in (asks_slack, works_meanwhile, comes_later)]
    await answered.wait()
    await asyncio.sleep(0)
    over.set()
    await asyncio.gather(*pieces)

    assert told == ["the first ends", "the last begins"]


async def test_a_piece_that_is_broken_off_while_it_waits_takes_no_hand_along() -> None:
    hands, held = Hands(1), asyncio.Event()

    async def hold() -> None:
        async with hands.at_work():
            await held.wait()

    holding = asyncio.create_task(hold())
    await asyncio.sleep(0)
    given_up, at_the_last_moment = (asyncio.create_task(most_at_once(hands, 1, rest)) for _ in range(2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    held.set()
    await holding
    at_the_last_moment.cancel()
    await asyncio.gather(at_the_last_moment, return_exceptions=True)

    async with asyncio.timeout(1):
        assert await most_at_once(hands, 3, rest) == 1


async def test_whoever_waits_for_slack_lets_another_go_on() -> None:
    async def wait_for_slack() -> None:
        async with waiting():
            await rest()

    assert await most_at_once(Hands(3), 20, wait_for_slack) == 20


async def test_long_work_goes_on_beside_the_others() -> None:
    async def long_work() -> None:
        need_no_hand()
        async with waiting():
            await rest()

    assert await most_at_once(Hands(1), 5, long_work) == 5


async def test_a_hand_is_free_again_whatever_happened() -> None:
    hands = Hands(1)
    for broken in (True, True, False):
        with pytest.raises(TimeoutError) if broken else nullcontext():
            async with hands.at_work(), waiting():
                if broken:
                    raise TimeoutError

    async with asyncio.timeout(1), hands.at_work():
        pass


async def test_outside_of_any_work_nothing_is_held() -> None:
    need_no_hand()

    async with asyncio.timeout(1), waiting(), Hands(1).at_work():
        pass
