"""No cell of a CSV file that we write is a formula to a spreadsheet program."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.batch.outputs import _csv

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
TEXTS = st.text(max_size=20) | st.builds(str.__add__, st.sampled_from(STARTS), st.text(max_size=20))


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_is_no_formula_and_nothing_of_it_is_lost(texts: list[str]) -> None:
    columns = [f"c{at}" for at in range(len(texts))]
    written = b"".join(_csv(columns, [texts])).decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(written, newline=""))
    assert header == columns
    assert not [cell for cell in row if cell.startswith(STARTS)]
    whole = [text.encode("utf-8", "backslashreplace").decode() for text in texts]
    assert [
        cell.removeprefix("'") if text.startswith(STARTS) else cell for cell, text in zip(row, whole, strict=True)
    ] == whole
