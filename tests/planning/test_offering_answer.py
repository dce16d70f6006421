"""One offering asked about: in or out, and where that turns. Every threshold is tried out by planning again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.explanation import OfferingAnswer, Threshold, ThresholdKind
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Objective
from liaison_planner.planning.explain import explain_offering

Make = Callable[..., Offering]
Small = Callable[..., Catalogue]
Person = Callable[..., Profile]
Planned = Callable[[Profile, Catalogue], Plan]

TODAY = date(2026, 11, 23)
FIELDS = {ThresholdKind.PRICE: "cost_usd", ThresholdKind.EFFORT: "effort_hours"}


def ask(person: Profile, catalogue: Catalogue, name: str) -> OfferingAnswer:
    answer = explain_offering(person, catalogue, TODAY, name).offering
    assert answer is not None
    return answer


def turning(answer: OfferingAnswer, kind: ThresholdKind) -> Threshold:
    return next(each for each in answer.thresholds if each.kind is kind)


def plan_at(
    threshold: Threshold, value: object, person: Profile, catalogue: Catalogue, name: str
) -> tuple[Profile, Catalogue]:
    """Person and catalogue with the threshold's figure at `value`."""
    if threshold.kind in FIELDS:
        changed = catalogue.offerings[name].model_copy(update={FIELDS[threshold.kind]: value})
        catalogue = replace(catalogue, offerings=catalogue.offerings | {name: changed})
    else:
        person = person.model_copy(update={threshold.kind.value: value})
    return person, catalogue


def check(person: Profile, catalogue: Catalogue, name: str, planned: Planned) -> OfferingAnswer:
    """The answer, after every threshold in it was tried out on both sides."""
    answer = ask(person, catalogue, name)
    for each in answer.thresholds:
        if each.inside is not None and each.kind is not ThresholdKind.PERMISSION:
            inside = planned(*plan_at(each, each.inside, person, catalogue, name))
            outside = planned(*plan_at(each, each.outside, person, catalogue, name))
            assert name in [item.offering_id for item in inside.items], each
            assert name not in [item.offering_id for item in outside.items], each
    return answer


def two(small: Small, offering: Make, **other: Any) -> Catalogue:
    """«best» for 50 dollars is the plan; «other» is what is asked about."""
    best = offering("best", cost_usd=50, teaches={"talk": 1})
    return small(best, offering("other", **({"teaches": {"talk": 1}} | other)), required={"talk": 1})


