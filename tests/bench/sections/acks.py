"""How soon Slack hears that we have it, with many people at once and a Web API that takes its time."""

from statistics import median

from tests.bench.figures import Figure, Section, percentile
from tests.bench.letters import Cast
from tests.bench.people import Tally
from tests.bench.processes import Process
from tests.bench.stage import KINDS, Stage, Supply

DELAY = 0.15
PEOPLE = 200
CROWD = 1_000
SECONDS = 20.0
RUSH = 15.0
FASTEST = 2_000


async def measure(stage: Stage) -> list[Section]:
    """A section for the usual load, and one for five times as much."""
    usual: list[Figure] = []
    rush: list[Figure] = []
    cast = Cast.beginning(stage.scripts)
    stage.end.delay = DELAY
    try:
        for kind in KINDS:
            people = int(FASTEST * (stage.seconds(SECONDS) + stage.seconds(RUSH) + 6) / 4) + 2 * CROWD
            async with stage.app(await stage.database(kind, cast, people)) as app:
                supply = stage.fresh(cast)

                usual += _usual(kind, await _press(stage, app, supply, PEOPLE, SECONDS, warm=2))
                stage.end.outdated.clear()
                tally = await _press(stage, app, supply, CROWD, RUSH)
                rush += _rush(kind, tally, len(stage.end.outdated))
    finally:
        stage.end.delay = 0.0
    return [
        Section(f"{PEOPLE} people at once, a Web API of {DELAY * 1000:.0f} ms", usual, [CLOSED]),
        Section(f"{CROWD:,} people at once: five times the load", rush, [SHED]),
    ]


async def _press(
    stage: Stage, app: Process, supply: Supply, people: int, seconds: float, *, warm: float = 0.0
) -> Tally:
    seconds = stage.seconds(seconds)
    letters = supply.letters(int(FASTEST * (seconds + warm)) + 5 * people)
    return await stage.crowd([app.port], letters).press(people, seconds, warm=warm)


CLOSED = (
    "Each person presses, waits until the card shows what came of it, and presses again at once: no real "
    f"{PEOPLE} people are that quick. An ack means that the press is kept in the database."
)
SHED = (
    "What is not taken is delivered again as Slack does with events (it does not with presses): at once, "
    "then with pauses. Lost: taken, but its card was not shown within two minutes. Each person presses on "
    "the card that the press before brought, so whatever is out of order is lost."
)


def _usual(kind: str, tally: Tally) -> list[Figure]:
    return [
        Figure(f"{kind}: ack, median", 1000 * median(tally.acks), "ms"),
        Figure(f"{kind}: ack, 99th percentile", 1000 * percentile(tally.acks, 99), "ms", goal=250),
        Figure(f"{kind}: ack, longest", max(tally.acks), "s", goal=3, places=2),
        Figure(f"{kind}: press to card, median", median(tally.turns), "s", places=2),
        Figure(f"{kind}: turns a second", tally.rate, "/s"),
    ]


def _rush(kind: str, tally: Tally, outdated: int) -> list[Figure]:
    return [
        Figure(f"{kind}: turns taken", len(tally.at)),
        Figure(f"{kind}: lost", tally.lost, goal=0),
        Figure(f"{kind}: older cards that stand at the end", outdated, goal=0),
        Figure(f"{kind}: not taken at first, sent again", tally.sent_again),
        Figure(f"{kind}: ack, 99th percentile", 1000 * percentile(tally.acks, 99), "ms"),
        Figure(f"{kind}: ack, longest", max(tally.acks), "s", goal=3, places=2),
        Figure(f"{kind}: press to card, 99th percentile", percentile(tally.turns, 99), "s", places=1),
        Figure(f"{kind}: until the backlog was done", tally.backlog, "s", places=1),
        Figure(f"{kind}: turns a second", tally.rate, "/s"),
    ]
