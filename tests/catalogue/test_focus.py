"""Focus areas of an organization's own: rows and columns of its catalogue, and no code."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.catalogue.load import load
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.domain.basis import Footing
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import FOCUS_AREAS, Focus
from liaison_planner.intake.roster_row import raw_from_text
from liaison_planner.planning.basis import outdated
from liaison_planner.planning.planner import make_plan
from liaison_planner.planning.scenarios import compare_plans
from liaison_planner.verification import verify

TODAY = date(2026, 11, 23)
HEADING = "id,title,short,description,like,source,as_of,confidence"
RURAL = "rural,Rural clinic network,Rural clinics,Small clinics that share specialists.,government_outreach,ours,2026-11,judgement"
SKILLS = (
    "id,name,domain,description,specialty_practice,medical_school,consulting,government_outreach,rural,core_for,source,"
    "as_of,confidence"
)


def organization(folder: Path, *areas: str, **tables: tuple[str, ...]) -> Path:
    """A catalogue with these focus areas of its own, and other tables line by line."""
    folder.mkdir(exist_ok=True)
    for name, lines in {"own_focus_areas": (HEADING, *areas), **tables}.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def ours(tmp_path: Path) -> Catalogue:
    """The built-in catalogue with a fifth area that is like government outreach."""
    catalogue, issues = load(organization(tmp_path / "ours", RURAL))
    assert catalogue is not None, issues
    return catalogue


def person(name: str, catalogue: Catalogue, **cells: str) -> Profile:
    """A sample person with other cells in the roster."""
    found = services.person_from(raw_from_text({**sample_people()[name], **cells}, "r.csv", 2), catalogue, TODAY)
    assert found.profile is not None, found.issues
    return found.profile


def test_the_built_in_areas_are_the_usual_ones() -> None:
    assert built_in().foci == FOCUS_AREAS
    assert [focus.title for focus in built_in().foci] == [focus.title for focus in FOCUS_AREAS]


def test_an_area_takes_over_what_the_one_it_is_like_asks_and_offers(ours: Catalogue) -> None:
    rural, outreach = Focus("rural"), Focus.GOVERNMENT_OUTREACH
    assert [focus.title for focus in ours.foci][-1] == "Rural clinic network"
    assert all(row.required[rural] == row.required[outreach] for row in ours.competencies.values())
    assert all(row.acceptance[rural] == row.acceptance[outreach] for row in ours.routes.values())
    assert all((rural in row.asked_for) == (outreach in row.asked_for) for row in ours.gates.values())
    assert all((rural in row.goal_of) == (outreach in row.goal_of) for row in ours.offerings.values())
    offered = {focus: {v.value: v.strength for v in ours.values.values() if v.focus == focus} for focus in ours.foci}
    assert offered[rural] == offered[outreach]


def test_a_column_of_its_own_comes_before_the_likeness(tmp_path: Path) -> None:
    skill = "hipaa,Patient privacy,compliance,Ours.,2,2,3,2,3,rural,ours,2026-11,judgement"
    catalogue, issues = load(organization(tmp_path / "ours", RURAL, own_competencies=(SKILLS, skill)))
    assert catalogue is not None, issues
    assert catalogue.competencies["hipaa"].required[Focus("rural")] == 3
    assert Focus("rural") in catalogue.competencies["hipaa"].core_for
    assert not [issue for issue in issues if issue.code == "catalogue_unknown_column"]


@pytest.mark.parametrize(
    ("area", "code"),
    [
        (RURAL.replace("government_outreach", "nothing_known"), "catalogue_unknown_id"),
        (RURAL.replace("Rural clinic network", "Consulting"), "catalogue_same_title"),
        (RURAL.replace("government_outreach", ""), "catalogue_no_route"),
        (RURAL.replace("rural,", "rural clinics,"), "catalogue_value"),
        (RURAL.replace("Small clinics that share specialists.", ""), "catalogue_missing"),
    ],
)
def test_what_is_wrong_with_an_area_is_told(tmp_path: Path, area: str, code: str) -> None:
    catalogue, issues = load(organization(tmp_path / "ours", area))
    assert catalogue is None
    assert code in {issue.code for issue in issues}
    assert "own_focus_areas.csv" in {issue.sheet for issue in issues} or code == "catalogue_no_route"


def test_a_row_that_names_an_unknown_area_is_refused(tmp_path: Path) -> None:
    value = (
        "id,focus,value,strength,why,source,as_of,confidence",
        "x.income,rurral,income,3,So.,ours,2026-11,estimate",
    )
    catalogue, issues = load(organization(tmp_path / "ours", RURAL, own_values=value))
    assert catalogue is None
    assert any(issue.sheet == "own_values.csv" and "«rurral» is no focus area" in issue.what for issue in issues)


def test_more_areas_than_the_sheets_have_room_for_are_refused(tmp_path: Path) -> None:
    many = [RURAL.replace("rural,Rural", f"rural{n},Rural{n}") for n in range(5)]
    catalogue, issues = load(organization(tmp_path / "ours", *many))
    assert catalogue is None
    assert "catalogue_too_many" in {issue.code for issue in issues}


def test_somebody_may_choose_an_area_by_its_title_and_gets_a_plan(ours: Catalogue) -> None:
    """The hospital volunteer coordinator aims at the organization's own network."""
    who = person("P06", ours, focus_preference="Rural clinic network>specialty_practice")
    plan, usual = make_plan(who, ours, TODAY), make_plan(person("P06", built_in()), built_in(), TODAY)
    assert verify(plan, who, ours) == ()
    assert (plan.focus, plan.ready_date, plan.total_cost_usd) == ("rural", usual.ready_date, usual.total_cost_usd)
    assert Plan.model_validate_json(plan.to_json()).focus == Focus("rural")


