"""Readiness is a range from what is verified to what is declared, for each half apart."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.domain.evidence import CredentialNote, Degree, Post, Proof, ProofKind
from liaison_planner.domain.picture import Backing, Half, HalfStanding, Readiness
from liaison_planner.domain.profile import Profile
from liaison_planner.gaps.readiness import readiness_of

Person = Callable[..., Profile]
TODAY = date(2026, 11, 23)


def sample(name: str, catalogue: Catalogue, **changes: Any) -> Profile:
    profile = services.sample_person(name, catalogue, TODAY).profile
    assert profile is not None
    return profile.model_copy(update=changes)


def half(readiness: Readiness, wanted: Half) -> HalfStanding:
    return next(each for each in readiness.halves if each.half is wanted)


def reference(*skills: str, level: int = 4, title: str = "Dr. Lee", verified: bool = True) -> list[Proof]:
    return [
        Proof(kind=ProofKind.REFERENCE, title=title, competency=skill, level=level, verified=verified)
        for skill in skills
    ]


def test_the_nurse_sees_what_she_brings_on_the_medical_side(catalogue: Catalogue) -> None:
    """The worked example of docs/standing.md: P01, an orthopedic clinic nurse."""
    readiness = readiness_of(sample("P01", catalogue), catalogue)
    medical, marketing = half(readiness, Half.MEDICAL), half(readiness, Half.MARKETING)
    assert (medical.declared, medical.asked, medical.lacks) == (10, 13, ("fraud_abuse",))
    assert (marketing.declared, marketing.asked) == (15, 37)
    assert {"med_terms", "clin_workflow", "specialty_know", "hipaa"} <= set(medical.brings)
    assert (readiness.low, readiness.high) == (0.0, 0.5)
    assert (readiness.route_declared, readiness.route_verified) == ("R01", None)


def test_verified_claims_raise_the_low_end_and_complete_the_route(catalogue: Catalogue) -> None:
    """P01 again, after the board confirmed her licence, the clinic her years, the school her degree, a doctor her skills."""
    post = Post(first=date(2018, 1, 2), years={"healthcare": 8.0, "clinical": 8.0}, verified=True)
    shown = {
        "degrees": (Degree(level=3, field="health", verified=True),),
        "credential_notes": (CredentialNote.model_validate({"token": "rn", "verified": True}),),
        "posts": (post,),
        "proofs": tuple(reference("phys_engage", "hipaa", "service_recovery", "med_terms")),
    }
    readiness = readiness_of(sample("P01", catalogue, **shown), catalogue)
    assert readiness.route_verified == "R01"
    assert {each.competency for each in readiness.backed} == {"phys_engage", "hipaa", "med_terms"}
    assert readiness.unbacked == ("service_recovery",)
    assert 0 < readiness.low < readiness.high == 0.5


@pytest.mark.parametrize("name", sample_people())
def test_the_low_end_never_exceeds_the_high_one(name: str, catalogue: Catalogue) -> None:
    readiness = readiness_of(sample(name, catalogue), catalogue)
    assert 0 <= readiness.low <= readiness.high <= 1
    for each in readiness.halves:
        assert each.verified <= each.declared <= each.asked


def test_interviews_first_when_a_reference_cannot_carry_everything(person: Person, catalogue: Catalogue) -> None:
    """Consultative selling and presenting are tested at the first interview in a specialty practice."""
    skills = ("crm_prm", "data_report", "gatekeeper", "consult_sell", "present")
    someone = person(self_ratings=dict.fromkeys(skills, 2), proofs=tuple(reference(*skills)))
    backed = [each.competency for each in readiness_of(someone, catalogue).backed]
    assert {"consult_sell", "present"} < set(backed)
    assert len(backed) == 3


def test_a_declared_reference_makes_room_for_a_verified_one(person: Person, catalogue: Catalogue) -> None:
    both = [
        *reference("present", "hipaa", "fraud_abuse", "phys_engage"),
        *reference("present", title="Kim", verified=False),
    ]
    ratings = {"present": 2, "hipaa": 1, "fraud_abuse": 1, "phys_engage": 1}
    backed = readiness_of(person(self_ratings=ratings, proofs=tuple(both)), catalogue).backed
    assert sum(each.verified for each in backed) == 3
    verified = {each.competency for each in backed if each.verified}
    if "present" not in verified:
        assert Backing(competency="present", by="Kim", verified=False) in backed


def test_a_piece_below_the_declared_level_backs_nothing(person: Person, catalogue: Catalogue) -> None:
    someone = person(self_ratings={"present": 3}, proofs=tuple(reference("present", level=2)))
    readiness = readiness_of(someone, catalogue)
    assert (readiness.backed, readiness.unbacked, readiness.low) == ((), ("present",), 0.0)


def test_a_certification_stands_for_what_is_taught_for_it_and_mere_completion_for_nothing(
    person: Person, catalogue: Catalogue
) -> None:
    rated = {"self_ratings": {"proj_mgmt": 2, "hipaa": 1}}
    notes = [CredentialNote.model_validate({"token": token, "verified": True}) for token in ("capm", "completion")]
    certified = person(certificates=("capm",), credential_notes=(notes[0],), **rated)
    completed = person(certificates=("completion",), credential_notes=(notes[1],), **rated)
    assert half(readiness_of(certified, catalogue), Half.MARKETING).verified == 2
    assert readiness_of(completed, catalogue).low == 0.0


def test_an_expired_licence_opens_no_route(catalogue: Catalogue) -> None:
    lapsed = CredentialNote.model_validate({"token": "rn", "expires": date(2026, 1, 1), "counts": False})
    nurse = sample("P01", catalogue, edu_level=2, credential_notes=(lapsed,))
    assert readiness_of(nurse, catalogue).route_declared is None
    assert readiness_of(nurse.model_copy(update={"credential_notes": ()}), catalogue).route_declared == "R04"
