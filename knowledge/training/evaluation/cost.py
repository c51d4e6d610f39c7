"""Measures what advice costs on this machine: seconds of one core, busy with nothing else, and memory."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import cycle, islice
from statistics import median
from typing import Final, TypeVar

from knowledge import Knowledge, load
from knowledge.training.evaluation import marks
from knowledge.training.evaluation.marks import Figures, Mark, Way
from knowledge.training.text.corpus import Example

_Input = TypeVar("_Input")

BATCH: Final = 20_000
"""Lines in a batch; enough that its start can be told from its work."""

_HELD = """
import pathlib, resource
{work}
status = pathlib.Path("/proc/self/status")
if status.exists():
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    print(int(lines["VmHWM"].split()[0]) * 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
# Not getrusage on Linux: there a child starts with what its parent held.
_LOADED = "from knowledge import load; load().classify('monthly payroll', {})"


def judge_cost(stated: Sequence[Example]) -> dict[Mark, Figures]:
    """Every figure; the texts are what published pages name, no two alike, so that nothing is remembered."""
    texts = [f"{example.text} {number}" for number, example in enumerate(stated)]
    knowledge = load()
    return {
        marks.CLASSIFY: {Way.OURS: _median(lambda text: knowledge.classify(text, {}), texts) * 1e6},
        marks.BATCH: {Way.OURS: batch_speed(texts)},
        marks.TURN: {Way.OURS: turn(knowledge, texts) * 1e3},
        marks.MEMORY: {Way.OURS: (_memory(_LOADED) - _memory("")) / 1e6},
    }


def batch_speed(texts: Sequence[str]) -> float:
    """Tasks a second of the command line, without its start."""
    lines = [
        json.dumps({"task": f"{text} {number}"}) for number, text in enumerate(islice(cycle(texts), BATCH))
    ]
    start = _seconds(lines[:1])
    return BATCH / max(_seconds(lines) - start, 1e-9)


def turn(knowledge: Knowledge, texts: Sequence[str]) -> float:
    """Median seconds of one turn: a text and the answers so far, through to flips and the next question."""
    states = []
    for text in texts[::8]:
        answers: dict[str, str] = {}
        for number in range(6):
            states.append((text, dict(answers)))
            asked = knowledge.classify(text, answers).next_question
            if asked is None:
                break
            options = knowledge.pack.question(asked).options
            answers[asked] = options[number % len(options)].id
    return _median(lambda state: knowledge.classify(*state), states)


def _median(work: Callable[[_Input], object], inputs: Iterable[_Input], rounds: int = 3) -> float:
    times = []
    for each in list(inputs) * rounds:
        begun = time.process_time()
        work(each)
        times.append(time.process_time() - begun)
    return median(times)


def _seconds(lines: Sequence[str]) -> float:
    """Of one run of `outsource-advisor classify`."""
    command = [sys.executable, "-m", "bot", "classify"]
    begun = os.times()
    subprocess.run(  # noqa: S603 - our own command
        command, input="\n".join(lines), stdout=subprocess.DEVNULL, text=True, check=True
    )
    ended = os.times()
    return ended.children_user + ended.children_system - begun.children_user - begun.children_system


def _memory(work: str) -> int:
    """The most bytes that Python holds after that work."""
    command = [sys.executable, "-c", _HELD.format(work=work)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    return int(done.stdout)
