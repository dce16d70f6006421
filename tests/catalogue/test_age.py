"""Which prices are old on a given day."""

from datetime import date

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.age import age_issues, stale

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("as_of", "old"),
    [
        ("2026-05-01", False),
        ("2023-12", False),
        ("2023-11-01", False),
        ("2023-10-31", True),
        ("2023", False),
        ("2022", True),
        ("2019-2025", False),
        ("undated", True),
    ],
)
def test_a_price_is_old_after_three_years(catalogue: Catalogue, as_of: str, old: bool) -> None:
    row = catalogue.offerings["c_excel"].model_copy(update={"as_of": as_of})
    assert stale(row, DAY) is old


def test_what_is_free_has_no_price_to_grow_old(catalogue: Catalogue) -> None:
    assert not stale(catalogue.offerings["c_medterm_dmu"], DAY)


def test_old_prices_are_named_one_by_one_and_undated_ones_together(catalogue: Catalogue) -> None:
    *old, undated = age_issues(catalogue, DAY)
    assert "cert_pharma_rep, as_of" in [issue.cell for issue in old]
    assert {issue.code for issue in old} == {"catalogue_old_price"}
    assert undated.code == "catalogue_undated_price"
    assert "c_toast_1" in undated.what
    assert "cert_pharma_rep" not in undated.what
