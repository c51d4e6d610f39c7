"""The quick reader and writer say what the standard library says, also of what they refuse."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot import quick_json

numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
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

    assert quick_json.read(text) == json.loads(text)


def read_by(reader: object, text: str) -> object:
    try:
        return repr(reader(text))  # type: ignore[operator]
    except ValueError:
        return "refused"


@given(st.text(max_size=40) | st.text('{}[]",:\\u0123456789eE+-.truefalsn dD8', max_size=30))
def test_any_text_is_read_or_refused_alike(text: str) -> None:
    assert read_by(quick_json.read, text) == read_by(json.loads, text)
