"""What each sheet shows, as frozen plain data; no Excel in it."""

from liaison_planner.views.advice import advice_rows
from liaison_planner.views.agreed import agreed_content
from liaison_planner.views.checks import MOST_ISSUES, checks_content, link_words
from liaison_planner.views.content import Content, Lines, Row, Value
from liaison_planner.views.dashboard import LEVELS_SHOWN, WEEKS_SHOWN
from liaison_planner.views.history import change_words, history_content, summary_of
from liaison_planner.views.inputs import input_content
from liaison_planner.views.labels import Labels
from liaison_planner.views.merged import MOST_CLASHES, merged_content
from liaison_planner.views.results import result_content
from liaison_planner.views.standing import MOST_DUTIES, MOST_ROUTES
from liaison_planner.views.strip import PERIODS, ZOOMS
from liaison_planner.views.targets import targets_content
from liaison_planner.views.timeline import BAR_LETTERS, LAST_OF_ALL, MARKS, STATES, agreed_bars, timeline_content

__all__ = [
    "BAR_LETTERS",
    "LAST_OF_ALL",
    "LEVELS_SHOWN",
    "MARKS",
    "MOST_CLASHES",
    "MOST_DUTIES",
    "MOST_ISSUES",
    "MOST_ROUTES",
    "PERIODS",
    "STATES",
    "WEEKS_SHOWN",
    "ZOOMS",
    "Content",
    "Labels",
    "Lines",
    "Row",
    "Value",
    "advice_rows",
    "agreed_bars",
    "agreed_content",
    "change_words",
    "checks_content",
    "history_content",
    "input_content",
    "link_words",
    "merged_content",
    "result_content",
    "summary_of",
    "targets_content",
    "timeline_content",
]
