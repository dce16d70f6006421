"""A person's answers as they stand on the input sheets."""

from collections.abc import Mapping

from liaison_planner.domain.evidence import Claim, CredentialNote, Degree, Post, Proof
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import DEGREE_FIELD_TITLES, EDUCATION_LEVELS
from liaison_planner.views.content import Content, Row, Value
from liaison_planner.views.labels import Labels
from liaison_planner.views.targets import targets_content


def input_content(profile: Profile, labels: Labels, *, sample: bool = False) -> Content:
    """Every input of the workbook, so that reading it back gives an equal profile; `sample` marks an invented person."""
    tables = {
        "tblLicences": _tokens(profile.licences, labels),
        "tblCertificates": _tokens(profile.certificates, labels),
        "tblGates": tuple({"gate": gate, "answer": _yes_no(held)} for gate, held in profile.gates.items()),
        "tblExperience": _experience(profile),
        "tblSkills": skill_rows(profile.self_ratings, labels),
        "tblFocus": tuple({"focus": focus.title} for focus in profile.focus_preference),
        "tblValues": tuple({"value": value, "weight": weight} for value, weight in profile.values.items()),
        "tblDegrees": tuple(_degree(degree) for degree in profile.degrees),
        "tblCredentialNotes": tuple(_note(note, labels) for note in profile.credential_notes),
        "tblProofs": tuple(_proof(proof, labels) for proof in profile.proofs),
        "tblPeriods": tuple(period.model_dump() for period in profile.periods),
        "tblChoices": _choices(profile, labels),
        "tblEmployerPays": tuple({"offering": labels.offerings.get(name, name)} for name in profile.employer_pays_for),
    }
    banner = {"out_sample": "SAMPLE: this person is invented, for trying things out."} if sample else {}
    live = targets_content(profile.focus, profile.self_ratings, labels)
    return Content({**_fields(profile), **banner}, tables) | live


def skill_rows(ratings: Mapping[str, int], labels: Labels) -> tuple[Row, ...]:
    """Every competency with its rating, if there is one, and what the rating means."""
    return tuple(
        {
            "competency": name,
            "level": ratings.get(name),
            "means": labels.means.get(name, {}).get(ratings.get(name, 0), ""),
        }
        for name in labels.competencies
    )


def _fields(profile: Profile) -> Row:
    return {
        "in_person_id": profile.person_id,
        "in_label": profile.label,
        "in_background": profile.background,
        "in_edu_level": EDUCATION_LEVELS[profile.edu_level],
        "in_degree_field": DEGREE_FIELD_TITLES[profile.degree_field],
        "in_internal_employer": _yes_no(profile.internal_employer),
        "in_weekly_hours": profile.weekly_hours,
        "in_budget_usd": profile.budget_usd,
        "in_savings_usd": profile.savings_usd,
        "in_savings_floor_usd": profile.savings_floor_usd or None,
        "in_monthly_income_usd": profile.monthly_income_usd or None,
        "in_monthly_costs_usd": profile.monthly_costs_usd or None,
        "in_employer_pays_usd": profile.employer_pays_usd or None,
        "in_hours_in_new_post": profile.hours_in_new_post,
        "in_start_date": profile.start_date,
        "in_target_date": profile.target_date,
        "in_willing_to_change_job": _yes_no(profile.willing_to_change_job),
        "in_constraints": profile.constraints,
        "in_objective": profile.objective.value,
        "in_firm_routes_only": _yes_no(profile.firm_routes_only),
        "in_prefer_robust": _yes_no(profile.prefer_robust) if profile.prefer_robust else None,
        "in_max_parallel": profile.max_parallel,
    }


def _yes_no(answer: bool) -> str:
    return "yes" if answer else "no"


def _tokens(tokens: tuple[str, ...], labels: Labels) -> tuple[Row, ...]:
    return tuple({"token": labels.credentials.get(token, token)} for token in tokens)


def _experience(profile: Profile) -> tuple[Row, ...]:
    """One row a post; where the years are known in total only, they stand in one row."""
    if profile.posts:
        return tuple(_post(post) for post in profile.posts)
    years: dict[str, Value] = {f"yrs_{name}": value for name, value in profile.years.items() if value}
    return ({"role": "All posts together", "employer": None, **years},) if years else ()


def _post(post: Post) -> Row:
    return {
        "role": post.role or None,
        "employer": post.employer or None,
        **{f"yrs_{name}": value for name, value in post.years.items()},
        "first": post.first,
        "last": post.last,
        "hours_per_week": post.hours_per_week,
        **_verified(post),
    }


def _degree(degree: Degree) -> Row:
    titles: Row = {"level": EDUCATION_LEVELS[degree.level], "field": DEGREE_FIELD_TITLES[degree.field]}
    return {**titles, "finished": degree.finished, **_verified(degree)}


def _note(note: CredentialNote, labels: Labels) -> Row:
    return {"token": labels.credentials.get(note.token, note.token), "expires": note.expires, **_verified(note)}


def _proof(proof: Proof, labels: Labels) -> Row:
    skill = labels.competencies.get(proof.competency, proof.competency)
    what: Row = {"kind": proof.kind.title, "title": proof.title, "competency": skill, "level": proof.level}
    return {**what, **_verified(proof)}


def _verified(claim: Claim) -> Row:
    return {"verified_by": claim.verified_by or None, "verified_on": claim.verified_on}


def _choices(profile: Profile, labels: Labels) -> tuple[Row, ...]:
    chosen = [("include", pin.offering_id, pin.start) for pin in profile.pins]
    full = frozenset(profile.no_seat)
    chosen += [("no seat" if offering in full else "exclude", offering, None) for offering in profile.excludes]
    chosen += [("done", offering, None) for offering in profile.done]
    return tuple(
        {"decision": decision, "offering": labels.offerings.get(offering, offering), "start": start}
        for decision, offering, start in chosen
    )
