"""Members packed in pieces are what any other program unpacks."""

import io
from zipfile import ZipFile, ZipInfo

from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.workbook.packing import deflated, packed_piece, zipped

CONTENTS = st.lists(
    st.binary(max_size=300) | st.binary(min_size=1, max_size=3).map(lambda some: some * 30_000), max_size=5
)


@given(contents=CONTENTS, kept=st.sets(st.integers(0, 4)))
def test_pieces_that_were_packed_before_and_new_ones_unpack_to_all_of_them(
    contents: list[bytes], kept: set[int]
) -> None:
    pieces = [packed_piece(each) if at in kept else each for at, each in enumerate(contents)]
    data = zipped([deflated(ZipInfo("a.xml"), *pieces), deflated(ZipInfo("ü.xml"), b"another")])
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a.xml", "ü.xml"]
        assert archive.read("a.xml") == b"".join(contents)
        assert archive.read("ü.xml") == b"another"


def test_a_piece_is_packed_the_same_wherever_it_stands() -> None:
    piece = packed_piece(b"<row/>" * 100)
    assert deflated(ZipInfo("a"), piece, b"b", piece).contents.count(piece.packed) == 2
