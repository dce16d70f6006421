"""What is written into the workbook is read back as the same person."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.domain.cell import RawProfile
from liaison_planner.domain.evidence import CredentialNote, Degree, Post, Proof, ProofKind
from liaison_planner.domain.profile import Period, Pin, Profile
from liaison_planner.domain.vocabulary import Objective
from liaison_planner.intake import profile_from
from liaison_planner.intake.roster_row import raw_from_text
from liaison_planner.views import Content, Labels, input_content
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.read import read_inputs


def read_back(package: bytes, catalogue: Catalogue, today: date) -> Profile | None:
    raw = read_inputs(package)
    assert isinstance(raw, RawProfile), raw
    assert raw.found == ()
    return profile_from(raw, catalogue, today)[0]


@pytest.mark.parametrize("name", sample_people())
def test_a_sample_person_comes_back_equal(
    name: str, template: bytes, catalogue: Catalogue, labels: Labels, today: date
) -> None:
    person, _ = profile_from(raw_from_text(sample_people()[name], "sample people", 2), catalogue, today)
    assert person is not None
    assert read_back(fill(template, input_content(person, labels)), catalogue, today) == person


def test_every_wish_comes_back_too(
    template: bytes, catalogue: Catalogue, labels: Labels, today: date, nurse: Profile
) -> None:
    wishes: dict[str, Any] = {
        "objective": Objective.BALANCED,
        "firm_routes_only": True,
        "max_parallel": 2,
        "periods": (Period(first=date(2027, 7, 1), last=date(2027, 7, 14), hours_per_week=0.0),),
        "pins": (Pin(offering_id="c_excel", start=date(2027, 3, 1)), Pin(offering_id="m_liaison")),
        "excludes": ("n_aapl_conf",),
        "done": ("c_hipaa_core",),
        "gates": {"driving_licence": True, "evenings": False},
        "values": {"income": 1, "learning": 5},
        "weekly_hours": 7.5,
    }
    person = nurse.model_copy(update=wishes)
    assert read_back(fill(template, input_content(person, labels)), catalogue, today) == person


def test_evidence_comes_back_too(
    template: bytes, catalogue: Catalogue, labels: Labels, today: date, nurse: Profile
) -> None:
    seen: dict[str, Any] = {"verified_by": "State board", "verified_on": date(2026, 11, 2), "verified": True}
    post: dict[str, Any] = {"role": "Nurse", "employer": "Clinic", "hours_per_week": 36.0, "verified_by": "HR"}
    years = {"healthcare": 4.0, "clinical": 4.0}
    piece = {"kind": ProofKind.PORTFOLIO, "title": "Poster", "competency": "present", "level": 1}
    shown: dict[str, Any] = {
        "degrees": (Degree(level=3, field="health", finished=date(2015, 5, 1), **seen),),
        "credential_notes": (CredentialNote.model_validate({"token": "rn", "expires": date(2030, 1, 1), **seen}),),
        "posts": (
            Post(first=date(2019, 1, 7), last=date(2027, 6, 1), years=years, verified=True, **post),
            Post(role="Aide", years=years),
        ),
        "proofs": (Proof(**piece), Proof(**piece, counts=False)),
        "years": nurse.years | {"healthcare": 8.0, "clinical": 8.0},
    }
    person = nurse.model_copy(update=shown)
    assert read_back(fill(template, input_content(person, labels)), catalogue, today) == person


def test_a_file_of_the_first_layout_is_read_without_evidence(template: bytes) -> None:
    older = fill(template, Content({"out_schema_version": 1}))
    raw = read_inputs(with_other_names(older, b"tblDegrees", b"tblCredentialNotes", b"tblProofs"))
    assert isinstance(raw, RawProfile)
    assert raw.found == ()
    assert raw.tables["proofs"] == ()


def with_other_names(package: bytes, *names: bytes) -> bytes:
    """The workbook with these tables called otherwise, so that nobody finds them."""
    changed = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(changed, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            for name in names:
                data = data.replace(name, b"old" + name)
            new.writestr(part, data)
    return changed.getvalue()


def test_results_in_the_workbook_do_not_change_what_is_read(
    filled: bytes, catalogue: Catalogue, today: date, nurse: Profile
) -> None:
    assert read_back(filled, catalogue, today) == nurse


def test_an_empty_template_reads_as_blank_everywhere(template: bytes) -> None:
    raw = read_inputs(template)
    assert isinstance(raw, RawProfile)
    assert all(cell.blank for cell in raw.fields.values())
    ids = {"gate", "competency", "value"}
    cells = [(key, cell) for rows in raw.tables.values() for row in rows for key, cell in row.items()]
    assert {key for key, cell in cells if not cell.blank} == ids


def test_a_sample_is_marked_as_such(
    template: bytes, labels: Labels, nurse: Profile, shown: Callable[[bytes, str], Any]
) -> None:
    package = fill(template, input_content(nurse, labels, sample=True))
    assert "SAMPLE" in shown(package, "out_sample")
    assert shown(fill(template, input_content(nurse, labels)), "out_sample") is None
