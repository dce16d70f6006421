"""What is allowed, but what a careful editor would ask about."""

from collections.abc import Callable

import pytest

Edit = Callable[..., int]
Found = Callable[..., list[str]]

SLIPS = [
    ({"title": "Event planning basics for health outreach"}, "shared_title offerings.csv c_excel, title"),
    ({"teaches": "", "credential_awarded": ""}, "leads_nowhere offerings.csv c_excel, teaches"),
    ({"effort_hours": "200", "effort_high": ""}, "hours_a_week offerings.csv c_excel, effort_hours"),
    ({"kind": "certification"}, "no_certification offerings.csv c_excel, credential_awarded"),
    ({"kind": "adjacent_job"}, "job_not_on_the_job offerings.csv c_excel, delivery"),
]


@pytest.mark.parametrize(("cells", "told"), SLIPS)
def test_a_slip_is_a_warning_at_its_cell(edit: Edit, found: Found, cells: dict[str, str], told: str) -> None:
    assert f"catalogue_{told}" not in found("warning")
    edit("offerings", "c_excel", **cells)
    assert f"catalogue_{told}" in found("warning")


def test_what_only_opens_another_offering_leads_somewhere(edit: Edit, found: Found) -> None:
    edit("offerings", "c_tch", teaches="", credential_awarded="")
    edit("offerings", "c_excel", prerequisites="c_tch")
    assert not any("leads_nowhere" in each for each in found("warning"))
