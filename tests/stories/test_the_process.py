"""The app as an operator runs it: a process that knows nothing but its environment, and stops when told."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.demo import environment
from bot.sandbox.server import Sandbox
from tests.stories.lists import SHEET


@asynccontextmanager
async def process(environ: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env={**kept, **environ}, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()


async def stop(running: asyncio.subprocess.Process) -> tuple[int, str]:
    """Tell it to stop; the exit code and what it logged."""
    running.send_signal(signal.SIGTERM)
    _, logged = await asyncio.wait_for(running.communicate(), 15)
    return running.returncode or 0, logged.decode()


async def test_by_socket_mode_it_answers_and_stops_cleanly(sandbox: Sandbox, tmp_path: Path) -> None:
    async with process(environment(sandbox, tmp_path)) as running:
        await asyncio.wait_for(sandbox.connected(), 30)
        await sandbox.person("alice").dm("our secret merger papers")
        await sandbox.person("alice").sees("Question 1", within=15)
        code, logged = await stop(running)

    assert code == 0
    assert {json.loads(line)["level"] for line in logged.splitlines()} <= {"info", "warning"}
    assert "merger" not in logged
    assert sandbox.bot_token not in logged
    assert "Traceback" not in logged


async def test_by_http_it_answers_and_stops_cleanly(
    sandbox: Sandbox, tmp_path: Path, unused_tcp_port: int
) -> None:
    address = f"http://127.0.0.1:{unused_tcp_port}"
    environ = {**environment(sandbox, tmp_path), "SLACK_APP_TOKEN": "", "PORT": str(unused_tcp_port)}
    async with process(environ) as running:
        await ready(address)
        sandbox.deliver_to(f"{address}/slack/events")
        await sandbox.person("alice").command("/outsource-check our secret merger papers")
        await sandbox.person("alice").sees("Question 1", within=15)
        code, logged = await stop(running)

    assert code == 0
    assert "merger" not in logged
    assert "Traceback" not in logged


async def test_a_turn_that_is_under_way_when_it_is_stopped_is_finished(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.limit("chat.postMessage", retry_after=1)
    async with process(environment(sandbox, tmp_path)) as running:
        await asyncio.wait_for(sandbox.connected(), 30)
        await sandbox.person("alice").dm("our secret merger papers")
        async with asyncio.timeout(10):
            while not any(call.method == "chat.postMessage" for call in sandbox.calls):
                await asyncio.sleep(0.02)
        code, _ = await stop(running)

    assert code == 0
    await sandbox.person("alice").sees("Question 1", within=0)


async def test_a_sqlite_file_is_one_process_s_until_that_is_gone_however_it_went(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    async with process(environment(sandbox, tmp_path)) as first:
        await asyncio.wait_for(sandbox.connected(), 30)
        async with process(environment(sandbox, tmp_path)) as second:
            _, said = await asyncio.wait_for(second.communicate(), 30)
        first.kill()
        await first.wait()
    async with process(environment(sandbox, tmp_path)):
        await asyncio.wait_for(sandbox.connected(), 30)

    assert second.returncode == 2
    assert "another process of the app is using" in said.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of a process as Linux tells it")
async def test_a_list_with_its_files_leaves_the_process_small(sandbox: Sandbox, tmp_path: Path) -> None:
    async with process(environment(sandbox, tmp_path)) as running:
        alice = sandbox.person("alice")
        await asyncio.wait_for(sandbox.connected(), 30)
        await alice.upload("our tasks.csv", SHEET)
        await alice.sees_file("our tasks-advice.xlsx", within=30)
        most, loaded = memory_of(running.pid), libraries_of(running.pid)

    assert most <= 150_000
    assert "pydantic_core" in loaded
    assert loaded.isdisjoint({"matplotlib", "numpy", "PIL", "uharfbuzz"})


def memory_of(pid: int) -> int:
    """The most memory that a process had so far, in kB."""
    told = Path(f"/proc/{pid}/status").read_text()
    return int(told.split("VmHWM:")[1].split()[0])


def libraries_of(pid: int) -> set[str]:
    """The packages of which a process has loaded a part in machine code."""
    mapped = Path(f"/proc/{pid}/maps").read_text().splitlines()
    return {file.split("/site-packages/")[1].split("/")[0] for file in mapped if "/site-packages/" in file}


async def ready(address: str) -> None:
    """Wait until the app says that it is ready."""
    async with aiohttp.ClientSession() as http:
        for _ in range(150):
            try:
                async with http.get(f"{address}/readyz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.2)
    raise AssertionError("The app never became ready.")
