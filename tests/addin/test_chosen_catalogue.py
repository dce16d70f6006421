"""Buttons and functions plan with the catalogue that the setup names; a workbook for another one is told so."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from liaison_planner import services
from liaison_planner.addin import functions
from liaison_planner.addin.chosen_catalogue import chosen_catalogue
from liaison_planner.addin.click import run
from liaison_planner.addin.doctor import addin_lines
from liaison_planner.addin.open_book import OpenBook
from liaison_planner.addin.places import ExcelPlaces, excel_places
from liaison_planner.addin.setup import choose_catalogue, install, uninstall
from liaison_planner.catalogue import Catalogue
from liaison_planner.views import Content
from liaison_planner.workbook.fill import fill
from tests.addin.remote import Cells, applied, cells_of, payload
from tests.addin.test_functions import blocks

SKILL = """id,name,domain,description,specialty_practice,medical_school,consulting,government_outreach,core_for,source,as_of,confidence
our_tool,Our own tool,clinical,The tool of our clinic.,3,3,3,3,,ours,2026-11,estimate
"""
COURSE = """id,kind,title,provider,delivery,effort_hours,effort_low,effort_high,duration_weeks_min,cost_usd,cost_low,cost_high,prerequisites,teaches,credential_awarded,start_pattern,goal_of,recurs,pay_usd_per_year,source,as_of,confidence
ours,course,Our own course,Our clinic,online_self_paced,4,,,1,0,,,,{teaches},certificate:completion,anytime,,,,ours,2026-11,estimate
"""
Click = Callable[[bytes], tuple[str, Cells]]


@pytest.fixture
def places(home: Path) -> ExcelPlaces:
    found = excel_places("darwin", home, {})
    assert found is not None
    return found


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A catalogue of an organization, with a skill and a course of its own."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "own_competencies.csv").write_text(SKILL, encoding="utf-8")
    (folder / "own_offerings.csv").write_text(COURSE.format(teaches="our_tool:3"), encoding="utf-8")
    return folder


@pytest.fixture
def click(today: date) -> Click:
    """What a click on Regenerate plan says, and the cells after it."""

    def click(package: bytes) -> tuple[str, Cells]:
        sent = payload(package)
        book = xw.Book(json=sent)
        run("regenerate_plan", OpenBook(book), today)
        actions: list[dict[str, Any]] = book.json()["actions"]
        (alert,) = [each["args"][0] for each in actions if each["func"] == "alert"]
        return alert, applied(cells_of(package), actions, [each["name"] for each in sent["sheets"]])

    return click


def at(place: Path, today: date) -> Catalogue:
    catalogue, _ = services.catalogue_at(str(place), today)
    assert catalogue is not None
    return catalogue


def book_for(catalogue: Catalogue, today: date) -> bytes:
    profile = services.sample_person("P01", catalogue, today).profile
    return services.new_workbook(catalogue, profile, sample=True)


def test_without_a_choice_it_is_the_built_in_one(catalogue: Catalogue, today: date) -> None:
    assert chosen_catalogue(today) is catalogue


def test_a_click_plans_with_the_catalogue_of_the_setup_as_the_command_line_does(
    places: ExcelPlaces, theirs: Path, click: Click, today: date
) -> None:
    choose_catalogue(theirs, places.catalogue)
    own = at(theirs, today)
    package = book_for(own, today)
    person = services.person_in_workbook(package, own, today)
    assert person.profile is not None
    plan = services.plan_for(person, own, today)
    assert "ours" in {item.offering_id for item in plan.items}
    told, cells = click(package)
    assert cells == cells_of(services.filled_workbook(package, person.profile, plan, own))
    assert "catalogue" not in told


def test_a_workbook_that_asks_for_skills_of_another_catalogue_is_told_so_and_left_alone(
    theirs: Path, click: Click, today: date
) -> None:
    package = book_for(at(theirs, today), today)
    told, cells = click(package)
    assert told.startswith("This workbook was made from another catalogue than the one that the buttons")
    assert "«our_tool» of the sheet Skills is not in that one." in told
    assert "liaison-planner addin install --catalogue PLACE" in told
    assert cells == cells_of(package)


def test_offerings_that_the_catalogue_of_the_setup_lacks_are_told_after_the_plan(
    theirs: Path, click: Click, today: date
) -> None:
    (theirs / "own_competencies.csv").unlink()
    (theirs / "own_offerings.csv").write_text(COURSE.format(teaches="hipaa:2"), encoding="utf-8")
    told, cells = click(book_for(at(theirs, today), today))
    assert "lists 1 offering (such as «ours») that the catalogue of this computer's buttons lacks" in told
    assert told.index("steps") < told.index("lists 1 offering")
    assert cells != cells_of(book_for(at(theirs, today), today))


def test_a_workbook_made_for_an_older_edition_of_the_same_catalogue_is_planned_for_without_a_word(
    catalogue: Catalogue, click: Click, today: date
) -> None:
    told, _ = click(fill(book_for(catalogue, today), Content({"out_catalogue_version": "an older one"})))
    assert "catalogue" not in told


def test_a_catalogue_that_is_gone_or_has_errors_is_told_with_its_place(
    places: ExcelPlaces, theirs: Path, click: Click, today: date, catalogue: Catalogue
) -> None:
    choose_catalogue(theirs, places.catalogue)
    package = book_for(catalogue, today)
    (theirs / "own_competencies.csv").unlink()
    told, cells = click(package)
    assert told.startswith(f"The catalogue of this computer's buttons cannot be used: «{theirs}».")
    assert "our_tool" in told
    assert cells == cells_of(package)
    (line,) = [line for line in addin_lines(places, Path("python")) if line.about == "Catalogue"]
    assert line.state == "problem"


def test_functions_plan_with_it_too_and_follow_its_changes(places: ExcelPlaces, theirs: Path, today: date) -> None:
    usual = functions.FUNCTIONS["plan"](*blocks("P01"), today)
    choose_catalogue(theirs, places.catalogue)
    own = functions.FUNCTIONS["plan"](*blocks("P01"), today)
    assert "Our own course" in {row[0] for row in own} - {row[0] for row in usual}
    (theirs / "own_competencies.csv").unlink()
    ((told,),) = functions.FUNCTIONS["plan"](*blocks("P01"), today)
    assert told.startswith("The catalogue of this computer's buttons cannot be used")


def test_the_choice_stays_when_the_add_in_is_installed_again_and_goes_with_it(
    places: ExcelPlaces, theirs: Path, home: Path
) -> None:
    choose_catalogue(theirs, places.catalogue)
    install(places, home / "python")
    assert places.catalogue.read_text(encoding="utf-8").strip() == str(theirs)
    assert places.catalogue in uninstall(places)
    assert not places.catalogue.parent.exists()


def test_the_built_in_one_can_be_chosen_again(
    places: ExcelPlaces, theirs: Path, catalogue: Catalogue, today: date
) -> None:
    choose_catalogue(theirs, places.catalogue)
    assert chosen_catalogue(today).version != catalogue.version
    choose_catalogue(None, places.catalogue)
    assert chosen_catalogue(today) is catalogue


def test_a_catalogue_named_beside_or_in_a_workbook_changes_nothing(
    theirs: Path, click: Click, catalogue: Catalogue, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = book_for(catalogue, today)
    usual = click(package)
    monkeypatch.chdir(theirs.parent)
    Path(".liaison_planner").mkdir()
    Path(".liaison_planner/catalogue.txt").write_text(str(theirs), encoding="utf-8")
    assert click(package) == usual
