"""A plan as Microsoft Project XML (mspdi), which project tools open."""

from collections.abc import Sequence
from datetime import date, timedelta
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from liaison_planner.domain.plan import Plan, PlanItem
from liaison_planner.domain.progress import StepStatus

NAMESPACE = "http://schemas.microsoft.com/project"
_DAY_BEGINS, _DAY_ENDS = "T08:00:00", "T17:00:00"
_WORKING_DAYS, _HOURS_A_DAY = 5, 8
_MUST_START_ON, _IN_WEEKS = 2, 9
_PROJECT_2007 = 12
"""The version whose schema the file keeps to; later ones read it too."""


def project(plan: Plan) -> bytes:
    """One task a step, on its own days with its hours, cost and progress, and what it waits for; a milestone when ready.

    Elements stand in the order of the schema. Tools keep the days, as every task must start on its day.
    """
    root = Element("Project", xmlns=NAMESPACE)
    items = sorted(plan.items, key=lambda each: (each.start, each.finish, each.offering_id))
    first = min((item.start for item in items), default=plan.today)
    last = max((item.finish for item in items), default=plan.today)
    _add(root, SaveVersion=_PROJECT_2007, Name="Liaison plan", Title="Liaison plan", ScheduleFromStart=1)
    _add(root, StartDate=f"{first}{_DAY_BEGINS}")
    _add(root, FinishDate=f"{last}{_DAY_ENDS}", CurrencyCode="USD", CalendarUID=1)
    _add_calendar(root)
    tasks = SubElement(root, "Tasks")
    for number, item in enumerate(items, start=1):
        _add_task(tasks, number, item, items)
    if plan.ready_date:
        _add_milestone(tasks, len(items) + 1, plan.ready_date)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: Element, **values: object) -> None:
    for name, value in values.items():
        SubElement(parent, name).text = str(value)


def _add_calendar(root: Element) -> None:
    """Monday to Friday, eight hours with a break; days are counted from Sunday as 1."""
    calendar = SubElement(SubElement(root, "Calendars"), "Calendar")
    _add(calendar, UID=1, Name="Standard", IsBaseCalendar=1)
    days = SubElement(calendar, "WeekDays")
    for number in range(1, 8):
        day = SubElement(days, "WeekDay")
        _add(day, DayType=number, DayWorking=int(2 <= number <= 6))
        if 2 <= number <= 6:
            times = SubElement(day, "WorkingTimes")
            for begins, ends in (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")):
                _add(SubElement(times, "WorkingTime"), FromTime=begins, ToTime=ends)


def _add_task(tasks: Element, number: int, item: PlanItem, items: Sequence[PlanItem]) -> None:
    weeks = ((item.finish - item.start).days + 1) // 7
    friday = item.finish - timedelta(days=2)
    task = SubElement(tasks, "Task")
    _add(task, UID=number, ID=number, Name=item.title, Type=1, IsNull=0, OutlineLevel=1)
    _add(task, Start=f"{item.start}{_DAY_BEGINS}", Finish=f"{friday}{_DAY_ENDS}")
    _add(task, Duration=f"PT{weeks * _WORKING_DAYS * _HOURS_A_DAY}H0M0S", DurationFormat=_IN_WEEKS)
    _add(
        task,
        Work=_span(item.effort_hours),
        EffortDriven=0,
        Milestone=0,
        Summary=0,
        FixedCost=round(item.cost_usd * 100),
    )
    _add(task, PercentComplete=_done(item), Cost=round(item.cost_usd * 100))
    if item.status == StepStatus.UNDER_WAY:
        _add(task, ActualStart=f"{item.start}{_DAY_BEGINS}", ActualWork=_span(item.hours_done))
    _add(task, ConstraintType=_MUST_START_ON, CalendarUID=1, ConstraintDate=f"{item.start}{_DAY_BEGINS}")
    _add(task, Notes=item.because)
    for earlier, other in enumerate(items, start=1):
        if item.driven_by and other.offering_id in item.driven_by.offerings and other.finish < item.start:
            _add(SubElement(task, "PredecessorLink"), PredecessorUID=earlier, Type=1, CrossProject=0, LinkLag=0)


def _add_milestone(tasks: Element, number: int, day: date) -> None:
    task = SubElement(tasks, "Task")
    _add(task, UID=number, ID=number, Name="Ready: every requirement met", Type=1, IsNull=0, OutlineLevel=1)
    _add(task, Start=f"{day}{_DAY_ENDS}", Finish=f"{day}{_DAY_ENDS}", Duration="PT0H0M0S", DurationFormat=_IN_WEEKS)
    _add(task, Work="PT0H0M0S", Milestone=1, Summary=0)


def _span(hours: float) -> str:
    minutes = round(hours * 60)
    return f"PT{minutes // 60}H{minutes % 60}M0S"


def _done(item: PlanItem) -> int:
    return round(100 * item.hours_done / item.effort_hours) if item.effort_hours else 0
