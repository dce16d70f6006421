"""A template, a sample person's workbook and two realistic plans, built once for all tests of this room."""

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.domain.issue import Place, warning
from liaison_planner.domain.plan import (
    Conflict,
    Evidence,
    Gap,
    Plan,
    PlanItem,
    PlanStatus,
    Proof,
    Recurring,
    Stamp,
    WayOut,
)
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.intake import profile_from
from liaison_planner.intake.roster_row import raw_from_text
from liaison_planner.views import Labels, input_content, result_content
from liaison_planner.workbook.build import build_template
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.labels import labels_of

TODAY = date(2026, 11, 23)
FIRST_MONDAY = date(2027, 1, 4)
STEPS = {  # offering: week of start, weeks
    "c_hipaa_role": (0, 1),
    "c_fwa_cms": (0, 1),
    "c_sales_hubspot": (0, 1),
    "n_info_interviews": (1, 4),
    "c_fa_selfstudy": (1, 1),
    "c_hc_mkt_basics": (2, 3),
    "m_ride_along": (5, 3),
    "c_excel": (5, 4),
    "c_stark_applied": (8, 4),
    "c_trailhead": (9, 2),
    "i_practice_rep_pt": (12, 18),
    "c_present_coach": (13, 5),
    "c_negotiation_umich": (18, 5),
    "i_practice_audit": (24, 6),
    "c_sales_roleplay": (26, 12),
    "m_liaison": (8, 26),
    "c_event_basic": (38, 3),
}
EXPERIENCE_GAP = Gap(
    id="route:R04:2", kind="route", have="0.5 years", need="1 year of experience: Clinical work", priority=1
)


def person(name: str, catalogue: Catalogue) -> Profile:
    profile, issues = profile_from(raw_from_text(sample_people()[name], "sample people", 2), catalogue, TODAY)
    assert profile is not None, issues
    return profile


@pytest.fixture(scope="session")
def template(catalogue: Catalogue) -> bytes:
    return build_template(catalogue)


@pytest.fixture(scope="session")
def nurse(catalogue: Catalogue) -> Profile:
    return person("P01", catalogue)


@pytest.fixture(scope="session")
def plan(catalogue: Catalogue, nurse: Profile) -> Plan:
    """Seventeen steps that look like what the planner gives; nobody has checked that they are a valid plan."""
    items = tuple(sorted(_items(catalogue), key=lambda item: (item.start, item.finish, item.offering_id)))
    ready = max(item.finish for item in items)
    return Plan(
        person_id="P01",
        focus=nurse.focus,
        today=TODAY,
        start_date=nurse.start_date,
        target_date=nurse.target_date,
        route="R04",
        status=PlanStatus.OPTIMAL,
        ready_date=ready,
        apply_from=ready - timedelta(weeks=12),
        total_cost_usd=sum(item.cost_usd for item in items),
        total_effort_hours=sum(item.effort_hours for item in items),
        items=items,
        recurring=(
            Recurring(
                title="Yearly HIPAA refresher",
                kind=Kind.CONTINUING_EDUCATION,
                first=date(2028, 10, 17),
                every="yearly",
                because="Keeps up: Patient privacy (HIPAA). Source: Accountable, accountablehq.com. Not legal advice.",
            ),
        ),
        gaps=tuple(_gaps(catalogue, nurse, items)),
        proof=Proof(objective=(("ready", 41.0, 41.0), ("cost", 3139.0, 3139.0)), solver="CP-SAT", proven=True),
        evidence=Evidence(
            cost_share_estimated=0.94,
            hours_share_estimated=0.88,
            finish_low=ready - timedelta(weeks=4),
            finish_high=ready + timedelta(weeks=9),
        ),
        stamp=Stamp(planner_version="0.1.0", catalogue_version=catalogue.version, inputs_hash="a1b2c3d4", today=TODAY),
        issues=(
            warning(
                "years_disagree",
                Place(sheet="Experience", cell="E6"),
                "Clinical work takes 8 years, but healthcare in all only 7.",
                "Clinical work is healthcare too: count its years in both columns.",
            ),
        ),
    )


@pytest.fixture(scope="session")
def dead_end(plan: Plan) -> Plan:
    """Nothing fits: two limits that clash, three ways out, and the first steps of what fits best."""
    return plan.model_copy(
        update={
            "status": PlanStatus.INFEASIBLE,
            "ready_date": None,
            "apply_from": None,
            "route": None,
            "items": plan.items[:6],
            "recurring": (),
            "total_cost_usd": sum(item.cost_usd for item in plan.items[:6]),
            "total_effort_hours": sum(item.effort_hours for item in plan.items[:6]),
            "gaps": tuple(gap.model_copy(update={"closed_by": (), "closed_on": None}) for gap in plan.gaps),
            "conflicts": (
                Conflict(id="budget", text="The plan may cost at most $1,800."),
                Conflict(id="deadline", text="You want to be ready by 30 June 2028."),
                Conflict(id="hours", text="You can study 8 hours a week."),
            ),
            "ways_out": (
                WayOut(
                    change="Raise the budget to $3,050 (now $1,800).",
                    ready_date=date(2028, 5, 21),
                    total_cost_usd=3050,
                ),
                WayOut(
                    change="Study 11 hours a week (now 8) and allow until 14 August 2028 (now 30 June 2028).",
                    ready_date=date(2028, 8, 13),
                    total_cost_usd=1795,
                ),
                WayOut(
                    change="Aim at Government and community outreach instead.",
                    ready_date=date(2027, 11, 7),
                    total_cost_usd=890,
                ),
            ),
            "proof": Proof(),
        }
    )


