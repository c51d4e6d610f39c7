"""Adding rows as big integers gives what adding their numbers gives."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from knowledge.row_sums import RowSums

WIDTH = 3
NUMBERS = st.integers(-32_768, 32_767)
TABLES = st.lists(st.lists(NUMBERS, min_size=WIDTH, max_size=WIDTH), min_size=1, max_size=5)


@given(table=TABLES, data=st.data())
def test_lanes_add_up_as_columns_do(table: list[list[int]], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, len(table) - 1), min_size=1, max_size=50))
    sums = RowSums(array("h", [number for row in table for number in row]), WIDTH)

    assert list(sums.add([row * WIDTH for row in rows])) == [
        sum(table[row][column] for row in rows) for column in range(WIDTH)
    ]
