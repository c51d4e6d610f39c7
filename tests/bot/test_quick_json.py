"""The quick reader and writer say what the standard library says, also of what they refuse."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import quick_json

numbers = st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
any_text = st.text(st.characters(exclude_categories=[]), max_size=20)
plain = st.recursive(
    st.none() | st.booleans() | numbers | any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=4),
    max_leaves=15,
)


@given(plain)
def test_what_is_written_is_read_back(value: object) -> None:
    assert json.loads(quick_json.write(value)) == value
    assert quick_json.read(quick_json.octets(value)) == value


@given(plain, st.booleans())
def test_what_the_library_writes_is_read_alike(value: object, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)

    assert quick_json.read(text) == by_the_library(text)


def whole(digits: str) -> float:
    """A whole number as the quick reader has it."""
    number = int(digits)
    return number if -(2**63) <= number < 2**64 else float(digits)


def by_the_library(text: str) -> object:
    return json.loads(text, parse_int=whole)


def read_by(reader: object, text: str) -> object:
    try:
        return repr(reader(text))  # type: ignore[operator]
    except ValueError:
        return "refused"


@given(st.text(max_size=40) | st.text('{}[]",:\\u0123456789eE+-.truefalsn dD8', max_size=30))
def test_any_text_is_read_or_refused_alike(text: str) -> None:
    assert read_by(quick_json.read, text) == read_by(by_the_library, text)


@pytest.mark.parametrize("depth", [100, 250, 500, 980, 1_000, 1_023, 1_024, 100_000])
def test_what_is_nested_deeply_is_written_or_refused_as_no_json(depth: int) -> None:
    text = '{"a":' * depth + "1" + "}" * depth
    try:
        written = quick_json.write(quick_json.read(text)).replace(" ", "")
    except (ValueError, RecursionError) as refused:
        written = type(refused).__name__

    assert written in {text, "ValueError"} if depth < 1_025 else written == "RecursionError"
