"""Reads the single fields of a person: who, education, hours and money, dates, and how to plan."""

from datetime import date

from liaison_planner.domain.cell import Cell
from liaison_planner.domain.text import as_text, is_control, shown
from liaison_planner.domain.vocabulary import DEGREE_FIELD_TITLES, EDUCATION_LEVELS, Objective
from liaison_planner.intake.cells import CellReader, Limits, plain_number
from liaison_planner.intake.choices import HOURS_PER_WEEK, Window
from liaison_planner.intake.words import Words

_LONGEST_ID = 100
_FULL_WEEK = 40
_FAR_YEARS = 5
_BUDGET = Limits("The budget", 0, 1_000_000)
_PARALLEL = Limits("Steps at the same time", 1, 20, whole=True)
_EDUCATION = Limits("The education level", 1, 5, whole=True)


def who(reader: CellReader) -> dict[str, str]:
    """`person_id` and the free texts about the person."""
    cell = _needed(reader, "person_id", "The person has no name or number.", "Enter a short one, for example P01.")
    if any(is_control(sign) for sign in as_text(cell.value)):
        what = f"The id {shown(cell.value)} has a line break or an invisible control character in it."
        reader.refuse("control_character", cell, what, "Type it again on one line.")
    texts = {key: reader.text(reader.field(key)) for key in ("label", "background", "constraints")}
    return {"person_id": reader.text(cell, _LONGEST_ID)} | texts


def education(reader: CellReader) -> dict[str, int | str | None]:
    """`edu_level` (1-5) and `degree_field`, which is `none` when blank."""
    level_cell = _needed(reader, "edu_level", "The education level is empty.", "Choose the highest one reached.")
    field_cell = reader.field("degree_field")
    level = education_level(reader, level_cell)
    degree_field = reader.word(field_cell, Words("degree field", DEGREE_FIELD_TITLES))
    if level is not None and (degree_field is not None or field_cell.blank):
        _compare_degree(reader, field_cell, level, degree_field or "none")
    return {"edu_level": level, "degree_field": degree_field or "none"}


def education_level(reader: CellReader, cell: Cell) -> int | None:
    """A level is chosen by its title or by its number."""
    titles = Words("education level", {str(level): title for level, title in EDUCATION_LEVELS.items()})
    if isinstance(cell.value, str) and plain_number(cell.value) is None:
        found = reader.word(cell, titles)
        return None if found is None else int(found)
    return reader.whole(cell, _EDUCATION)


def _compare_degree(reader: CellReader, cell: Cell, level: int, degree_field: str) -> None:
    title = EDUCATION_LEVELS[level]
    if level >= 2 and degree_field == "none":
        what = f"The education level is «{title}», but no degree field is chosen, so the degree opens fewer routes."
        reader.warn("degree_without_field", cell, what, "Choose the field of the degree.")
    if level == 1 and degree_field != "none":
        what = f"A degree field is chosen, but the education level is «{title}», which is no degree."
        reader.warn("field_without_degree", cell, what, "Choose «No degree», or correct the education level.")


_MONTHLY = ("monthly_income_usd", "monthly_costs_usd")


def savings(reader: CellReader) -> dict[str, float | None]:
    """What is saved, the floor, and what a month brings and takes; without savings none of it limits the plan."""
    names = {"savings_usd": "Savings", "savings_floor_usd": "The floor", **dict.fromkeys(_MONTHLY, "A month's money")}
    cells = {key: reader.field(key) for key in names}
    read = {key: reader.amount(cells[key], Limits(name, 0, 1_000_000)) for key, name in names.items()}
    saved, floor = read["savings_usd"], read["savings_floor_usd"] or 0.0
    filled = [cells[key] for key in names if key != "savings_usd" and not cells[key].blank]
    if cells["savings_usd"].blank and filled:
        what = "The savings are empty, so neither the floor nor a month's income and costs limit the plan."
        reader.warn("savings_missing", filled[0], what, "Enter the savings, or clear this cell.")
    if saved is not None and floor > saved:
        what = f"The floor of {floor:,.0f} dollars is above the savings of {saved:,.0f}."
        reader.refuse("floor_above_savings", cells["savings_floor_usd"], what, "Enter a lower floor.")
    return {"savings_usd": saved} | {key: value or 0.0 for key, value in read.items() if key != "savings_usd"}


def limits(reader: CellReader) -> dict[str, float | int | None]:
    """`weekly_hours`, `budget_usd` and `max_parallel`."""
    hours_cell = _needed(reader, "weekly_hours", "The hours a week are empty.", "Enter how many you can spare, or 0.")
    budget_cell = _needed(reader, "budget_usd", "The budget is empty.", "Enter the dollars you can spend, or 0.")
    hours = reader.amount(hours_cell, HOURS_PER_WEEK)
    if hours is not None and hours > _FULL_WEEK:
        what = f"{hours:g} hours a week are more than a full working week."
        reader.warn("many_hours", hours_cell, what, "Check that this is what you can spare beside everything else.")
    return {
        "weekly_hours": hours,
        "budget_usd": reader.amount(budget_cell, _BUDGET),
        "max_parallel": reader.whole(reader.field("max_parallel"), _PARALLEL),
    }


def dates(reader: CellReader, today: date) -> tuple[date | None, date | None, Window]:
    """Start and target date as far as they can be read, and the window that they leave."""
    start_cell = _needed(reader, "start_date", "The start date is empty.", "Enter the day on which you can begin.")
    target_cell = _needed(reader, "target_date", "The target date is empty.", "Enter the day to be ready by.")
    start, target = reader.day(start_cell, "The start date"), reader.day(target_cell, "The target date")
    if start is not None and (start.year - _FAR_YEARS, start.month, start.day) > (today.year, today.month, today.day):
        what = f"The start date {start} is more than {_FAR_YEARS} years away."
        reader.warn("far_start", start_cell, what, "Check the year.")
    if target is not None and target < today:
        what = f"The target date {target} has passed; today is {today}."
        reader.refuse("target_in_past", target_cell, what, "Enter a later target date.")
    if target is not None and start is not None and target < start:
        what = f"The target date {target} is before the start date {start}."
        reader.refuse("target_before_start", target_cell, what, "Enter a later target date, or an earlier start.")
    return start, target, Window(max(today, start or today), target)


def ways(reader: CellReader) -> dict[str, bool | str]:
    """How to plan: the four yes-or-no fields (no when blank) and the objective (fastest when blank)."""
    flags = ("internal_employer", "willing_to_change_job", "firm_routes_only", "prefer_robust")
    objectives = Words("objective", {objective.value: objective.value.capitalize() for objective in Objective})
    objective = reader.word(reader.field("objective"), objectives) or Objective.FASTEST.value
    return {key: reader.yes_or_no(reader.field(key)) or False for key in flags} | {"objective": objective}


def _needed(reader: CellReader, key: str, what: str, how_to_fix: str) -> Cell:
    cell = reader.field(key)
    if cell.blank and not reader.told_missing(key):
        reader.refuse("missing", cell, what, how_to_fix)
    return cell