def test_compare_ranks_all_areas(ours: Catalogue) -> None:
    compared = compare_plans(person("P06", ours), ours, TODAY)
    assert {each.focus for each in compared.advice} == set(ours.foci)
    assert [each.rank for each in compared.advice] == [1, 2, 3, 4, 5]
    rural = next(each for each in compared.advice if each.focus == "rural")
    assert rural.focus.title == "Rural clinic network"
    assert [part.because for part in rural.parts if part.name == "wish"] == ["Not among your wishes."]


def test_what_holds_for_consultants_holds_for_an_area_that_is_like_it(tmp_path: Path) -> None:
    area = RURAL.replace("government_outreach", "consulting")
    catalogue, _ = load(organization(tmp_path / "ours", area))
    assert catalogue is not None
    plan = make_plan(person("P07", catalogue, focus_preference="rural"), catalogue, TODAY)
    assert any("1099" in duty.title for duty in plan.duties)


def test_the_workbook_offers_the_area_and_shows_what_it_asks(
    ours: Catalogue, tmp_path: Path, round_trip: Callable[[Path, Profile, Catalogue], Profile]
) -> None:
    who = person("P06", ours, focus_preference="rural>specialty_practice")
    path = tmp_path / "p06.xlsx"
    assert round_trip(path, who, ours) == who
    book = openpyxl.load_workbook(path)
    lists = {cell.value for row in book["Lists"].iter_rows() for cell in row}
    assert "Rural clinic network" in lists
    headings = [
        cell.value for row in book["Skills"].iter_rows() for cell in row if cell.value == "Rural clinic network"
    ]
    assert headings == ["Rural clinic network"]
    assert any(cell.value == "Accepted: Rural clinic network" for row in book["Routes"].iter_rows() for cell in row)


@pytest.fixture
def round_trip() -> Callable[[Path, Profile, Catalogue], Profile]:
    """Writes a person's answers into a new workbook and reads them again."""

    def run(path: Path, who: Profile, catalogue: Catalogue) -> Profile:
        path.write_bytes(services.new_workbook(catalogue, who))
        found = services.person_in_workbook(path, catalogue, TODAY)
        assert found.profile is not None, found.issues
        return found.profile

    return run


def test_a_plan_for_an_area_that_is_gone_is_flagged(ours: Catalogue) -> None:
    plan = make_plan(person("P06", ours, focus_preference="rural"), ours, TODAY)
    footing = Footing(
        made_on=TODAY, catalogue_version=ours.version, focus=plan.focus, counts_pay=False, rests_on=plan.rests_on
    )
    assert outdated(footing, ours) == ()
    assert [change.text for change in outdated(footing, built_in())] == [
        "«Rural clinic network» (rural) is no longer in the catalogue."
    ]
