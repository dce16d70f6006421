"""What is kept about parts is what they say, and no file ever gets what another one says."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_planner.domain.cell import RawProfile
from liaison_planner.workbook import small_parts
from liaison_planner.workbook.package import UnreadableError, open_package
from liaison_planner.workbook.read import read_inputs

Change = Callable[[bytes, str, Callable[[bytes], bytes | None]], bytes]
READERS: Sequence[tuple[str, Callable[[bytes], Any]]] = (
    ("xl/_rels/workbook.xml.rels", small_parts.relations_in),
    ("xl/workbook.xml", small_parts.outline_in),
    ("xl/tables/table1.xml", small_parts.table_in),
    ("xl/styles.xml", small_parts.date_styles_in),
)


@pytest.fixture(scope="module")
def files(filled: bytes, template: bytes, change: Change) -> tuple[bytes, ...]:
    """Workbooks that differ in what their small parts say."""
    return (
        filled,
        template,
        change(filled, "xl/workbook.xml", lambda part: part.replace(b'name="Profile"', b'name="Me"', 1)),
        change(filled, "xl/workbook.xml", lambda part: part.replace(b"<workbookPr", b'<workbookPr date1904="1"', 1)),
        change(filled, "xl/sharedStrings.xml", lambda part: part.replace(b"<t>", b"<t>Other ")),
        change(filled, "xl/tables/table1.xml", lambda part: part.replace(b'name="', b'name="Other ', 3)),
    )


@pytest.fixture(scope="module")
def alone(files: tuple[bytes, ...]) -> list[Any]:
    """What each of them says when nothing has been kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(small_parts, "LARGEST_KEPT", 0)
        return [read_inputs(file) for file in files]


@settings(deadline=None, max_examples=12)
@given(order=st.lists(st.integers(0, 5), min_size=2, max_size=6))
def test_files_are_read_the_same_in_any_order(files: tuple[bytes, ...], alone: list[Any], order: list[int]) -> None:
    assert [read_inputs(files[at]) for at in order] == [alone[at] for at in order]


def test_the_files_do_differ(alone: list[Any]) -> None:
    assert all(isinstance(each, RawProfile) for each in alone)
    assert len({repr(each) for each in alone}) == len(alone)


@pytest.mark.parametrize(("part", "reader"), READERS)
def test_a_broken_part_is_refused_every_time(filled: bytes, part: str, reader: Callable[[bytes], Any]) -> None:
    content = open_package(filled).parts[part]
    assert reader(content) == reader(bytes(bytearray(content)))
    for _ in range(2):
        with pytest.raises(UnreadableError):
            reader(content[: len(content) // 2])


def test_a_shared_text_of_no_number_is_none(filled: bytes) -> None:
    texts = small_parts.shared_texts_in(open_package(filled).parts["xl/sharedStrings.xml"])
    assert (texts[-1], texts[10**9]) == (None, None)
    assert isinstance(texts[0], str)
