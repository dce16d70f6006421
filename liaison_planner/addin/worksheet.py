"""The worksheet functions as xlwings' server finds them: by name, with the shape of each argument said."""

from collections.abc import Callable
from typing import Any

import xlwings as xw

from liaison_planner.actions.functions import CATEGORY, FUNCTIONS, Function
from liaison_planner.addin.functions import FUNCTIONS as COMPUTED

_WITHOUT_NUMBER = 3
"""Arguments of a function that takes a person and a day only."""


def registered(function: Function) -> Callable[..., Any]:
    """The function under the name that cells use; blocks come as rows of cells whatever their shape.

    It has no annotations, because xlwings would take those for converters.
    """
    compute = COMPUTED[function.entry]

    def of_person(headings: Any, answers: Any, today: Any = None) -> Any:
        return compute(headings, answers, today)

    def with_number(headings: Any, answers: Any, number: Any, today: Any = None) -> Any:
        return compute(headings, answers, number, today)

    found: Callable[..., Any] = of_person if len(function.arguments) == _WITHOUT_NUMBER else with_number
    found.__name__, found.__doc__ = function.name, function.help
    found.__annotations__.clear()
    for argument in function.arguments:
        if argument.block:
            found = xw.arg(argument.name, ndim=2, doc=argument.help)(found)
    decorated: Callable[..., Any] = xw.func(category=CATEGORY)(found)
    return decorated


globals().update({each.name: registered(each) for each in FUNCTIONS})
