"""What the worksheet functions compute: a person of a roster in, values or rows of cells out.

Each answer comes from the same services as the command line's. A person with the same answers on the same day is
planned for once. Problems in the answers are the answer, as a sentence.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache, wraps
from typing import Any, NamedTuple

from liaison_planner import services
from liaison_planner.addin.chosen_catalogue import CatalogueFaultError, chosen_catalogue
from liaison_planner.domain.cell import RawValue
from liaison_planner.domain.comparison import Comparison
from liaison_planner.domain.issue import Severity
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.text import as_text
from liaison_planner.services import Person
from liaison_planner.views import Row, result_content
from liaison_planner.workbook.labels import labels_of

Block = Sequence[Sequence[RawValue]]
Answer = list[list[Any]]
Roster = tuple[tuple[str, str], ...]

MOST_KEPT = 500
"""People whose plans are kept while Excel is open."""
_NOTHING = "Nothing fits all limits; see «ways out» of the plan."
_HOURS = "weekly_hours"


class Planned(NamedTuple):
    """A person and the plan, or a sentence about why there is none."""

    person: Person
    plan: Plan
    problem: str


def gaps(headings: Block, answers: Block, today: date | None = None) -> Answer:
    """Rows of the sheet Gaps: priority, what is missing, have, need, closed by, closed on."""
    columns = {
        "priority": "Priority",
        "gap": "What is missing",
        "have": "You have",
        "need": "You need",
        "closed_by": "Closed by",
        "closed_on": "Closed on",
    }
    return _table(headings, answers, today, "tblGaps", columns)


def plan(headings: Block, answers: Block, today: date | None = None) -> Answer:
    """Rows of the sheet Plan, duties afterwards included: step, start, finish, hours, cost and id."""
    return _table(headings, answers, today, "tblPlan", _STEPS)


def ready_date(headings: Block, answers: Block, today: date | None = None) -> Answer:
    """The day on which the plan is complete."""
    planned = _planned(_roster(headings, answers), _day(today))
    return [[planned.problem or planned.plan.ready_date or _NOTHING]]


def cost(headings: Block, answers: Block, today: date | None = None) -> Answer:
    """What the plan costs in US dollars; a plan that does not fit has no cost."""
    planned = _planned(_roster(headings, answers), _day(today))
    return [[planned.problem or (planned.plan.total_cost_usd if planned.plan.fits else _NOTHING)]]


def readiness(headings: Block, answers: Block, today: date | None = None) -> Answer:
    """The share of the levels asked for that the person declares to have, from 0 to 1."""
    planned = _planned(_roster(headings, answers), _day(today))
    return [[planned.problem or (planned.plan.readiness.high if planned.plan.readiness else 0.0)]]


def focus_fit(headings: Block, answers: Block, today: date | None = None) -> Answer:
    """Rank, kind of employer, points, ready date and cost of each."""
    roster, day = _roster(headings, answers), _day(today)
    planned = _planned(roster, day)
    if planned.problem:
        return [[planned.problem]]
    compared = _compared(roster, day)
    plans = {each.focus: each for each in compared.focus_areas}
    rows = [
        [each.rank, each.focus.title, each.total, plans[each.focus].ready_date, plans[each.focus].total_cost_usd]
        for each in compared.advice
    ]
    return [["Rank", "Kind of employer", "Points", "Ready on", "Cost (USD)"], *rows]


def what_if_hours(headings: Block, answers: Block, hours: float, today: date | None = None) -> Answer:
    """Ready date and cost side by side with other hours a week."""
    roster = tuple((name, value) for name, value in _roster(headings, answers) if name != _HOURS)
    planned = _planned((*roster, (_HOURS, as_text(hours))), _day(today))
    if planned.problem or not planned.plan.fits:
        return [[planned.problem or _NOTHING]]
    return [[planned.plan.ready_date, planned.plan.total_cost_usd]]


def next_steps(headings: Block, answers: Block, weeks: float, today: date | None = None) -> Answer:
    """The rows of the plan that begin within so many weeks."""
    day = _day(today)
    rows = _table(headings, answers, day, "tblPlan", _STEPS)
    if len(rows) == 1:
        return rows
    until = day + timedelta(weeks=weeks)
    soon = [row for row in rows[1:] if row[1] and row[1] <= until]
    return [rows[0], *soon] if soon else [[f"No step begins within {as_text(weeks)} weeks."]]


_STEPS = {
    "step": "Step",
    "start": "Start",
    "finish": "Finish",
    "hours": "Hours",
    "cost": "Cost (USD)",
    "id": "Id",
}


def _told(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """The function; a catalogue of the organization's that cannot be used is the answer, as a sentence."""

    @wraps(function)
    def told(*arguments: Any) -> Answer:
        try:
            return function(*arguments)
        except CatalogueFaultError as fault:
            return [[str(fault)]]

    return told


FUNCTIONS: dict[str, Callable[..., Answer]] = {
    each.__name__: _told(each)
    for each in (gaps, plan, ready_date, cost, readiness, focus_fit, what_if_hours, next_steps)
}
"""By the names that the table of functions has for them."""


def _table(headings: Block, answers: Block, today: date | None, table: str, columns: dict[str, str]) -> Answer:
    planned = _planned(_roster(headings, answers), _day(today))
    if planned.problem:
        return [[planned.problem]]
    rows = _rows(planned, table)
    return [list(columns.values()), *([row.get(key) for key in columns] for row in rows)]


def _rows(planned: Planned, table: str) -> tuple[Row, ...]:
    labels = labels_of(chosen_catalogue(planned.plan.today))
    return result_content(planned.plan, planned.person.profile, labels).tables[table]


def _roster(headings: Block, answers: Block) -> Roster:
    """The answers under their headings; blocks of any shape are read row by row, and blank cells left out."""
    names, values = list(_cells(headings)), list(_cells(answers))
    pairs = zip(names, values, strict=False)
    return tuple(
        (as_text(name).casefold(), as_text(value)) for name, value in pairs if as_text(name) and as_text(value)
    )


def _cells(block: Block) -> Iterator[RawValue]:
    for line in block:
        for value in line:
            yield value.date() if isinstance(value, datetime) else value


def _day(today: date | None) -> date:
    if isinstance(today, datetime):
        return today.date()
    return today or date.today()  # noqa: DTZ011 - the user's own calendar day is meant


def _planned(roster: Roster, today: date) -> Planned:
    return _planned_with(roster, today, chosen_catalogue(today).version)


@lru_cache(maxsize=MOST_KEPT)
def _planned_with(roster: Roster, today: date, _version: str) -> Planned:
    """The catalogue's version is there so that an edited catalogue gives new plans."""
    catalogue = chosen_catalogue(today)
    person = services.person_in_row(dict(roster), catalogue, today)
    made = services.plan_for(person, catalogue, today)
    errors = [each for each in person.issues if each.severity is Severity.ERROR]
    problem = f"{errors[0].what} {errors[0].how_to_fix}" if errors else ""
    return Planned(person, made, problem)


def _compared(roster: Roster, today: date) -> Comparison:
    return _compared_with(roster, today, chosen_catalogue(today).version)


@lru_cache(maxsize=MOST_KEPT)
def _compared_with(roster: Roster, today: date, _version: str) -> Comparison:
    return services.comparison_for(_planned(roster, today).person, chosen_catalogue(today), today)


def forget() -> None:
    """Keeps nobody's plan any longer."""
    _planned_with.cache_clear()
    _compared_with.cache_clear()
