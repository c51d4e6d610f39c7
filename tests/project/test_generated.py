"""A generated block that no longer says what the code says is noticed."""

import pytest

from docs.generate import BLOCKS, ROOT, fresh


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_a_changed_block_is_noticed(name: str) -> None:
    page = (ROOT / BLOCKS[name][0]).read_text("utf-8")
    begin = f"<!-- generated: {name} -->"

    assert fresh(name, page.replace(begin, f"{begin}\nsomething else")) == fresh(name, page)


def test_a_page_without_a_place_for_its_block_is_refused() -> None:
    with pytest.raises(ValueError, match="once"):
        fresh("settings", "# A page")
