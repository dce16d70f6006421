"""Which plans a change of the catalogue overtakes: exactly those that rest on the changed row."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.syntax import parse_requirement
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Focus
from liaison_planner.planning.basis import outdated

PEOPLE = ("P01", "P02", "P04", "P06", "P07", "P08", "P09", "P10", "P12", "P13", "P14")
"""The sample people for whom a whole plan exists."""

PlanOf = Callable[[str], Plan]
Sample = Callable[..., Profile]
Planned = Callable[[Profile, Catalogue], Plan]


def dearer(catalogue: Catalogue) -> Catalogue:
    row = catalogue.offerings["c_event_basic"]
    return replace(
        catalogue,
        offerings=catalogue.offerings | {row.id: row.model_copy(update={"cost_usd": row.cost_usd + 1})},
        version="dearer",
    )


def harder(catalogue: Catalogue) -> Catalogue:
    row = catalogue.competencies["health_comm"]
    required = row.required | {Focus.SPECIALTY_PRACTICE: 3}
    return replace(
        catalogue,
        competencies=catalogue.competencies | {row.id: row.model_copy(update={"required": required})},
        version="harder",
    )


def stricter(catalogue: Catalogue) -> Catalogue:
    row = catalogue.routes["R02"]
    terms = parse_requirement("edu_level>=3;degree_field=business_marketing;yrs_healthcare>=2", pytest.fail)
    return replace(
        catalogue,
        routes=catalogue.routes | {"R02": row.model_copy(update={"requirement": terms})},
        version="stricter",
    )


def what_it_says(plan: Plan) -> dict[str, Any]:
    """Everything but who made it from what, and but the list of all routes, taken or not."""
    return plan.model_dump(exclude={"proof", "stamp", "rests_on", "routes"})


@pytest.mark.parametrize("change", [dearer, harder])
def test_one_changed_row_changes_exactly_the_plans_that_are_flagged(
    plan_of: PlanOf,
    sample: Sample,
    planned: Planned,
    catalogue: Catalogue,
    change: Callable[[Catalogue], Catalogue],
) -> None:
    changed = change(catalogue)
    flagged = {name for name in PEOPLE if outdated(plan_of(name).footing, changed)}
    other = {name for name in PEOPLE if what_it_says(planned(sample(name), changed)) != what_it_says(plan_of(name))}
    assert flagged == other
    assert 0 < len(flagged) < len(PEOPLE)


def test_a_changed_route_is_flagged_for_those_who_take_it(plan_of: PlanOf, catalogue: Catalogue) -> None:
    changed = stricter(catalogue)
    flagged = {name for name in PEOPLE if outdated(plan_of(name).footing, changed)}
    assert flagged == {name for name in PEOPLE if plan_of(name).route == "R02"}
    (told,) = outdated(plan_of("P04").footing, changed)
    assert told.table == "routes"
    assert told.text.startswith(
        "Route R02, «Business, marketing, PR or communication degree plus healthcare experience»"
    )
    assert "or 1 year of experience: Sales to physicians or hospitals, and is now" in told.text
    assert told.text.endswith("2 years of experience: Healthcare, any role.")


def test_those_who_do_not_take_a_changed_route_get_the_same_plan(
    plan_of: PlanOf, sample: Sample, planned: Planned, catalogue: Catalogue
) -> None:
    changed = stricter(catalogue)
    for name in PEOPLE:
        if plan_of(name).route != "R02":
            assert what_it_says(planned(sample(name), changed)) == what_it_says(plan_of(name)), name


def test_the_flag_names_the_row_and_both_values(plan_of: PlanOf, catalogue: Catalogue) -> None:
    (told,) = outdated(plan_of("P01").footing, dearer(catalogue))
    assert told.text == "«Event planning basics for health outreach»: the price was $100, and is now $101."


def test_a_level_that_the_person_holds_anyway_is_no_matter(plan_of: PlanOf, catalogue: Catalogue) -> None:
    """P01 rates her terminology at 4."""
    row = catalogue.competencies["med_terms"]
    required = row.required | {Focus.SPECIALTY_PRACTICE: 4}
    changed = replace(
        catalogue, competencies=catalogue.competencies | {row.id: row.model_copy(update={"required": required})}
    )
    assert outdated(plan_of("P01").footing, changed) == ()
    assert outdated(plan_of("P02").footing, changed) != ()


def test_what_is_gone_and_what_is_newly_asked_are_told(plan_of: PlanOf, catalogue: Catalogue) -> None:
    offerings = {name: row for name, row in catalogue.offerings.items() if name != "c_event_basic"}
    (gone,) = outdated(plan_of("P01").footing, replace(catalogue, offerings=offerings))
    assert gone.text.endswith("is no longer in the catalogue.")
    new = catalogue.competencies["hipaa"].model_copy(update={"id": "spanish", "name": "Spanish"})
    (asked,) = outdated(
        plan_of("P01").footing, replace(catalogue, competencies=catalogue.competencies | {"spanish": new})
    )
    assert asked.text == "«Spanish» is newly asked for, at level 2."


def test_the_same_catalogue_overtakes_nothing(plan_of: PlanOf, catalogue: Catalogue) -> None:
    assert [name for name in PEOPLE if outdated(plan_of(name).footing, catalogue)] == []
