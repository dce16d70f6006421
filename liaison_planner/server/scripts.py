"""The actions as custom scripts of xlwings Server, one for each row of the table of actions."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any

import xlwings as xw
from fastapi import HTTPException
from xlwings.server import script

from liaison_planner.actions.table import ACTIONS, Action
from liaison_planner.server.office import office
from liaison_planner.server.worker import Click, UnansweredError


def scripted(action: Action) -> Callable[..., Any]:
    """The script of an action: it runs the macro of the same name, in a process of its own."""

    async def run(book: xw.Book, today: str = "") -> None:
        day = _day(today)
        try:
            asked = await office().ask(Click(action.entry, book.impl.api, day))
        except UnansweredError as fault:
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, str(fault)) from fault
        for each in asked:
            book.impl.append_json_action(**each)

    run.__name__, run.__doc__ = action.entry, action.help
    made: Callable[..., Any] = script(name=action.caption)(run)
    return made


def _day(today: str) -> date:
    """The day on the user's calendar; without one, or with one that there is not, that of the server's."""
    try:
        return date.fromisoformat(today)
    except ValueError:
        return date.today()  # noqa: DTZ011 - somebody's own calendar day is meant


globals().update({each.entry: scripted(each) for each in ACTIONS})
