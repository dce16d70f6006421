"""Compound files hold what was put in, as olefile reads them, and their trees keep the rules of [MS-CFB] 2.6.4."""

import io

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.vba.compound_file import SMALL, compound_file
from liaison_planner.vba.directory import NO_STREAM, Entry, directory

NAMES = st.text("abXY_19é", min_size=1, max_size=31)
CONTENTS = st.binary(max_size=200) | st.integers(SMALL - 2, SMALL + 2).map(bytes) | st.just(b"x" * 70_000)


@given(st.dictionaries(NAMES, CONTENTS, max_size=40).filter(lambda found: len({*map(str.upper, found)}) == len(found)))
def test_every_stream_is_read_back(streams: dict[str, bytes]) -> None:
    placed = {f"VBA/{name}": contents for name, contents in streams.items()} | {"PROJECT": b"text"}
    with olefile.OleFileIO(io.BytesIO(compound_file(placed))) as read:
        assert {"/".join(path): read.openstream(path).read() for path in read.listdir()} == placed
        assert read.parsing_issues == []


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 7, 8, 15, 16, 100, 1000])
def test_the_tree_is_sorted_and_red_black(count: int) -> None:
    entries = directory({f"s{number}": b"" for number in range(count)})
    found: list[Entry] = []
    blacks = walked(entries, entries[0].child, found, parent_is_red=False)
    assert len(blacks) == 1
    assert [each.order for each in found] == sorted(each.order for each in entries[1:])


def walked(entries: list[Entry], number: int, found: list[Entry], *, parent_is_red: bool) -> set[int]:
    """The numbers of black entries on the ways down; entries are collected in order."""
    if number == NO_STREAM:
        return {0}
    entry, red = entries[number], entries[number].color == 0
    assert not (red and parent_is_red)
    left = walked(entries, entry.left, found, parent_is_red=red)
    found.append(entry)
    right = walked(entries, entry.right, found, parent_is_red=red)
    return {blacks + (not red) for blacks in left | right}


def test_an_empty_file_is_sound() -> None:
    with olefile.OleFileIO(io.BytesIO(compound_file({}))) as read:
        assert read.listdir() == []


@pytest.mark.parametrize("names", [("a", "A"), ("x" * 32,), ("",)])
def test_names_that_a_compound_file_cannot_hold_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="«"):
        compound_file(dict.fromkeys(names, b""))


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        compound_file({"a": bytes(8_000_000)})
