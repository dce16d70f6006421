"""The functions for cells as custom functions of xlwings Server, one for each row of the table of functions."""

from collections.abc import Callable, Iterator
from datetime import date
from inspect import Parameter, Signature
from typing import Any

from xlwings.server import arg, func

from liaison_planner.actions.functions import FUNCTIONS, Argument, Function
from liaison_planner.intake.roster_row import DAYS
from liaison_planner.server.office import office
from liaison_planner.server.worker import Call, UnansweredError
from liaison_planner.workbook.dates import day_of

_MOST = 10_000.0
"""No number of hours or weeks is meant to be larger."""


def registered(function: Function) -> Callable[..., Any]:
    """The function under the name that cells use; whatever happens, its answer is values or a sentence."""

    async def answered(*values: Any) -> Any:
        try:
            return await office().ask(Call(function.entry, _as_python_takes(function, values)))
        except UnansweredError as fault:
            return str(fault)

    answered.__name__, answered.__doc__ = function.name, function.help
    answered.__annotations__.clear()  # xlwings would take those for converters
    answered.__signature__ = _signature(function)  # type: ignore[attr-defined]  # inspect reads it, and so does xlwings
    made: Callable[..., Any] = func(answered)
    for each in function.arguments:
        made = arg(each.name, doc=each.help, **({"ndim": 2} if each.block else {}))(made)
    return made


def _signature(function: Function) -> Signature:
    kind = Parameter.POSITIONAL_OR_KEYWORD
    return Signature(
        [Parameter(each.name, kind, default=None if each.optional else Parameter.empty) for each in function.arguments]
    )


def _as_python_takes(function: Function, values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments with days in place of the numbers that Excel sends for them; UnansweredError."""
    given = dict(zip(function.arguments, values, strict=False))
    blocks = [value or [[None]] for each, value in given.items() if each.block]  # a blank cell comes as nothing
    rest = [_single(each, value) for each, value in given.items() if not each.block]
    return (blocks[0], list(_with_days(*blocks)), *rest)


def _with_days(headings: list[list[Any]], answers: list[list[Any]]) -> Iterator[list[Any]]:
    names = iter([str(name).strip().casefold() for line in headings for name in line])
    for line in answers:
        yield [_day(value) if next(names, "") in DAYS else value for value in line]


def _single(argument: Argument, value: Any) -> Any:
    """A day for an optional argument, a number for another one."""
    if argument.optional:
        day = _day(value)
        if day is not None and not isinstance(day, date):
            raise UnansweredError(f"«{argument.name}» must be a day, such as DATE(2027,1,4).")
        return day
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UnansweredError(f"«{argument.name}» must be a number.")
    return min(max(float(value), -_MOST), _MOST)


def _day(value: Any) -> Any:
    """The day that a number or an ISO text stands for; everything else as it is."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return day_of(value, from_1904=False) or value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


globals().update({each.name: registered(each) for each in FUNCTIONS})
