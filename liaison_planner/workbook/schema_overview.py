"""The sheets that show the whole plan at a glance: timeline, dashboard and scenarios."""

from liaison_planner.domain.vocabulary import MOST_FOCUS_AREAS
from liaison_planner.views import LEVELS_SHOWN, PERIODS, STATES, WEEKS_SHOWN
from liaison_planner.workbook.schema_model import (
    Allowed,
    CellKind,
    Chart,
    Charts,
    Column,
    Facts,
    Field,
    Gantt,
    Grid,
    Role,
    Series,
    Sheet,
    Table,
    Tables,
)

WIDE, TALL, LOW = 600, 372, 300
"""Pixels; two by two they fill a laptop's width, and a printed page below the headline."""
MOST_STEPS = 150
"""As many as the sheet Plan holds."""

TIMELINE = Sheet(
    name="Timeline",
    role=Role.RESULT,
    tells_age=True,
    title="Timeline",
    purpose="When each step runs, in bars and in words. Choose in the tinted cell how long a column is.",
    form_widths=(7, 32.5, 3, 11, 11, 8.5, 10.5, *(2.1,) * PERIODS, 1, 12, 12),
    screen_columns=2,
    landscape=True,
    freeze_columns=7,
    freeze_table=True,
    sections=(
        Facts(fields=(Field(name="out_timeline_line", initial="The bars appear here when a plan has been computed."),)),
        Gantt(
            today=Field(
                name="out_timeline_today",
                label="▼ Today",
                kind=CellKind.DATE,
                formula='=IF(out_timeline_first="","",TODAY())',
            ),
            target=Field(name="out_timeline_target", label="◆ Wanted by", kind=CellKind.DATE),
            ready=Field(name="out_timeline_ready", since=2, label="● Ready on", kind=CellKind.DATE),
            first=Field(name="out_timeline_first", since=2, label="First column begins", kind=CellKind.DATE),
            zoom=Field(
                name="set_timeline_zoom",
                since=2,
                label="A column is",
                kind=CellKind.CHOICE,
                allowed=Allowed(
                    "Choose one week, two weeks, a month, a quarter or a year. A new plan chooses what shows all of it.",
                    choices="list_zooms",
                ),
                initial="one week",
            ),
            months=Grid(name="out_timeline_months", rows=1, columns=PERIODS, formulas=True),
            marks=Grid(name="out_timeline_marks", rows=1, columns=PERIODS, formulas=True),
            periods=Grid(name="out_timeline_periods", rows=1, columns=PERIODS + 1, formulas=True),
            rows=Grid(name="out_timeline_rows", rows=MOST_STEPS, columns=5, wrapped_column=1, hides_spare=True),
            states=Grid(name="out_timeline_states", rows=MOST_STEPS, columns=1, formulas=True),
            drivers=Grid(name="out_timeline_drivers", rows=MOST_STEPS, columns=1),
            agreed=Grid(name="out_timeline_agreed", rows=MOST_STEPS, columns=2),
            words=Grid(name="out_timeline_words", rows=5 * MOST_STEPS, columns=2),
            words_heading="The same in words",
        ),
    ),
)

