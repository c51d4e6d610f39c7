"""What one person does is done in its order; others never wait for it."""

import asyncio

from bot.lanes import Lanes, step_aside

ALICE, BOB = ("T1", "alice"), ("T1", "bob")


async def test_one_person_s_work_is_done_one_after_the_other() -> None:
    lanes, heard = Lanes(), []

    async def work(name: str, seconds: float) -> None:
        async with lanes.in_order(ALICE):
            await asyncio.sleep(seconds)
            heard.append(name)

    await asyncio.gather(work("first", 0.02), work("second", 0), work("third", 0))

    assert heard == ["first", "second", "third"]


async def test_somebody_else_does_not_wait() -> None:
    lanes, let_go = Lanes(), asyncio.Event()

    async def long_work() -> None:
        async with lanes.in_order(ALICE):
            await let_go.wait()

    long = asyncio.create_task(long_work())
    await asyncio.sleep(0)
    async with asyncio.timeout(1), lanes.in_order(BOB):
        let_go.set()
    await long


async def test_long_work_steps_aside_and_goes_on() -> None:
    lanes, heard, let_go = Lanes(), [], asyncio.Event()

    async def long_work() -> None:
        async with lanes.in_order(ALICE):
            step_aside()
            await let_go.wait()
            heard.append("long")

    async def short_work() -> None:
        async with lanes.in_order(ALICE):
            heard.append("short")

    long = asyncio.create_task(long_work())
    await asyncio.sleep(0)
    await asyncio.wait_for(short_work(), 1)
    let_go.set()
    await long

    assert heard == ["short", "long"]


async def test_a_lane_is_free_again_when_work_breaks_off() -> None:
    lanes = Lanes()

    async def broken() -> None:
        async with lanes.in_order(ALICE):
            raise RuntimeError

    await asyncio.gather(broken(), return_exceptions=True)

    async with asyncio.timeout(1), lanes.in_order(ALICE):
        pass


async def test_stepping_aside_outside_of_any_lane_does_nothing() -> None:
    step_aside()

    async with asyncio.timeout(1), Lanes().in_order(ALICE):
        step_aside()
        step_aside()
