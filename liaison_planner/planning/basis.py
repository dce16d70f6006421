"""Writes down what of the catalogue a plan rests on, and says later what has changed of it."""

from collections.abc import Iterable, Iterator

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.basis import Basis, Footing, Outdated
from liaison_planner.domain.offering import Award, Competency, Offering, Route, Task
from liaison_planner.domain.plan import Application
from liaison_planner.domain.requirement import requirement_text
from liaison_planner.domain.standing import Standing
from liaison_planner.domain.vocabulary import Focus
from liaison_planner.planning.change_words import (
    COMPETENCIES,
    FOCUS_TABLE,
    OFFERINGS,
    PAY,
    ROUTES,
    TASKS,
    change_in_words,
)


def basis_of(
    offerings: Iterable[str], route: str | None, focus: Focus, outset: Standing, catalogue: Catalogue
) -> tuple[Basis, ...]:
    """The rows without which the plan would not be the same: its offerings, its route, and the levels asked for."""
    rows = [Basis(table=OFFERINGS, id=name, values=_offering(catalogue.offerings[name])) for name in offerings]
    for row in catalogue.competencies.values():
        have = outset.levels.get(row.id, 0)
        if row.required[focus] or have:
            rows.append(Basis(table=COMPETENCIES, id=row.id, values=_competency(row, focus), have=have))
    if route is not None:
        rows.append(Basis(table=ROUTES, id=route, values=_route(catalogue.routes[route], focus)))
    return tuple(rows)


def search_basis(applying: Iterable[Application], catalogue: Catalogue) -> tuple[Basis, ...]:
    """The rows behind the search for a post."""
    return tuple(Basis(table=TASKS, id=each.task_id, values=_task(catalogue.tasks[each.task_id])) for each in applying)


def outdated(footing: Footing, catalogue: Catalogue) -> tuple[Outdated, ...]:
    """What the plan rests on and what today's catalogue says otherwise; empty where the plan would be the same.

    A level that is asked for matters only where the person does not hold both the old and the new one anyway.
    """
    focus = footing.focus
    if focus is None or not footing.rests_on:
        return ()
    if focus not in catalogue.foci:
        gone = Outdated(table=FOCUS_TABLE, id=focus.value, title=focus.title, column="", before="", now=None)
        return (gone.model_copy(update={"text": change_in_words(gone, focus, catalogue)}),)
    found = (*_changed_rows(footing, focus, catalogue), *_newly_asked(footing, focus, catalogue))
    return tuple(each.model_copy(update={"text": change_in_words(each, focus, catalogue)}) for each in found)


def _changed_rows(footing: Footing, focus: Focus, catalogue: Catalogue) -> Iterator[Outdated]:
    for row in footing.rests_on:
        now = _now(row, focus, catalogue)
        title = _title(row, catalogue)
        if now is None:
            yield Outdated(table=row.table, id=row.id, title=title, column="", before="", now=None)
            continue
        for column in (column for column in row.values if row.values[column] != now.get(column)):
            before, after = row.values[column], now.get(column, "")
            if column == PAY and not footing.counts_pay:
                continue
            if column == focus.value and row.table == COMPETENCIES and max(int(before), int(after)) <= row.have:
                continue
            yield Outdated(table=row.table, id=row.id, title=title, column=column, before=before, now=after)


def _newly_asked(footing: Footing, focus: Focus, catalogue: Catalogue) -> Iterator[Outdated]:
    """Competencies that the plan's catalogue did not ask for and of which the person had nothing."""
    known = {row.id for row in footing.rests_on if row.table == COMPETENCIES}
    for row in catalogue.competencies.values():
        if row.id not in known and row.required[focus]:
            level = str(row.required[focus])
            yield Outdated(table=COMPETENCIES, id=row.id, title=row.name, column=focus.value, before=None, now=level)


def _now(row: Basis, focus: Focus, catalogue: Catalogue) -> dict[str, str] | None:
    if row.table == OFFERINGS:
        return _offering(catalogue.offerings[row.id]) if row.id in catalogue.offerings else None
    if row.table == ROUTES:
        return _route(catalogue.routes[row.id], focus) if row.id in catalogue.routes else None
    if row.table == TASKS:
        return _task(catalogue.tasks[row.id]) if row.id in catalogue.tasks else None
    return _competency(catalogue.competencies[row.id], focus) if row.id in catalogue.competencies else None


def _title(row: Basis, catalogue: Catalogue) -> str:
    if row.table == OFFERINGS:
        return catalogue.offerings[row.id].title if row.id in catalogue.offerings else row.id
    if row.table == ROUTES:
        return catalogue.routes[row.id].name if row.id in catalogue.routes else row.id
    if row.table == TASKS:
        return catalogue.tasks[row.id].title if row.id in catalogue.tasks else row.id
    return catalogue.competencies[row.id].name if row.id in catalogue.competencies else row.id


def _offering(row: Offering) -> dict[str, str]:
    return {
        "effort_hours": f"{row.effort_hours:g}",
        "duration_weeks_min": str(row.duration_weeks_min),
        "cost_usd": f"{row.cost_usd:g}",
        "prerequisites": requirement_text(row.prerequisites),
        "teaches": ";".join(f"{name}:{level}" for name, level in row.teaches.items()),
        "credential_awarded": ";".join(_award(award) for award in row.awards),
        "delivery": row.delivery.value,
        "start_pattern": row.start_pattern.value,
        "title": row.title,
        PAY: "" if row.pay_usd_per_year is None else f"{row.pay_usd_per_year:g}",
    }


def _task(row: Task) -> dict[str, str]:
    return {"title": row.title, "stage": row.stage.value, "hours": f"{row.hours:g}", "weeks": str(row.weeks)}


def _award(award: Award) -> str:
    if award.kind == "exp":
        return f"exp:{award.value}:{award.tenths_of_years / 10:g}"
    return ":".join(part for part in (award.kind, str(award.level or ""), award.value) if part)


def _competency(row: Competency, focus: Focus) -> dict[str, str]:
    return {focus.value: str(row.required[focus]), "core_for": focus.value if focus in row.core_for else ""}


def _route(row: Route, focus: Focus) -> dict[str, str]:
    return {"requirements": requirement_text(row.requirement), focus.value: row.acceptance[focus].value}
