"""Any id gives a harmless file name."""

import pytest

from liaison_planner.batch.names import file_name


@pytest.mark.parametrize(
    "person_id", ["../../x", "CON", "a/b", "x" * 300, "😀", "", "summary", "a\x00b", "..", "\ud800"]
)
def test_any_id_gives_a_harmless_file_name(person_id: str) -> None:
    name = file_name(person_id, lambda _: False)
    assert name.isascii()
    assert 0 < len(name) <= 70
    assert not set(name) & set('/\\:*?"<>|.\0')
    assert name.casefold() not in {"con", "summary"}


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert file_name("p01", lambda _: False) == "p01"
    assert file_name("P01", lambda name: name.casefold() in {"p01", "p01-2"}) == "P01-3"
