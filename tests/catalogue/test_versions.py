"""A catalogue of one's own: rows that begin and end on a day, and rows beside the built-in ones."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.load import BUILT_IN, built_in, load

Edit = Callable[..., int]
Found = Callable[..., list[str]]

BEFORE, SINCE = date(2027, 6, 30), date(2027, 7, 1)


def on(folder: Path, day: date) -> Catalogue:
    catalogue, issues = load(folder, day)
    assert catalogue is not None, issues
    return catalogue


def add(folder: Path, table: str, headings: str, *rows: str) -> None:
    """Writes rows of one's own."""
    (folder / f"own_{table}.csv").write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")


def two_prices(folder: Path) -> None:
    """The spreadsheet course costs 60 dollars up to the end of June 2027, then 80."""
    text = (BUILT_IN / "offerings.csv").read_text(encoding="utf-8")
    headings, *rows = text.splitlines()
    old = next(row for row in rows if row.startswith("c_excel,"))
    add(
        folder,
        "offerings",
        f"{headings},effective_from,effective_until",
        f"{old},,2027-06-30",
        f"{old.replace(',60,', ',80,')},2027-07-01,",
    )


def test_a_row_is_in_force_from_its_first_day_to_its_last(folder: Path) -> None:
    two_prices(folder)
    assert [on(folder, day).offerings["c_excel"].cost_usd for day in (BEFORE, SINCE)] == [60, 80]
    catalogue, _ = load(folder)
    assert catalogue is not None
    assert catalogue.offerings["c_excel"].cost_usd == 80


def test_the_version_changes_on_the_day_and_not_before(folder: Path) -> None:
    two_prices(folder)
    versions = [on(folder, day).version for day in (date(2027, 1, 1), BEFORE, SINCE, date(2029, 1, 1))]
    assert versions[0] == versions[1] != versions[2] == versions[3]


@pytest.mark.parametrize(("first", "last"), [("2027-06-30", ""), ("", ""), ("2027-01-01", "2027-02-01")])
def test_two_rows_of_one_id_never_hold_on_the_same_day(folder: Path, found: Found, first: str, last: str) -> None:
    headings = "token,kind,title,source,as_of,confidence,effective_from,effective_until"
    row = "guide,licence,Mountain guide,x,2027,estimate"
    add(folder, "credentials", headings, f"{row},,2027-06-30", f"{row},{first},{last}")
    assert found() == ["catalogue_duplicate own_credentials.csv row 3, token"]


def test_days_are_real_and_in_order(folder: Path, found: Found) -> None:
    headings = "token,kind,title,source,as_of,confidence,effective_from,effective_until"
    add(
        folder,
        "credentials",
        headings,
        "guide,licence,Mountain guide,x,2027,estimate,soon,",
        "pilot,licence,Pilot,x,2027,estimate,2027-02-01,2027-01-31",
    )
    assert found() == [
        "catalogue_value own_credentials.csv row 2, effective_from",
        "catalogue_value own_credentials.csv row 3, effective_until",
    ]


def test_own_rows_stand_beside_the_built_in_ones_and_replace_those_with_their_id(tmp_path: Path) -> None:
    """An organization adds an offering, a subject and a route, and changes one route, in a folder of its own."""
    add(
        tmp_path,
        "competencies",
        "id,name,domain,description,specialty_practice,medical_school,consulting,government_outreach,source,as_of,confidence",
        "spanish,Spanish for clinics,communication,Talks with patients and offices,0,0,0,2,our clinic,2027-01-04,judgement",
    )
    add(
        tmp_path,
        "offerings",
        "id,kind,title,provider,delivery,effort_hours,duration_weeks_min,cost_usd,teaches,start_pattern,source,as_of,confidence",
        "c_spanish,course,Spanish evenings,Our clinic,in_person,40,10,0,spanish:2,monthly,our clinic,2027-01-04,sourced",
    )
    add(
        tmp_path,
        "routes",
        "id,name,requirements,specialty_practice,medical_school,consulting,government_outreach,source,as_of,confidence",
        "R99,Our trainee year,yrs_healthcare>=1;spanish>=2,no,no,no,yes,our clinic,2027-01-04,sourced",
        "R10,Public service,yrs_public_community>=4,no,no,no,sometimes,our clinic,2027-01-04,sourced",
    )
    ours = on(tmp_path, SINCE)
    assert ours.offerings.keys() - built_in().offerings.keys() == {"c_spanish"}
    assert ours.competencies.keys() - built_in().competencies.keys() == {"spanish"}
    assert ours.routes.keys() - built_in().routes.keys() == {"R99"}
    assert ours.routes["R10"].name == "Public service"
    assert ours.version != built_in().version


def test_a_heading_that_nobody_reads_is_named_with_the_nearest_one(folder: Path) -> None:
    add(folder, "gates", "id,name,qestion,source,as_of,confidence", "x,X,Do you?,x,2027,estimate")
    _, issues = load(folder)
    told = [issue for issue in issues if issue.code == "catalogue_unknown_column"]
    assert [(issue.sheet, issue.cell, issue.how_to_fix) for issue in told] == [
        ("own_gates.csv", "qestion", "Did you mean «question»?")
    ]


def test_an_unknown_name_in_an_own_row_is_found_in_the_own_file(folder: Path) -> None:
    add(
        folder,
        "routes",
        "id,name,requirements,specialty_practice,medical_school,consulting,government_outreach,source,as_of,confidence",
        "R99,Ours,spanisch>=2;hipa>=1,no,no,no,yes,x,2027,sourced",
    )
    _, issues = load(folder)
    assert [(each.sheet, each.cell) for each in issues if each.code == "catalogue_dangling"] == [
        ("own_routes.csv", "R99, requirements"),
        ("own_routes.csv", "R99, requirements"),
    ]
    assert any("Did you mean «hipaa»?" in each.how_to_fix for each in issues)
