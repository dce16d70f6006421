"""Questions a coach asks about self-ratings that the rest of the answers contradicts or does not carry."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import Cell
from liaison_planner.domain.evidence import Proof
from liaison_planner.domain.issue import has_errors
from liaison_planner.domain.offering import Award, Offering
from liaison_planner.domain.vocabulary import YEARS_FIELDS, YEARS_TITLES
from liaison_planner.intake.cells import CellReader
from liaison_planner.intake.words import Words

INDEPENDENT = 3
"""From this level on others rely on the person, so that there should be something to show."""

CONTRADICTION = 2
"""Levels are judgements, give or take one; two apart is worth a question."""

_ANSWER = "Rate again by the sentences of the levels (sheet Levels), or add what shows it on the sheet Evidence."


def ask(reader: CellReader, catalogue: Catalogue, found: Mapping[str, Any]) -> None:
    """Notes each rating that evidence contradicts (a warning) or that nothing else in the answers carries (a question)."""
    if has_errors(reader.issues):
        return
    words = Words("competency", {name: row.name for name, row in catalogue.competencies.items()})
    carried, usual = _carried(catalogue, found), _usual(catalogue, found["years"])
    for row in reader.rows("ratings"):
        name, cell = words.find(str(reader.cell(row, "competency").value)), reader.cell(row, "level")
        rating = found["self_ratings"].get(name, 0) if name else 0
        if name and rating:
            proofs = [proof for proof in found["proofs"] if proof.counts and proof.competency == name]
            claim = _Claim(words.titles[name], rating, catalogue.at_level(name, rating).rstrip("."))
            _compare(reader, cell, claim, proofs)
            _ask_one(reader, cell, claim, carried=name in carried, usual=usual.get(name))


class _Claim(NamedTuple):
    """A rating and what it says of the person."""

    title: str
    rating: int
    says: str

    def __str__(self) -> str:
        return f"You rate «{self.title}» at level {self.rating} («{self.says}»)"


def _compare(reader: CellReader, cell: Cell, claim: _Claim, proofs: list[Proof]) -> None:
    best = max(proofs, key=lambda proof: proof.level, default=None)
    if best is not None and abs(best.level - claim.rating) >= CONTRADICTION:
        what = f"{claim}, but «{best.title}» shows level {best.level}."
        reader.warn("rating_contradicted", cell, what, _ANSWER)


def _ask_one(reader: CellReader, cell: Cell, claim: _Claim, *, carried: bool, usual: tuple[int, str] | None) -> None:
    if usual and claim.rating <= usual[0] - CONTRADICTION:
        what = f"{claim}; a year of «{usual[1]}» usually brings level {usual[0]} (estimate)."
        reader.ask("rating_low", cell, what, f"Do you rate yourself too low? {_ANSWER}")
    if claim.rating >= INDEPENDENT and not carried:
        what = f"{claim}, and nothing else in your answers shows where that comes from."
        reader.ask("rating_unshown", cell, what, f"Who or what could show it? {_ANSWER}")


def _carried(catalogue: Catalogue, found: Mapping[str, Any]) -> set[str]:
    """Every competency that work, credentials, degrees, finished offerings, references or pieces can have brought."""
    fields = {("exp", field) for field, years in found["years"].items() if years >= 0.5}
    tokens = {
        (kind, token) for token in (*found["licences"], *found["certificates"]) for kind in ("cert", "certificate")
    }
    degrees = {("degree", found["degree_field"])} | {("degree", degree.field) for degree in found["degrees"]}
    known = fields | tokens | degrees
    brought = (row for row in catalogue.offerings.values() if row.id in found["done"] or known & set(_keys(row.awards)))
    taught = {name for row in brought for name in row.teaches}
    return taught | {proof.competency for proof in found["proofs"] if proof.counts}


def _keys(awards: Iterable[Award]) -> Iterator[tuple[str, str]]:
    return ((award.kind, award.value) for award in awards if award.value != "completion")


def _usual(catalogue: Catalogue, years: Mapping[str, float]) -> dict[str, tuple[int, str]]:
    """The level that every full-time job in a field brings, for the fields in which the person has worked a year."""
    usual: dict[str, tuple[int, str]] = {}
    for field in (field for field in YEARS_FIELDS if years.get(field, 0) >= 1):
        for name, level in _common_levels(list(_jobs(catalogue, field))).items():
            if level > usual.get(name, (0, ""))[0]:
                usual[name] = (level, YEARS_TITLES[field])
    return usual


def _jobs(catalogue: Catalogue, field: str) -> Iterator[Offering]:
    full_time = (row for row in catalogue.offerings.values() if row.is_full_time_job)
    return (row for row in full_time if ("exp", field) in set(_keys(row.awards)))


def _common_levels(jobs: list[Offering]) -> dict[str, int]:
    if not jobs:
        return {}
    shared = set.intersection(*(set(job.teaches) for job in jobs))
    return {name: min(job.teaches[name] for job in jobs) for name in shared}
