"""Turns one person's raw cells into a Profile, or says everything that is wrong with them."""

from datetime import date

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import RawProfile
from liaison_planner.domain.issue import Issue, has_errors
from liaison_planner.domain.profile import Profile
from liaison_planner.intake import (
    choices,
    credentials,
    employer,
    evidence,
    experience,
    fields,
    progress,
    questions,
    tables,
)
from liaison_planner.intake.cells import CellReader


def profile_from(raw: RawProfile, catalogue: Catalogue, today: date) -> tuple[Profile | None, tuple[Issue, ...]]:
    """The person, and every problem found with the place of its cell; those in `raw.found` come first.

    The Profile is None exactly if one of the issues is an error. It is canonical: two inputs that mean the same
    (ids or titles, numbers or text, rows of a table that has no order of its own) give equal Profiles.
    """
    reader = CellReader(raw, list(raw.found))
    reader.refuse_error_values()
    found = _everything(reader, catalogue, today)
    questions.ask(reader, catalogue, found)
    issues = tuple(reader.issues)
    return (None if has_errors(issues) else Profile.model_validate(found)), issues


def _everything(reader: CellReader, catalogue: Catalogue, today: date) -> dict[str, object]:
    """The fields of a Profile, complete and in range unless the reader has noted an error."""
    who, education, limits = fields.who(reader), fields.education(reader), fields.limits(reader)
    start, target, window = fields.dates(reader, today)
    lived = progress.progress(reader, catalogue, today)
    return {
        **who,
        **education,
        **limits,
        **fields.savings(reader),
        **employer.employer(reader, catalogue),
        "start_date": start,
        "target_date": target,
        **fields.ways(reader),
        "focus_preference": tables.focus_preference(reader, catalogue),
        **experience.experience(reader, window.first),
        **credentials.credentials(reader, catalogue),
        **evidence.evidence(reader, catalogue, window, {**who, **education}),
        "self_ratings": tables.self_ratings(reader, catalogue),
        "values": tables.values(reader),
        "gates": tables.gates(reader, catalogue),
        "periods": choices.periods(reader),
        **progress.settled(choices.choices(reader, catalogue, window, progress.begun(lived)), lived),
    }
