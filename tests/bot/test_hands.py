"""Only a few pieces of work go on at once; one that waits for Slack lets another go on."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext

import pytest

from bot.hands import Hands, need_no_hand, waiting


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
