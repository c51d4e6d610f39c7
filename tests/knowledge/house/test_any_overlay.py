"""Whatever stands in a house pack: it loads, or its faults are told; nothing else ever happens."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import PackFaults, load
from knowledge.loader import DEFAULT_PACK
from knowledge.overlay import lay
from tests.knowledge.house.conftest import write_house
from tests.knowledge.test_loader import PIECES

FILES = sorted(
    file.relative_to(DEFAULT_PACK).with_suffix("").as_posix() for file in DEFAULT_PACK.rglob("*.yaml")
)


def words_of(data: Any) -> set[str]:
    """Every key and every text that the default pack uses."""
    if isinstance(data, dict):
        return {str(key) for key in data} | {word for value in data.values() for word in words_of(value)}
    if isinstance(data, list):
        return {word for value in data for word in words_of(value)}
    return {data} if isinstance(data, str) and len(data) < 30 else set()


KNOWN = st.sampled_from(
    sorted(
        {"remove", "unknown", "weight", "source", "reason"}.union(
            *(words_of(yaml.safe_load((DEFAULT_PACK / f"{name}.yaml").read_text("utf-8"))) for name in FILES)
        )
    )
)
LEAVES = (
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(allow_nan=True) | KNOWN | st.text(max_size=5)
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(KNOWN | st.text(max_size=3), inner, max_size=4)
        | st.just({"remove": True})
    ),
    max_leaves=12,
)


def changed(data: Any) -> st.SearchStrategy[Any]:
    """Pieces of what stands there, some of it replaced: the paths that a house pack really takes."""
    if not isinstance(data, dict) or not data:
        return TREES
    return st.sampled_from(sorted(data)).flatmap(
        lambda key: st.builds(lambda value: {key: value}, TREES | st.deferred(lambda: changed(data[key])))
    )


def tells_of(folder: Path) -> bool:
    """Loads, or each fault names that folder: the default pack below is sound, so it is never to blame."""
    try:
        load(overlays=[folder])
    except PackFaults as faults:
        return all(str(folder) in str(fault) for fault in faults.faults)
    return True


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_plain_data_loads_or_tells_its_faults(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = write_house(tmp_path_factory.mktemp("house"))
    for name in data.draw(st.lists(st.sampled_from([*FILES, "rules"]), min_size=1, max_size=3, unique=True)):
        default = DEFAULT_PACK / f"{name}.yaml"
        below = yaml.safe_load(default.read_text("utf-8")) if default.exists() else {}
        above = data.draw(changed(below) | st.dictionaries(KNOWN, TREES, max_size=3))
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(above, allow_unicode=True), encoding="utf-8")

    assert tells_of(folder)


@settings(max_examples=20, deadline=None)
@given(name=st.sampled_from(FILES), pieces=st.lists(PIECES, max_size=30))
def test_any_text_loads_or_tells_its_faults(
    tmp_path_factory: pytest.TempPathFactory, name: str, pieces: list[str]
) -> None:
    folder = write_house(tmp_path_factory.mktemp("house"))
    (folder / f"{name}.yaml").write_text("".join(pieces), encoding="utf-8")

    assert tells_of(folder)


MAPPINGS = st.dictionaries(st.text(max_size=3), TREES, max_size=4)


@given(below=MAPPINGS, above=MAPPINGS)
def test_laying_over_leaves_both_as_they_were(below: dict[str, Any], above: dict[str, Any]) -> None:
    before = repr(below), repr(above)
    lay(below, above)

    assert (repr(below), repr(above)) == before


@given(below=MAPPINGS)
def test_nothing_laid_over_changes_nothing(below: dict[str, Any]) -> None:
    laid = lay(below, {})

    assert repr(laid.data) == repr(below)
    assert not laid.touched
    assert not laid.faults


@given(below=MAPPINGS)
def test_everything_that_is_there_can_be_removed(below: dict[str, Any]) -> None:
    laid = lay(below, {key: {"remove": True} for key in below})

    assert laid.data == {}
    assert not laid.faults
    assert {steps[0] for steps in laid.removed} == set(below)
