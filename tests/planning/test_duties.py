"""Law, licences and gates: each with its day, its source and the word that it is not legal advice."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.domain.evidence import CredentialNote
from liaison_planner.domain.picture import Duty, DutyStatus
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.gaps.standing import standing_of
from liaison_planner.planning.duties import Duties
from liaison_planner.planning.steps import steps_of

Sample = Callable[..., Profile]
PlanOf = Callable[[str], Plan]

HIRED = date(2027, 8, 15)


def found(
    person: Profile, catalogue: Catalogue, plan: Plan | None = None, hired: date | None = HIRED
) -> dict[str, Duty]:
    steps = steps_of(plan, catalogue) if plan else ()
    return {duty.id: duty for duty in Duties(person, catalogue, standing_of(person, catalogue), steps, hired).all()}


@pytest.mark.parametrize("name", sample_people())
def test_every_duty_of_a_sample_person_is_sourced_and_law_is_no_advice(name: str, plan_of: PlanOf) -> None:
    duties = plan_of(name).duties
    assert {"law:F10", "law:F09"} <= {duty.id for duty in duties}
    for duty in duties:
        assert duty.source
        assert duty.as_of
        assert (duty.kind != "law") or duty.text.endswith("Not legal advice.")


@pytest.mark.parametrize("name", sample_people())
def test_privacy_training_is_due_before_the_first_place_with_patients(name: str, plan_of: PlanOf) -> None:
    plan = plan_of(name)
    privacy = next(duty for duty in plan.duties if duty.id == "law:F10")
    on_site = [item for item in plan.items if item.kind in (Kind.INTERNSHIP, Kind.ADJACENT_JOB)]
    if on_site:
        assert privacy.due == min(item.start for item in on_site)
    if privacy.status is DutyStatus.PLANNED:
        assert any("privacy" in item.title and item.finish < (privacy.due or date.max) for item in plan.items)


def test_the_barista_learns_privacy_before_he_sees_a_patients_file(plan_of: PlanOf) -> None:
    """The worked example of docs/standing.md: P15 starts from nothing, and the audit shows him referrals."""
    privacy = next(duty for duty in plan_of("P15").duties if duty.id == "law:F10")
    audit = next(item for item in plan_of("P15").items if item.offering_id == "i_practice_audit")
    assert (privacy.status, privacy.due) == (DutyStatus.PLANNED, audit.start)


def test_somebody_who_learns_privacy_in_the_first_week_of_a_post_hears_until_when_to_wait(plan_of: PlanOf) -> None:
    """P04, the marketing graduate, begins her service year in the week of her privacy course."""
    privacy = next(duty for duty in plan_of("P04").duties if duty.id == "law:F10")
    assert privacy.status is DutyStatus.OPEN
    assert "until «HIPAA privacy and security awareness» is finished on 10 January 2027" in privacy.text


def test_no_offering_shows_patients_to_somebody_untrained(catalogue: Catalogue) -> None:
    """Shadowing and ride-alongs have no employer who trains first, so they ask for it themselves."""
    for name in ("c_msk_ortho", "m_ride_along", "i_practice_audit", "i_practice_rep_pt", "i_health_fair"):
        asked = {str(each) for term in catalogue.offerings[name].prerequisites for each in term}
        assert {"hipaa>=1", "hipaa>=2"} & asked, name


def test_training_after_hiring_is_due_within_ninety_days(sample: Sample, catalogue: Catalogue) -> None:
    training = found(sample("P01"), catalogue)["law:F09"]
    assert (training.status, training.due) == (DutyStatus.AFTER_HIRING, HIRED + timedelta(days=90))


def test_gift_limits_stand_by_year_and_a_year_without_a_figure_says_so(sample: Sample, catalogue: Catalogue) -> None:
    gifts = found(sample("P01"), catalogue)["law:F04"]
    assert "2024 $507, 2026 $535" in gifts.text
    assert "No figure for 2025 or 2027" in gifts.text
    this_year = found(sample("P01"), catalogue, hired=date(2024, 3, 1))["law:F03"]
    assert "2027" not in this_year.text


@pytest.mark.parametrize(("name", "warned"), [("P01", False), ("P07", True), ("P14", True)])
def test_consultants_are_warned_of_pay_that_follows_referrals(
    name: str, warned: bool, plan_of: PlanOf, sample: Sample, catalogue: Catalogue
) -> None:
    assert ("law:F07" in found(sample(name), catalogue)) is warned
    assert ("law:F07" in {duty.id for duty in plan_of(name).duties}) is warned


@pytest.mark.parametrize(
    ("answers", "status"),
    [({}, DutyStatus.ASK), ({"evenings": True}, DutyStatus.DONE), ({"evenings": False}, DutyStatus.OPEN)],
)
def test_gates_are_asked_and_what_is_missing_gets_a_day(
    answers: dict[str, bool], status: DutyStatus, sample: Sample, catalogue: Catalogue
) -> None:
    gate = found(sample("P01", gates=answers), catalogue)["gate:evenings"]
    assert (gate.status, gate.due) == (status, HIRED)


def test_a_hospital_asks_volunteers_and_staff_before_liaisons(plan_of: PlanOf) -> None:
    """P06 changes into an outreach job first: background check and screening are due by then, the car later."""
    due = {duty.id: duty.due for duty in plan_of("P06").duties}
    first = min(item.start for item in plan_of("P06").items if item.kind is Kind.ADJACENT_JOB)
    assert due["gate:background_check"] == due["gate:health_screening"] == first
    assert due["gate:driving_licence"] == plan_of("P06").apply_from


def test_a_licence_that_lapses_within_the_plan_is_to_be_renewed(sample: Sample, catalogue: Catalogue) -> None:
    def note(day: date) -> dict[str, Any]:
        return {"credential_notes": (CredentialNote.model_validate({"token": "rn", "expires": day}),)}

    duty = found(sample("P01", **note(date(2027, 6, 30))), catalogue)["licence:rn"]
    assert (duty.status, duty.due, duty.kind) == (DutyStatus.OPEN, date(2027, 6, 30), "licence")
    assert "licence:rn" not in found(sample("P01", **note(date(2029, 6, 30))), catalogue)
