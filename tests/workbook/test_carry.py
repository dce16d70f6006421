"""Words that a user wrote beside a row are never lost."""

from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.workbook.carry import Written, carry_over
from liaison_planner.workbook.schema_model import Carried

CARRIED = Carried(columns=("notes",), key="id", title="step", marked="status", words="gone")
IDS = st.sampled_from(["a", "b", "c", ""])


def test_words_follow_their_key() -> None:
    rows = carry_over(CARRIED, [Written("a", "A", ("mine",)), Written("b", "B", (None,))], [{"id": "b"}, {"id": "a"}])
    assert rows == ({"id": "b", "notes": None}, {"id": "a", "notes": "mine"})


def test_words_of_a_row_that_is_gone_come_last_with_their_title() -> None:
    rows = carry_over(CARRIED, [Written("a", "A", ("mine",))], [{"id": "b"}])
    assert rows[1] == {"id": "a", "step": "A", "status": "gone", "notes": "mine"}


def test_words_beside_an_empty_row_are_kept_too() -> None:
    rows = carry_over(CARRIED, [Written("", "", ("loose",)), Written("", "", ("looser",))], [{"id": "b"}])
    assert [row["notes"] for row in rows] == [None, "loose", "looser"]


def test_words_that_come_with_a_row_stay_where_the_user_wrote_none() -> None:
    rows = carry_over(
        CARRIED, [Written("a", "A", ("mine",))], [{"id": "a", "notes": "old"}, {"id": "b", "notes": "old"}]
    )
    assert [row["notes"] for row in rows] == ["mine", "old"]


@given(
    st.lists(
        st.builds(Written, IDS, st.just("t"), st.sampled_from([(None,), ("x",), ("y",)])),
        max_size=6,
        unique_by=lambda w: w.key or id(w),
    ),
    st.lists(st.sampled_from(["a", "b", "c"]), unique=True),
)
def test_nothing_is_lost_and_doing_it_again_changes_nothing(before: list[Written], keys: list[str]) -> None:
    rows = [{"id": key} for key in keys]
    once = carry_over(CARRIED, before, rows)
    assert sorted(str(row["notes"]) for row in once if row["notes"]) == sorted(
        str(w.texts[0]) for w in before if not w.blank
    )
    stands = [Written(str(row["id"]), str(row.get("step") or ""), (row["notes"],)) for row in once]
    assert carry_over(CARRIED, stands, rows) == once