def _items(catalogue: Catalogue) -> Iterator[PlanItem]:
    for name, (week, weeks) in STEPS.items():
        offering = catalogue.offerings[name]
        start = FIRST_MONDAY + timedelta(weeks=week)
        hours = offering.effort_hours / weeks
        yield PlanItem(
            offering_id=name,
            kind=offering.kind,
            title=offering.title,
            start=start,
            finish=start + timedelta(days=7 * weeks - 1),
            cost_usd=offering.cost_usd,
            effort_hours=offering.effort_hours,
            hours_by_week=tuple((start + timedelta(weeks=each), hours) for each in range(weeks)),
            pinned=name == "m_liaison",
            closes=tuple(f"competency:{taught}" for taught in offering.teaches),
            because=_because(catalogue, name),
        )


def _because(catalogue: Catalogue, name: str) -> str:
    taught = [
        f"{catalogue.competencies[key].name} (level {level})"
        for key, level in catalogue.offerings[name].teaches.items()
    ]
    more = f" and {len(taught) - 3} more" if len(taught) > 3 else ""
    return f"Closes {', '.join(taught[:3])}{more}. Starts when your weekly hours leave room."


def _gaps(catalogue: Catalogue, profile: Profile, items: tuple[PlanItem, ...]) -> Iterator[Gap]:
    yield EXPERIENCE_GAP.model_copy(update={"closed_by": ("i_practice_rep_pt",), "closed_on": date(2027, 7, 4)})
    for key, competency in catalogue.competencies.items():
        have, need = profile.self_ratings.get(key, 0), competency.required[profile.focus]
        closing = [item for item in items if key in catalogue.offerings[item.offering_id].teaches]
        if have < need:
            yield Gap(
                id=f"competency:{key}",
                kind="competency",
                have=f"level {have}",
                need=f"level {need}",
                priority=1 if profile.focus in competency.core_for else 2,
                closed_by=tuple(item.offering_id for item in closing),
                closed_on=max((item.finish for item in closing), default=None),
            )
    yield Gap(id="gate:driving_licence", kind="gate", have="no", need="Driver's license and own car", priority=2)


@pytest.fixture(scope="session")
def labels(catalogue: Catalogue) -> Labels:
    return labels_of(catalogue)


@pytest.fixture(scope="session")
def filled(template: bytes, nurse: Profile, plan: Plan, labels: Labels) -> bytes:
    """The nurse's workbook with her answers and the plan."""
    return fill(template, input_content(nurse, labels) | result_content(plan, nurse, labels))


@pytest.fixture(scope="session")
def write(nurse: Profile, labels: Labels) -> Callable[[bytes, Plan], bytes]:
    """Writes a plan of the nurse into a workbook."""
    return lambda package, plan: fill(package, result_content(plan, nurse, labels))


@pytest.fixture(scope="session")
def change() -> Callable[..., bytes]:
    """Gives a package with one part changed, added (from b"") or, if the change gives None, taken out."""

    def changed(package: bytes, part: str, edit: Callable[[bytes], bytes | None]) -> bytes:
        buffer = io.BytesIO()
        with ZipFile(io.BytesIO(package)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
            for name in old.namelist():
                content = edit(old.read(name)) if name == part else old.read(name)
                if content is not None:
                    new.writestr(old.getinfo(name), content)
            if part not in old.namelist():
                new.writestr(part, edit(b"") or b"")
        return buffer.getvalue()

    return changed


@pytest.fixture(scope="session")
def shown() -> Callable[[bytes, str], Any]:
    """The value of a named cell of a package, read with openpyxl, which knows nothing of our reader."""

    def value(package: bytes, name: str) -> Any:
        book = load_workbook(io.BytesIO(package))
        ((sheet, cell),) = book.defined_names[name].destinations
        return book[sheet][cell].value

    return value


@pytest.fixture(scope="session")
def rows_of() -> Callable[[bytes, str], list[dict[str, Any]]]:
    """The rows of a table of a package by header, read with openpyxl."""

    def rows(package: bytes, table: str) -> list[dict[str, Any]]:
        book = load_workbook(io.BytesIO(package))
        sheet = next(sheet for sheet in book if table in sheet.tables)
        header, *body = ([cell.value for cell in row] for row in sheet[sheet.tables[table].ref])
        return [dict(zip(header, row, strict=True)) for row in body]

    return rows
