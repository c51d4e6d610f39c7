"""Every figure in one run: `make bench`. Some of them, smaller: `python -m tests.bench --scale 0.1 start`.

A whole run at full scale writes docs/performance.md, and the table of capacity in docs/operations.md;
anything less only prints, unless `--write` is given.
"""

import argparse
import sys
import time
from collections.abc import Awaitable, Callable, Mapping

import uvloop

from tests.bench import machine, page
from tests.bench.figures import Section
from tests.bench.sections import acks, memory, million, parts, scaling, starting, stored, throughput
from tests.bench.stage import Stage, staged


async def run(scale: float, wanted: list[str]) -> dict[str, str]:
    """The blocks of the page; none when only some parts are wanted."""
    begun = time.perf_counter()
    async with staged(scale) as stage:
        about = machine.describe(stage.postgres.version)
        _say("\n".join(about))
        for name in wanted:
            await PARTS[name](stage)
        blocks = {} if wanted else await _everything(stage)
    minutes = (time.perf_counter() - begun) / 60
    about.append(f"- the whole run took {minutes:.0f} minutes")
    if scale != 1.0:
        about.append(f"- a short run, at {scale:g} of the full scale: shorter rounds, fewer rows")
    return {"machine": "\n".join(about), **blocks} if blocks else {}


async def _everything(stage: Stage) -> dict[str, str]:
    passing = await throughput.measure(stage)
    sections = [*_shown(passing.section), *await _acks(stage)]
    kept = await stored.measure(stage)
    sections += [*_shown(kept.section), *await _memory(stage), *await _start(stage)]
    two = await scaling.measure(stage)
    sections += [*_shown(two.section), *await _parts(stage)]
    rate, size = passing.rates["PostgreSQL"], kept.bytes_each["PostgreSQL"]
    paper = page.paper(million.on_paper(stage.scripts, rate, size, two))
    _say(paper)
    needs = page.capacity(million.capacity(stage.scripts, rate, size))
    _say(needs)
    return {"performance": page.tables(sections), "million": paper, "capacity": needs}


async def _throughput(stage: Stage) -> list[Section]:
    return _shown((await throughput.measure(stage)).section)


async def _acks(stage: Stage) -> list[Section]:
    return _shown(*await acks.measure(stage))


async def _stored(stage: Stage) -> list[Section]:
    return _shown((await stored.measure(stage)).section)


async def _memory(stage: Stage) -> list[Section]:
    return _shown(await memory.measure(stage))


async def _start(stage: Stage) -> list[Section]:
    return _shown(await starting.measure(stage))


async def _scaling(stage: Stage) -> list[Section]:
    return _shown((await scaling.measure(stage)).section)


async def _parts(stage: Stage) -> list[Section]:
    return _shown(parts.measure(stage))


PARTS: Mapping[str, Callable[[Stage], Awaitable[list[Section]]]] = {
    "throughput": _throughput,
    "acks": _acks,
    "stored": _stored,
    "memory": _memory,
    "start": _start,
    "scaling": _scaling,
    "parts": _parts,
}


def main() -> int:
    """Print every figure, and write the page after a whole run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="less than 1 is quicker and says less")
    parser.add_argument("--write", action="store_true", help="write a smaller whole run down, too, as such")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; default: all")
    options = parser.parse_args()
    if unknown := set(options.parts) - PARTS.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    blocks = uvloop.run(run(options.scale, options.parts))
    if blocks and (options.scale == 1.0 or options.write):
        page.write(blocks)
    return 0


def _shown(*sections: Section) -> list[Section]:
    _say(page.tables(sections))
    return list(sections)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
