"""What a process holds in memory: at rest, with many conversations open, and after a list of tasks."""

from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from tests.bench import processes
from tests.bench.figures import Figure, Section
from tests.bench.letters import Cast
from tests.bench.people import Tally
from tests.bench.processes import Process
from tests.bench.stage import Stage

OPEN = 10_000
PEOPLE = 64
ROWS = 200
LIMIT = 150.0
GROWTH = 20.0


async def measure(stage: Stage) -> Section:
    """On SQLite, by RSS; other processes of the app would be counted apart."""
    notes = ["RSS of the process on SQLite, as the system counts it; megabytes of 10^6 bytes."]
    return Section("Memory", [*await _conversations(stage), *await _list(stage)], notes)


async def _conversations(stage: Stage) -> list[Figure]:
    count = stage.some(OPEN, 200)
    cast = Cast.beginning(stage.scripts)
    async with stage.app(await stage.database("SQLite", cast, count + 1)) as app:
        started = app.memory
        await _press(stage, app, cast, range(1), 1, most=99)
        first = app.memory
        tally = await _press(stage, app, cast, range(1, count + 1), PEOPLE, most=1)
        after = app.memory
    return [
        Figure("when it is ready", started, "MB"),
        Figure("after a first dialog", first, "MB", goal=LIMIT),
        Figure(f"with {len(tally.at):,} open conversations that had a turn each", after, "MB", goal=LIMIT),
        Figure("growth by these", after - first, "MB", goal=GROWTH, places=1),
    ]


async def _press(stage: Stage, app: Process, cast: Cast, numbers: range, people: int, *, most: int) -> Tally:
    letters = cast.letters(numbers, stage.end.address, most=most)
    return await stage.crowd([app.port], letters).press(people, 300)


async def _list(stage: Stage) -> list[Figure]:
    """Somebody brings a list in a workspace that takes files; the sandbox plays it."""
    sheet = "Task,Hours\n" + "".join(f"Supplier invoices of plant {row},{row}\n" for row in range(ROWS))
    folder = stage.folder / "list"
    folder.mkdir()
    async with Sandbox(manifest()) as sandbox:
        environ = {**environment(sandbox, folder), "SLACK_APP_TOKEN": ""}
        async with processes.running(processes.APP, environ, folder) as app:
            sandbox.deliver_to(f"http://127.0.0.1:{app.port}/slack/events")
            before, after = await _bring(sandbox.person("alice"), app, sheet.encode())
    return [
        Figure(f"after a first list of {ROWS} tasks, with its picture and files", after, "MB", goal=LIMIT),
        Figure("growth by that", after - before, "MB", places=1),
    ]


async def _bring(alice: Person, app: Process, sheet: bytes) -> tuple[float, float]:
    await alice.dm("handling of incoming forms")
    await alice.sees("Question 1", within=20)
    before = app.memory
    await alice.upload("tasks.csv", sheet)
    await alice.sees(f"{ROWS} tasks checked", within=60)
    await alice.sees_file("tasks-advice.png", within=60)
    return before, app.memory
