"""What the plan in a workbook rests on is read back as it was written, or not at all."""

import io
from collections.abc import Callable

import openpyxl
import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.basis import Basis, Outdated
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.held_plan import HeldPlan
from liaison_planner.workbook.keeping import kept_first
from liaison_planner.workbook.package import UnreadableError

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


@pytest.fixture(scope="module")
def resting(plan: Plan) -> Plan:
    """The nurse's plan, which rests on its steps, one level and one route."""
    steps = [Basis(table="offerings", id=item.offering_id, values={"cost_usd": "1"}) for item in plan.items]
    level = Basis(table="competencies", id="hipaa", values={"specialty_practice": "2", "core_for": ""}, have=3)
    route = Basis(table="routes", id="R01", values={"requirements": "edu_level>=3"})
    return plan.model_copy(update={"rests_on": (*steps, level, route)})


@pytest.fixture(scope="module")
def held(filled: bytes, resting: Plan, nurse: Profile, write: Callable[[bytes, Plan], bytes]) -> bytes:
    """A workbook with that plan."""
    return fill(write(filled, resting), kept_first(resting, nurse))


def changed(package: bytes, sheet: str, cell: str, value: str | None) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(package))
    book[sheet][cell] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_what_a_plan_rests_on_survives_the_workbook(held: bytes, resting: Plan, catalogue: Catalogue) -> None:
    assert HeldPlan.of(held).footing() == resting.footing
    assert HeldPlan.of(held).catalogue_version == catalogue.version


def test_a_blank_workbook_and_a_plan_that_says_nothing_of_it_have_no_footing(template: bytes, filled: bytes) -> None:
    assert HeldPlan.of(template).footing() is None
    assert HeldPlan.of(filled).footing() is None


def test_what_is_no_workbook_of_ours_is_refused() -> None:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    with pytest.raises(UnreadableError):
        HeldPlan.of(buffer.getvalue())


@pytest.mark.parametrize("text", ["{", '"a"', "[1]"])
def test_a_basis_that_somebody_has_changed_is_no_basis(held: bytes, text: str) -> None:
    assert HeldPlan.of(changed(held, "Kept", "B5", text)).footing() is None


def test_a_change_points_at_the_step_the_skill_the_route_or_at_the_stamp_of_the_plan(
    held: bytes, plan: Plan, catalogue: Catalogue
) -> None:
    found, first = HeldPlan.of(held), plan.items[0]
    book = openpyxl.load_workbook(io.BytesIO(held))

    def shown(table: str, name: str) -> object:
        change = Outdated(table=table, id=name, title="", column="", before=None, now=None)
        place = found.place_of(change)
        return book[place.sheet][place.cell].value

    assert shown("offerings", first.offering_id) == first.title
    assert shown("competencies", "hipaa") == catalogue.competencies["hipaa"].name
    assert shown("routes", "R01") == catalogue.routes["R01"].name
    assert shown("tasks", "t_resume") == plan.stamp.catalogue_version
    assert shown("offerings", "c_not_in_the_plan") == plan.stamp.catalogue_version
