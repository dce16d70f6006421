"""Reads what backs the answers: further degrees, dates of licences, references and portfolio pieces."""

from collections.abc import Mapping
from datetime import date

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.cell import Cell, Row
from liaison_planner.domain.evidence import CredentialNote, Degree, Proof, ProofKind
from liaison_planner.domain.text import as_text
from liaison_planner.domain.vocabulary import DEGREE_FIELD_TITLES, EDUCATION_LEVELS, MAX_LEVEL
from liaison_planner.intake.cells import CellReader, Limits
from liaison_planner.intake.choices import Window
from liaison_planner.intake.claims import is_oneself, verification
from liaison_planner.intake.fields import education_level
from liaison_planner.intake.words import Words, fold

_LEVEL = Limits("A level", 1, MAX_LEVEL, whole=True)
_FIELDS = Words("degree field", DEGREE_FIELD_TITLES)
_KINDS = Words("kind of evidence", {kind.value: kind.title for kind in ProofKind})


def evidence(
    reader: CellReader, catalogue: Catalogue, window: Window, stated: Mapping[str, object]
) -> dict[str, tuple[object, ...]]:
    """`degrees`, `credential_notes` and `proofs` in the order of input; what does not hold when the plan begins stays
    listed, but counts nothing. `stated` has the `edu_level` and `degree_field` of the profile.
    """
    return {
        "degrees": tuple(_degrees(reader, window.first, stated)),
        "credential_notes": tuple(_notes(reader, catalogue, window)),
        "proofs": tuple(_proofs(reader, catalogue, window.first)),
    }


def _degrees(reader: CellReader, first_day: date, stated: Mapping[str, object]) -> list[Degree]:
    found: list[Degree] = []
    for row in reader.rows("degrees"):
        level_cell, field_cell, day_cell = (reader.cell(row, key) for key in ("level", "field", "finished"))
        reader.refuse_blank(level_cell, "degree")
        level, field = education_level(reader, level_cell), reader.needed_word(field_cell, _FIELDS)
        finished, checked = reader.day(day_cell, "The day of the diploma"), verification(reader, row, first_day)
        if level is None or field is None:
            continue
        held = finished is None or finished <= first_day
        degree = Degree(level=level, field=field, finished=finished, counts=held, **checked)
        if any((other.level, other.field) == (level, field) for other in found):
            what = f"«{EDUCATION_LEVELS[level]}» in this field stands here already; one degree counts once."
            reader.warn("repeated_degree", level_cell, what, "Clear one of the two rows.")
        elif not held:
            _future(reader, day_cell, degree, found, stated)
        elif level > int(str(stated["edu_level"] or 0)):
            what = f"This degree is higher than the highest degree on the sheet Profile: «{EDUCATION_LEVELS[level]}»."
            reader.warn("higher_degree", level_cell, what, "It counts; correct the highest degree to match.")
        found.append(degree)
    return found


def _future(reader: CellReader, cell: Cell, degree: Degree, others: list[Degree], stated: Mapping[str, object]) -> None:
    """A diploma of the future is refused where the person already claims the degree, otherwise it only waits."""
    what = f"The diploma is dated {degree.finished}, after the plan begins, so it does not count yet."
    claimed = (stated["edu_level"], stated["degree_field"]) == (degree.level, degree.field)
    if claimed and (degree.level, degree.field) not in {(other.level, other.field) for other in others if other.counts}:
        fix = "Enter the highest degree that you hold today on the sheet Profile, or correct the day."
        reader.refuse("future_diploma", cell, f"{what} Yet the profile gives it as the highest degree.", fix)
    else:
        reader.warn("future_diploma", cell, what, "Correct the day, or compute the plan again when you hold it.")


def _notes(reader: CellReader, catalogue: Catalogue, window: Window) -> list[CredentialNote]:
    words = Words("credential", {token: row.title for token, row in catalogue.credentials.items()})
    held = (reader.cell(row, "token") for key in ("licences", "certificates") for row in reader.rows(key))
    listed = {words.find(as_text(cell.value)) for cell in held}
    found: list[CredentialNote] = []
    seen: dict[str, Cell] = {}
    for row in reader.rows("credential_notes"):
        cell, day_cell = reader.cell(row, "token"), reader.cell(row, "expires")
        token, expires = reader.needed_word(cell, words), reader.day(day_cell, "The day of expiry")
        checked = verification(reader, row, window.first)
        if token is None or not reader.first_time(token, cell, seen):
            continue
        if token not in listed:
            what = f"«{words.titles[token]}» is not among what you hold on the sheet Profile, so it does not count."
            reader.warn("not_listed", cell, what, "Add it there, or clear the row.")
        _check_expiry(reader, day_cell, words.titles[token], expires, window)
        holds = expires is None or expires >= window.first
        found.append(CredentialNote(token=token, expires=expires, counts=holds, **checked))
    return found


def _check_expiry(reader: CellReader, cell: Cell, title: str, expires: date | None, window: Window) -> None:
    if expires is None:
        return
    if expires < window.first:
        what = f"«{title}» expires on {expires}, before the plan begins, so it does not count."
        reader.warn("expired", cell, what, "Renew it and enter the new day, or clear the row if it never expires.")
    elif window.last is not None and expires < window.last:
        what = f"«{title}» expires on {expires}, before the target date {window.last}. The plan takes it as renewed."
        reader.warn("expires_in_plan", cell, what, "Plan the renewal; enter the new day when it is done.")


def _proofs(reader: CellReader, catalogue: Catalogue, first_day: date) -> list[Proof]:
    words = Words("competency", {name: row.name for name, row in catalogue.competencies.items()})
    found: list[Proof] = []
    for row in reader.rows("proofs"):
        proof = _proof(reader, row, words, first_day)
        if proof is None:
            continue
        if any(_same(proof, other) for other in found):
            what = "This piece already stands here for the same skill; it counts once."
            reader.warn("repeated_proof", reader.cell(row, "title"), what, "Clear one of the two rows.")
            proof = proof.model_copy(update={"counts": False})
        found.append(proof)
    return found


def _same(proof: Proof, other: Proof) -> bool:
    return (fold(proof.title), proof.kind, proof.competency) == (fold(other.title), other.kind, other.competency)


def _proof(reader: CellReader, row: Row, words: Words, first_day: date) -> Proof | None:
    kind_cell, title_cell, level_cell = (reader.cell(row, key) for key in ("kind", "title", "level"))
    kind, competency = reader.needed_word(kind_cell, _KINDS), reader.needed_word(reader.cell(row, "competency"), words)
    reader.refuse_blank(title_cell, "name of the reference or piece")
    reader.refuse_blank(level_cell, "level")
    title, level = reader.text(title_cell, 200), reader.whole(level_cell, _LEVEL)
    checked = verification(reader, row, first_day)
    if kind is None or competency is None or level is None or not title:
        return None
    own = kind == ProofKind.REFERENCE and is_oneself(title, reader)
    if own:
        what = f"The reference «{title}» is the person, so it does not count."
        reader.warn("own_reference", title_cell, what, "Name somebody else who has seen you do it.")
    return Proof(kind=ProofKind(kind), title=title, competency=competency, level=level, counts=not own, **checked)
