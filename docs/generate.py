"""Writes the generated blocks of README and docs, so that they can't drift from the code."""

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path

from prometheus_client import Metric
from prometheus_client.metrics import MetricWrapperBase

from bot import metrics
from bot.settings import SETTINGS
from dialogs.machine import diagram
from knowledge import load

ROOT = Path(__file__).parent.parent


def settings_table() -> str:
    """Every setting with its default and its meaning."""
    rows = [f"| `{s.name}` | {f'`{s.default}`' if s.default else ''} | {s.meaning} |" for s in SETTINGS]
    return "\n".join(["| setting | default | meaning |", "|---|---|---|", *rows])


def questions_table() -> str:
    """Every question with how it reads and where its weights come from."""
    knowledge = load()
    words = knowledge.words()
    rows = [
        f"| `{q.id}` | {words.questions[q.id].text} | {f'`{q.measure.element}`' if q.measure else 'stated'} |"
        for q in knowledge.pack.questions
    ]
    return "\n".join(["| id | question | weights |", "|---|---|---|", *rows])


def metrics_table() -> str:
    """Every metric with its labels and its meaning."""
    ours = sorted(
        (each for each in vars(metrics).values() if isinstance(each, MetricWrapperBase)),
        key=lambda each: told_of(each).name,
    )
    rows = [f"| `{shown(each)}` | {labels(each)} | {told_of(each).documentation} |" for each in ours]
    return "\n".join(["| metric | labels | meaning |", "|---|---|---|", *rows])


def told_of(metric: MetricWrapperBase) -> Metric:
    """What it says of itself."""
    (told,) = metric.describe()
    return told


def labels(metric: MetricWrapperBase) -> str:
    """By what it is told apart."""
    return ", ".join(f"`{label}`" for label in metric._labelnames)


def shown(metric: MetricWrapperBase) -> str:
    """The metric's name as a query has it."""
    told = told_of(metric)
    return f"{told.name}_total" if told.type == "counter" else told.name


def mermaid() -> str:
    """The phases of a conversation, drawn by the machine itself."""
    return f"```mermaid\n{diagram().strip()}\n```"


BLOCKS: dict[str, tuple[str, Callable[[], str]]] = {
    "settings": ("README.md", settings_table),
    "metrics": ("docs/operations.md", metrics_table),
    "phases": ("docs/dialog.md", mermaid),
    "questions": ("docs/knowledge.md", questions_table),
}


def fresh(name: str, text: str) -> str:
    """The page with its block written anew.

    Raises:
        ValueError: the page has no place for that block.
    """
    begin, end = f"<!-- generated: {name} -->", f"<!-- end: {name} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    block = f"{begin}\n{BLOCKS[name][1]()}\n{end}"
    written, found = pattern.subn(lambda _: block, text)
    if found != 1:
        raise ValueError(f"{BLOCKS[name][0]} must have {begin} … {end} once")
    return written


def stale() -> list[str]:
    """The pages whose generated blocks are not what the code says."""
    return [
        page
        for name, (page, _) in BLOCKS.items()
        if fresh(name, text := (ROOT / page).read_text("utf-8")) != text
    ]


def main() -> int:
    """Write every block, or with `--check` only tell which pages are stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        sys.stdout.writelines(f"{page}\n" for page in stale())
        return 1 if stale() else 0
    for name, (page, _) in BLOCKS.items():
        path = ROOT / page
        path.write_text(fresh(name, path.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
