"""The checks about time: old prices, and a catalogue that has changed since."""

from datetime import date

from liaison_planner.domain.basis import Earlier, Outdated
from liaison_planner.domain.plan import Evidence, Plan, PlanStatus
from liaison_planner.views.check_age import age_checks
from liaison_planner.views.verdict import LOOK, NOTE, OK, Check


def change(number: int) -> Outdated:
    text = f"Sentence {number}."
    return Outdated(table="offerings", id="c", title="C", column="cost_usd", before="1", now="2", text=text)


def told(plan: Plan, earlier: Earlier | None = None) -> dict[str, Check]:
    return {check.check: check for check in age_checks(plan, earlier)}


def test_a_price_with_an_old_date_is_named_with_it_and_needs_a_look(plan: Plan) -> None:
    aged = plan.model_copy(update={"evidence": Evidence(old_prices=(("c_hipaa", "2016"),))})
    check = told(aged)["Prices of this plan"]
    assert (check.verdict, check.figures) == (LOOK, "1 of 1 price older than three years")
    assert check.advice == "Ask again before you pay: Privacy course, from 2016."


def test_prices_without_a_date_are_only_noted(plan: Plan) -> None:
    undated = plan.model_copy(update={"evidence": Evidence(undated_prices=("c_hipaa",))})
    check = told(undated)["Prices of this plan"]
    assert (check.verdict, check.advice) == (NOTE, "Ask before you pay: Privacy course.")


def test_a_first_plan_has_nothing_to_tell_of_the_catalogue(plan: Plan) -> None:
    checks = told(plan, Earlier(catalogue_version=plan.stamp.catalogue_version))
    assert {check.verdict for check in checks.values()} == {OK}


def test_changes_under_the_plan_before_are_told_and_long_lists_are_cut(plan: Plan) -> None:
    version, day = plan.stamp.catalogue_version, date(2026, 10, 1)
    many = tuple(change(number) for number in range(1, 7))
    earlier = Earlier(catalogue_version=version, made_on=day, changes=many)
    check = told(plan, earlier)["The catalogue behind it"]
    assert check.verdict == NOTE
    assert check.figures.startswith("6 changes since the plan of 1 Oct 2026")
    assert check.advice.endswith("Sentence 4. And 2 more.")


def test_look_up_sheets_of_another_catalogue_need_a_look(plan: Plan) -> None:
    assert told(plan, Earlier(catalogue_version="other"))["Look-up sheets of this file"].verdict == LOOK


def test_answers_that_cannot_be_planned_have_no_such_checks(plan: Plan) -> None:
    assert told(plan.model_copy(update={"status": PlanStatus.INVALID_INPUT}), Earlier(catalogue_version="other")) == {}
