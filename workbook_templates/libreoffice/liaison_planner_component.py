"""What LibreOffice loads: menu and toolbar call `trigger` with the name of an action."""

import unohelper
from com.sun.star.task import XJobExecutor
from liaison_planner_office.click import click

SERVICE = "liaison_planner.Click"


class Click(unohelper.Base, XJobExecutor):
    """Runs an action for the workbook whose window is in front."""

    def __init__(self, context):
        self._context = context

    def trigger(self, entry):
        click(self._context, entry)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - the name that LibreOffice looks for
g_ImplementationHelper.addImplementation(Click, SERVICE, ("com.sun.star.task.Job",))