DASHBOARD = Sheet(
    name="Dashboard",
    role=Role.RESULT,
    tells_age=True,
    title="Dashboard",
    purpose="The plan at a glance. The figures behind the charts stand below them.",
    form_widths=(42, *(18.0,) * 7),
    landscape=True,
    sections=(
        Facts(
            fields=(
                Field(
                    name="out_dashboard_line",
                    since=2,
                    initial="The charts fill when a plan has been computed.",
                    look="headline",
                ),
                Field(name="out_dashboard_checks", since=2, initial="", formula='=out_checks_ok&""'),
            ),
        ),
        Charts(
            charts=(
                Chart(
                    title="Skills to raise, the most urgent first",
                    alt="Bars: for each of the most urgent missing skills, the level held today and the level needed.",
                    kind="bar",
                    table="tblLevels",
                    category="skill",
                    series=(Series("have", "deep"), Series("need", "gold")),
                    category_title="Skill",
                    value_title="Level from 0 to 4",
                    value_most=4,
                    width=WIDE,
                    height=TALL,
                ),
                Chart(
                    title="Study hours in each week",
                    alt="Columns: study hours planned for each week. Line: the hours a week that you can spare.",
                    kind="column",
                    table="tblWeeks",
                    category="week",
                    series=(Series("hours", "accent"), Series("capacity", "gold", "line")),
                    category_title="Week beginning",
                    value_title="Hours a week",
                    category_format="d mmm",
                    width=WIDE,
                    height=TALL,
                ),
                Chart(
                    title="Money spent against budget and savings",
                    alt="Lines, week by week: the cost of all steps begun so far, your budget, and your savings where you named them.",
                    kind="line",
                    table="tblWeeks",
                    category="week",
                    series=(
                        Series("cost", "accent", "line"),
                        Series("budget", "gold", "line"),
                        Series("savings", "deep", "dashes"),
                    ),
                    category_title="Week beginning",
                    value_title="US dollars",
                    category_format="d mmm",
                    width=WIDE,
                    height=LOW,
                ),
                Chart(
                    title="Progress: steps by state",
                    alt="Bars: how many steps are done, late, under way and still to come, as marked on the sheet Plan.",
                    kind="bar",
                    table="tblProgress",
                    category="state",
                    series=(Series("steps", "accent"),),
                    category_title="State",
                    value_title="Number of steps",
                    width=WIDE,
                    height=LOW,
                ),
            ),
        ),
        Tables(
            heading="Progress",
            on_paper=False,
            note="Counted from the sheet Timeline; say in the column «Progress» on the sheet Plan what has become of a step.",
            tables=(
                Table(
                    name="tblProgress",
                    since=2,
                    capacity=len(STATES),
                    row_key="state",
                    columns=(
                        Column(key="state", header="State", fixed=True, look="strong"),
                        Column(
                            key="steps",
                            header="Steps",
                            kind=CellKind.WHOLE,
                            formula="=COUNTIF(out_timeline_states,{@state})",
                        ),
                    ),
                ),
            ),
        ),
        Tables(
            heading="Skills to raise",
            note=f"The {LEVELS_SHOWN} most urgent; the sheet Gaps has them all.",
            tables=(
                Table(
                    name="tblLevels",
                    since=2,
                    capacity=LEVELS_SHOWN,
                    hides_spare=True,
                    columns=(
                        Column(key="skill", header="Skill", look="strong"),
                        Column(key="have", header="You have", kind=CellKind.WHOLE),
                        Column(key="need", header="You need", kind=CellKind.WHOLE),
                    ),
                ),
            ),
        ),
        Tables(
            heading="Week by week",
            note="Hours of full-time jobs are not counted. A step's cost counts from the week in which it begins.",
            tables=(
                Table(
                    name="tblWeeks",
                    since=2,
                    capacity=WEEKS_SHOWN,
                    hides_spare=True,
                    columns=(
                        Column(key="week", header="Week beginning", kind=CellKind.DATE),
                        Column(key="hours", header="Study hours a week", kind=CellKind.NUMBER),
                        Column(key="capacity", header="Hours you can spare", kind=CellKind.NUMBER),
                        Column(key="cost", header="Spent so far (USD)", kind=CellKind.MONEY),
                        Column(key="budget", header="Budget (USD)", kind=CellKind.MONEY),
                        Column(key="savings", header="Savings (USD)", since=3, kind=CellKind.MONEY),
                    ),
                ),
            ),
        ),
    ),
)


def _scenarios(name: str, first: Column, rows: int) -> Table:
    return Table(
        name=name,
        since=2,
        capacity=rows,
        hides_spare=rows == MOST_FOCUS_AREAS,
        columns=(
            first,
            Column(key="own", header="Yours", width=9),
            Column(key="result", header="Result", width=17),
            Column(key="ready", header="Ready on", width=12.5, kind=CellKind.DATE),
            Column(key="cost", header="Cost (USD)", width=11, kind=CellKind.MONEY),
            Column(key="hours", header="Hours", width=9, kind=CellKind.NUMBER),
            Column(key="steps", header="Steps", width=8, kind=CellKind.WHOLE),
            Column(key="route", header="Route", width=28),
            Column(key="because", header="Why it differs", width=57, look="help"),
        ),
    )


SCENARIOS = Sheet(
    name="Scenarios",
    role=Role.RESULT,
    tells_age=True,
    title="Scenarios",
    purpose="What would be if you wanted something else: three kinds of plan, other kinds of employer.",
    landscape=True,
    pages_tall=1,
    sections=(
        Facts(
            fields=(
                Field(
                    name="out_scenarios_line",
                    since=2,
                    initial="Not computed yet. They take up to a few minutes: click «Compare scenarios», or in a workbook without buttons save, close and run: liaison-planner plan FILE --in-place --scenarios",
                ),
            ),
        ),
        Tables(
            heading="Fastest, cheapest, balanced",
            note="For the kind of employer that is your first choice.",
            tables=(
                _scenarios("tblObjectives", Column(key="name", header="Kind of plan", width=30, look="strong"), 3),
            ),
        ),
        Tables(
            heading="The kinds of employer",
            note="Each with the kind of plan that you chose.",
            tables=(
                _scenarios(
                    "tblFocusPlans",
                    Column(key="name", header="Kind of employer", width=30, look="strong"),
                    MOST_FOCUS_AREAS,
                ),
            ),
        ),
        Charts(
            heading="Time against money",
            note="Each point is one of the plans above: further left is sooner, further down is cheaper.",
            charts=(
                Chart(
                    title="When you would be ready, and what it would cost",
                    alt="Points: the ready date and the cost of the three kinds of plan and of the kinds of employer.",
                    kind="scatter",
                    table="tblObjectives",
                    category="ready",
                    series=(
                        Series("cost", "accent", "points", "tblObjectives", "name"),
                        Series("cost", "gold", "points", "tblFocusPlans", "name"),
                    ),
                    category_title="Ready on",
                    value_title="Cost in US dollars",
                    category_format="mmm yyyy",
                    width=1190,
                    height=340,
                ),
            ),
        ),
    ),
)
