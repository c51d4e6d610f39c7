"""How long it takes from the start of the process until it is ready to be asked."""

from statistics import median

from tests.bench.figures import Figure, Section
from tests.bench.letters import Cast
from tests.bench.stage import KINDS, Stage

TIMES = 5
STORED = 1_000


async def measure(stage: Stage) -> Section:
    """Several starts by database, from cold Python to `/readyz`."""
    figures = []
    for kind in KINDS:
        url = await stage.database(kind, Cast.mixed(stage.scripts), STORED)
        starts = []
        for _ in range(stage.some(TIMES, 3)):
            async with stage.app(url) as app:
                starts.append(app.started)
        figures.append(Figure(f"{kind}: start until ready", median(starts), "s", goal=2, places=2))
        figures.append(Figure(f"{kind}: the longest of {len(starts)}", max(starts), "s", places=2))
    return Section("Start", figures, ["From the start of the process until `/readyz` answers 200."])