def test_the_price_at_which_it_comes_in_is_found_to_the_dollar(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    answer = check(person(), two(small, offering, cost_usd=90, hours=9), "other", planned)
    price = turning(answer, ThresholdKind.PRICE)
    assert (price.now, price.inside, price.outside) == (90, 49, 50)
    assert price.text == "At $49 or less it would come in (now $90)."


def test_a_price_at_which_both_are_as_good_is_told(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    price = turning(check(person(), two(small, offering, cost_usd=90), "other", planned), ThresholdKind.PRICE)
    assert price.tie is (price.inside == 49)
    assert price.tie is ("exactly as good" in price.text)


def test_what_is_too_slow_comes_in_at_no_price(person: Person, small: Small, offering: Make, planned: Planned) -> None:
    slow = two(small, offering, cost_usd=90, weeks=5)
    price = turning(check(person(), slow, "other", planned), ThresholdKind.PRICE)
    assert (price.inside, price.outside) == (None, None)
    assert price.text == (
        "No price brings it in: even free of charge, it would only come on top of the other steps: "
        "ready on the same day at the same cost, with 8 hours more of work."
    )


def test_the_hours_of_work_at_which_it_comes_in_are_found(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    effort = turning(check(person(), two(small, offering, hours=36), "other", planned), ThresholdKind.EFFORT)
    assert (effort.now, effort.inside, effort.outside) == (36, 20, 21)


def test_the_weekly_hours_at_which_it_comes_in_are_found(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    hours = turning(check(person(), two(small, offering, hours=36), "other", planned), ThresholdKind.WEEKLY_HOURS)
    assert (hours.now, hours.inside, hours.outside) == (10, 18, 17)


def test_the_target_date_at_which_a_cheaper_one_comes_in_is_found(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    saver = person(objective=Objective.CHEAPEST)
    target = turning(check(saver, two(small, offering, weeks=16), "other", planned), ThresholdKind.TARGET_DATE)
    assert (target.inside, target.outside) == (date(2027, 4, 25), date(2027, 4, 18))


def test_whoever_wants_the_fastest_plan_gains_nothing_by_a_later_target(
    person: Person, small: Small, offering: Make
) -> None:
    target = turning(ask(person(), two(small, offering, weeks=5), "other"), ThresholdKind.TARGET_DATE)
    assert target.inside is None


def test_a_chosen_step_stays_up_to_a_price_and_up_to_some_hours(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    answer = check(person(), two(small, offering, cost_usd=90, hours=9), "best", planned)
    assert answer.chosen
    assert answer.step is not None
    assert (turning(answer, ThresholdKind.PRICE).inside, turning(answer, ThresholdKind.EFFORT).inside) == (90, 20)


def test_the_only_way_stays_as_long_as_the_budget_lasts(
    person: Person, small: Small, offering: Make, planned: Planned
) -> None:
    rows = (offering("a", cost_usd=100, teaches={"talk": 1}), offering("b", cost_usd=300, teaches={"law": 1}))
    price = turning(check(person(), small(*rows, required={"talk": 1, "law": 1}), "a", planned), ThresholdKind.PRICE)
    assert (price.inside, price.outside) == (700, 701)
    assert price.text.endswith("One dollar more, and no plan stays within your budget.")


def test_a_matter_of_taste_has_no_thresholds(person: Person, small: Small, offering: Make) -> None:
    catalogue = two(small, offering, cost_usd=50)
    plan_has = explain_offering(person(), catalogue, TODAY, "best").offering
    assert plan_has is not None
    answer = ask(person(), catalogue, "other" if plan_has.chosen else "best")
    assert answer.thresholds == ()
    assert answer.insisting is not None
    assert answer.insisting.text.startswith("Just as good: the same day, cost and hours;")


def test_what_brings_nothing_is_settled_without_solving(person: Person, small: Small, offering: Make) -> None:
    answer = ask(person(), two(small, offering, teaches={"art": 1}), "other")
    assert (answer.insisting, answer.thresholds) == (None, ())


def test_what_the_person_ruled_out_says_what_allowing_it_would_bring(
    person: Person, small: Small, offering: Make
) -> None:
    answer = ask(person(excludes=("other",)), two(small, offering), "other")
    (permission,) = answer.thresholds
    assert permission.inside == 1
    assert permission.text == ("If you did not rule it out, it would come in: ready on the same day, for $50 less.")


def test_a_job_that_does_not_come_in_even_if_allowed_says_how_much_worse_it_is(
    person: Person, small: Small, offering: Make, job: Callable[..., Offering]
) -> None:
    catalogue = small(offering("best", teaches={"talk": 1}), job("j", 4, teaches={"talk": 1}), required={"talk": 1})
    permission = ask(person(), catalogue, "j").thresholds[0]
    assert permission.inside is None
    assert permission.text.startswith(
        "If you were willing to change jobs, it would still stay out: it would only come on top of the other steps"
    )


@pytest.mark.parametrize("name", ["c_sales_roleplay", "c_ushealth_umich", "c_practice_ops"])
def test_thresholds_of_a_sample_person_hold_when_tried_out(
    sample: Callable[..., Profile], catalogue: Catalogue, planned: Planned, name: str
) -> None:
    answer = check(sample("P02"), catalogue, name, planned)
    assert answer.title == catalogue.offerings[name].title


def test_what_is_chosen_because_it_is_free_would_drop_out_at_any_price(
    person: Person, small: Small, offering: Make
) -> None:
    rows = (offering("a", teaches={"talk": 1}), offering("b", hours=10, teaches={"talk": 1}))
    answer = ask(person(), small(*rows, required={"talk": 1}), "a")
    assert turning(answer, ThresholdKind.PRICE).text == "At any price it would drop out (now free)."


def test_where_nothing_fits_insisting_on_something_is_said_to_help_no_more(
    person: Person, small: Small, offering: Make
) -> None:
    rows = (
        offering("a", cost_usd=90_000, teaches={"talk": 2}),
        offering("b", teaches={"talk": 1}),
        offering("c", cost_usd=50, hours=20, teaches={"talk": 1}),
    )
    answer = ask(person(), small(*rows, required={"talk": 2}), "c")
    assert answer.insisting is not None
    assert answer.insisting.text == "No plan keeps your limits, with it or without it."
