"""No pattern of ours takes long, whatever is looked at by it: none can be made to stand still."""

import ast
import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]  # The only one who knows what is in a pattern.
from time import process_time
from typing import Any, Final

import pytest

import bot
import dialogs
import knowledge
from dialogs.phrases import languages, phrases

ROOT: Final = Path(bot.__file__).parents[1]
LENGTH: Final = 50_000
"""Characters; more than Slack lets anybody write."""

SECONDS: Final = 0.5
"""A linear search takes a few thousandths; one that grows with the square some ten seconds."""

METHODS: Final = ("search", "match", "fullmatch", "sub", "findall", "finditer", "split")

MADE_LATER: Final = frozenset({"bot/sandbox/text.py", "bot/settings/checks.py", "dialogs/phrases.py"})
"""Where patterns are made of other things; what comes of them is looked at below, or sees settings only."""

Use = tuple[re.Pattern[str], str]


# --------------------------------------------------------------- the patterns that there are


def files() -> list[Path]:
    parts = (ROOT / name for name in ("bot", "dialogs", "knowledge"))
    return sorted(file for part in parts for file in part.rglob("*.py") if "training" not in file.parts)


def modules() -> Iterator[Any]:
    for package in (bot, dialogs, knowledge):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(part in found.name for part in ("training", "migrations", "__main__")):
                yield importlib.import_module(found.name)


def uses_of(module: Any) -> Iterator[tuple[str, Use]]:
    """Each pattern that a module has by name, with each way in which it is used there (or all of them)."""
    tree = ast.parse(Path(module.__file__).read_text())
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [
        (node.value.id, node.attr)
        for node in called
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    ]
    for name, value in vars(module).items():
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            methods = sorted({method for owner, method in named if owner == name} & set(METHODS))
            for method in methods or ("fullmatch", "search"):
                yield f"{module.__name__}.{name}.{method}", (value, method)
        elif isinstance(getattr(value, "__self__", None), re.Pattern):
            yield f"{module.__name__}.{name}", (value.__self__, value.__name__)


def inline() -> Iterator[tuple[str, Use]]:
    """Patterns that stand where they are used."""
    for file in files():
        for call, method in calls_of_re(file):
            if isinstance(call.args[0], ast.Constant) and method in METHODS:
                where = f"{file.relative_to(ROOT)}:{call.lineno}"
                yield where, (re.compile(str(call.args[0].value)), method)


def calls_of_re(file: Path) -> list[tuple[ast.Call, str]]:
    return [
        (node, node.func.attr)
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in {*METHODS, "compile"}
    ]


def spoken() -> Iterator[tuple[str, Use]]:
    for language in languages():
        yield f"polite openings in {language}", (phrases(language)._before, "sub")


PATTERNS: Final[dict[str, Use]] = {
    **{name: use for module in modules() for name, use in uses_of(module)},
    **dict(inline()),
    **dict(spoken()),
}


def test_every_pattern_is_looked_at() -> None:
    made = {
        str(file.relative_to(ROOT))
        for file in files()
        for call, _ in calls_of_re(file)
        if call.col_offset and not isinstance(call.args[0], ast.Constant) and not at_top(file, call)
    }

    assert made == MADE_LATER
    assert len(PATTERNS) > 80


def at_top(file: Path, call: ast.Call) -> bool:
    """Whether a name of the module is made there."""
    made = (node for node in ast.parse(file.read_text()).body if isinstance(node, ast.Assign | ast.AnnAssign))
    return any(node.lineno <= call.lineno <= (node.end_lineno or 0) for node in made)


# ------------------------------------------------------------------- what they are shown


def samples(pattern: re.Pattern[str]) -> Iterator[str]:
    """Long texts of whatever the pattern is made of, with an end that it does not expect."""
    signs = sorted(letters(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE.value)))
    whole = example(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE.value))
    pieces = {*signs, *(whole[:end] for end in range(1, min(len(whole), 8) + 1)), whole}
    pieces |= {one + other for one, other in product(signs[:4], repeat=2)}
    for piece in sorted(filter(None, pieces)):
        yield (piece * (LENGTH // len(piece) + 1))[:LENGTH] + "\x00"


def letters(parsed: Any) -> set[str]:
    """Signs that stand in a pattern, and one for each class of signs."""
    found = {"a", " "}
    for kind, value in parsed:
        match str(kind), value:
            case (("LITERAL" | "NOT_LITERAL"), int(code)):
                found.add(chr(code))
            case "IN", list(inside):
                found |= {sign for each in inside for sign in of_class(each)}
            case (("MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT"), (_, _, inner)):
                found |= letters(inner)
            case "SUBPATTERN", (*_, inner):
                found |= letters(inner)
            case "BRANCH", (_, branches):
                found |= {sign for branch in branches[:3] for sign in letters(branch)}
    return set(sorted(found)[:10])


def of_class(each: tuple[Any, Any]) -> set[str]:
    match str(each[0]), each[1]:
        case "LITERAL", int(code):
            return {chr(code)}
        case "RANGE", (int(first), int(_)):
            return {chr(first)}
        case "CATEGORY", kind:
            return {"1"} if "DIGIT" in str(kind) else {" ", "\n"} if "SPACE" in str(kind) else {"a", "_"}
    return set()


def example(parsed: Any) -> str:
    """A short text that the pattern more or less fits."""
    said = ""
    for kind, value in parsed:
        match str(kind), value:
            case "LITERAL", int(code):
                said += chr(code)
            case (("ANY" | "NOT_LITERAL"), _):
                said += "a"
            case "IN", list(inside):
                signs = [sign for each in inside for sign in sorted(of_class(each))]
                said += "a" if str(inside[0][0]) == "NEGATE" or not signs else signs[0]
            case (("MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT"), (least, _, inner)):
                said += example(inner) * max(1, min(least, 5))
            case "SUBPATTERN", (*_, inner):
                said += example(inner)
            case "BRANCH", (_, branches):
                said += example(branches[0])
    return said


class TooSlow(Exception):
    """It was still looking."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    def stop(_number: int, _frame: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def look(pattern: re.Pattern[str], method: str, text: str) -> float:
    """Seconds of processor time."""
    begun = process_time()
    with at_most(4 * SECONDS):
        if method == "sub":
            pattern.sub("", text)
        elif method == "finditer":
            for _ in pattern.finditer(text):
                pass
        else:
            getattr(pattern, method)(text)
    return process_time() - begun


@pytest.mark.parametrize("name", PATTERNS)
def test_no_text_keeps_a_pattern_busy(name: str) -> None:
    pattern, method = PATTERNS[name]
    slow = {}
    for text in samples(pattern):
        try:
            took = look(pattern, method, text)
        except TooSlow:
            took = 4 * SECONDS
        if took > SECONDS:
            slow[text[:20]] = took

    assert slow == {}


@pytest.mark.parametrize("language", languages())
def test_politeness_without_end_is_taken_away_in_time(language: str) -> None:
    spoken = phrases(language)
    endless = "x" + (" " + min(spoken.polite_endings, key=len)) * 10_000
    with at_most(4 * SECONDS):
        assert spoken.bare(endless) == "x"
