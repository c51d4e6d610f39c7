"""How many turns a second one process takes, beside an app that keeps nothing and makes the same call."""

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from statistics import median

from tests.bench import processes
from tests.bench.figures import Figure, Section
from tests.bench.letters import Cast
from tests.bench.processes import Process
from tests.bench.stage import FASTEST, KINDS, Stage, Supply

PEOPLE = 64
ROUNDS = 5
SECONDS = 4.0
WARM = 0.5

FASTEST_OF_ALL = 90_000
"""The same for a server that does nothing."""


@dataclass(frozen=True, slots=True)
class Throughput:
    """The figures, and turns a second of one process by database."""

    section: Section
    rates: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Runner:
    """A process, and people who have not been to it yet."""

    process: Process
    supply: Supply

    async def run(self, stage: Stage, seconds: float, fastest: int = FASTEST) -> "_Round":
        letters, was = self.supply.letters(int(fastest * (seconds + WARM))), self.process.cpu
        tally = await stage.crowd([self.process.port], letters).press(PEOPLE, seconds, warm=WARM)
        tally.require_sound()
        return _Round(tally.rate, (self.process.cpu - was) / len(tally.at))


@dataclass(frozen=True, slots=True)
class _Round:
    """Turns a second, and seconds of processor time for each."""

    rate: float
    cpu: float


async def measure(stage: Stage) -> Throughput:
    """Rounds by turns: the app on SQLite, the bare app, the app on PostgreSQL, and again."""
    cast, rounds = Cast.beginning(stage.scripts), defaultdict[str, list[_Round]](list)
    seconds = stage.seconds(SECONDS)
    people = int(FASTEST * (ROUNDS + 2) * (seconds + WARM) / 4)
    async with AsyncExitStack() as stack:
        runners = {}
        for kind in KINDS:
            app = await stack.enter_async_context(stage.app(await stage.database(kind, cast, people)))
            runners[kind] = _Runner(app, stage.fresh(cast))
            await runners[kind].run(stage, seconds)
            stage.end.calls.clear()
        # Once more, warm: what a turn sends from now on is what the bare app sends, too.
        per_turn = [await _calls(stage, runner) for runner in runners.values()]
        for name, beside in (("bare", _bare(stage)), ("trivial", _trivial(stage))):
            runners[name] = _Runner(
                await stack.enter_async_context(beside), stage.fresh(replace(cast, is_right=False))
            )
        for _ in range(ROUNDS):
            for kind in ("SQLite", "bare", "PostgreSQL"):
                rounds[kind].append(await runners[kind].run(stage, seconds))
        rounds["trivial"] = [await runners["trivial"].run(stage, stage.seconds(1), FASTEST_OF_ALL)]
    return _told(rounds, max(per_turn))


async def _calls(stage: Stage, runner: _Runner) -> float:
    """Calls to Slack for each turn."""
    shown, calls = stage.end.shown, stage.end.calls.total()
    await runner.run(stage, stage.seconds(1))
    return (stage.end.calls.total() - calls) / (stage.end.shown - shown)


@asynccontextmanager
async def _bare(stage: Stage) -> AsyncIterator[Process]:
    method, _ = stage.end.calls.most_common(1)[0]
    message = json.loads(stage.end.typical())
    environ = {
        **processes.environment(stage.end.address, ""),
        "METHOD": method,
        "MESSAGE": json.dumps({key: value for key, value in message.items() if key not in {"channel", "ts"}}),
    }
    async with processes.running(("-m", "tests.bench.bare"), environ, stage.folder) as started:
        yield started


def _trivial(stage: Stage) -> processes.Starting:
    return processes.running(("-m", "tests.bench.trivial"), {}, stage.folder)


def _told(rounds: Mapping[str, Sequence[_Round]], calls: float) -> Throughput:
    rates = {kind: [each.rate for each in found] for kind, found in rounds.items()}
    middle = {kind: median(found) for kind, found in rates.items()}
    figures = [
        *(Figure(f"turns a second, {kind}", middle[kind], "/s") for kind in KINDS),
        Figure("turns a second, bare app", middle["bare"], "/s"),
        *(
            Figure(f"{kind}: ratio to the bare app", _ratio(rates, kind), goal=0.5, at_least=True, places=2)
            for kind in KINDS
        ),
        *(
            Figure(
                f"processor time of a turn, {kind}",
                1000 * median(each.cpu for each in rounds[kind]),
                "ms",
                places=2,
            )
            for kind in (*KINDS, "bare")
        ),
        Figure("calls to Slack for each turn", calls, places=2),
        Figure("what drives them could do, against a server that does nothing", middle["trivial"], "/s"),
    ]
    spread = {kind: f"{min(found):,.0f} to {max(found):,.0f}" for kind, found in rates.items()}
    notes = [
        f"{PEOPLE} people at once, {ROUNDS} rounds of each by turns, medians; the ratio is the median of the "
        f"rounds'. Rounds: SQLite {spread['SQLite']}, PostgreSQL {spread['PostgreSQL']}, "
        f"bare {spread['bare']} a second."
    ]
    return Throughput(Section("Throughput of one process", figures, notes), middle)


def _ratio(rates: Mapping[str, Sequence[float]], kind: str) -> float:
    return median(ours / bare for ours, bare in zip(rates[kind], rates["bare"], strict=True))
