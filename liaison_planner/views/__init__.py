"""What each sheet shows, as frozen plain data; no Excel in it."""

from liaison_planner.views.advice import advice_rows
from liaison_planner.views.checks import MOST_ISSUES
from liaison_planner.views.content import Content, Lines, Row, Value
from liaison_planner.views.inputs import input_content
from liaison_planner.views.labels import Labels
from liaison_planner.views.results import result_content
from liaison_planner.views.standing import MOST_DUTIES, MOST_ROUTES
from liaison_planner.views.timeline import BAR_LETTERS, PERIODS

__all__ = [
    "BAR_LETTERS",
    "MOST_DUTIES",
    "MOST_ISSUES",
    "MOST_ROUTES",
    "PERIODS",
    "Content",
    "Labels",
    "Lines",
    "Row",
    "Value",
    "advice_rows",
    "input_content",
    "result_content",
]
