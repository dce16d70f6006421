"""Which answers have changed since the plan in a workbook was made."""

from datetime import date

import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.evidence import Post
from liaison_planner.domain.kept import Kept, KeptPlan
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Pin, Profile
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.schema import fields, tables
from liaison_planner.workbook.since import _TABLE_OF, changed_since


@pytest.fixture(scope="module")
def book(catalogue: Catalogue) -> Book:
    return Book(open_package(services.new_workbook(catalogue)))


@pytest.fixture(scope="module")
def kept(nurse: Profile, plan: Plan) -> Kept:
    return Kept(current=KeptPlan(plan=plan, profile=nurse))


def test_nothing_has_changed_while_every_answer_is_the_same(book: Book, kept: Kept, nurse: Profile) -> None:
    assert changed_since(book, kept, nurse) == ()
    assert changed_since(book, Kept(), nurse) == ()


def test_a_changed_answer_is_told_with_its_cell_and_both_values(book: Book, kept: Kept, nurse: Profile) -> None:
    now = nurse.model_copy(update={"weekly_hours": nurse.weekly_hours + 1.5})
    (issue,) = changed_since(book, kept, now)
    sheet, area = book.names["in_weekly_hours"]
    assert (issue.code, issue.sheet) == ("answer_changed", sheet)
    assert issue.cell.endswith(str(area.first_row))
    assert f"was {nurse.weekly_hours:g}" in issue.what
    assert f"is {now.weekly_hours:g} now" in issue.what


def test_a_changed_list_is_told_once_with_its_sheet(book: Book, kept: Kept, nurse: Profile) -> None:
    now = nurse.model_copy(update={"pins": (Pin(offering_id="c_excel"),), "excludes": ("c_hipaa_core",)})
    (issue,) = changed_since(book, kept, now)
    assert (issue.sheet, issue.cell) == ("Preferences", "")


def test_the_years_of_a_post_that_goes_on_are_no_new_answer(
    book: Book, catalogue: Catalogue, nurse: Profile, plan: Plan
) -> None:
    post = Post(role="Nurse", first=date(2015, 9, 1), hours_per_week=30, years={"healthcare": 12})
    was = nurse.model_copy(update={"posts": (post,), "years": {**nurse.years, "healthcare": 9.7}})
    now = was.model_copy(update={"years": {**nurse.years, "healthcare": 9.9}})
    made = Kept(current=KeptPlan(plan=plan, profile=was))
    assert changed_since(book, made, now) == ()
    longer = post.model_copy(update={"hours_per_week": 40})
    (issue,) = changed_since(book, made, now.model_copy(update={"posts": (longer,)}))
    assert issue.sheet == "Experience"


def test_every_answer_has_a_place() -> None:
    lists = [name for name in Profile.model_fields if f"in_{name}" not in fields()]
    assert set(lists) - {"no_seat"} == set(_TABLE_OF)
    assert set(_TABLE_OF.values()) <= set(tables())


def test_a_plan_of_another_planner_is_told(book: Book, plan: Plan, nurse: Profile) -> None:
    old = plan.model_copy(update={"stamp": plan.stamp.model_copy(update={"planner_version": "0.0.1"})})
    (issue,) = changed_since(book, Kept(current=KeptPlan(plan=old, profile=nurse)), nurse)
    assert issue.code == "planner_changed"
