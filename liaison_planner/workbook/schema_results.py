"""The sheets on which the planner writes rows: start, gaps, plan and checks."""

from datetime import date

from liaison_planner.domain.progress import NO_LONGER_PLANNED
from liaison_planner.views import MOST_ISSUES
from liaison_planner.workbook.schema_living import AGREEMENT, HISTORY
from liaison_planner.workbook.schema_model import (
    Allowed,
    Card,
    Cards,
    Carried,
    CellKind,
    Column,
    Facts,
    Field,
    Grid,
    Role,
    Sheet,
    Step,
    Steps,
    Story,
    Table,
    Tables,
)
from liaison_planner.workbook.schema_overview import DASHBOARD, MOST_STEPS, SCENARIOS, TIMELINE
from liaison_planner.workbook.schema_standing import STANDING

CARD_WIDTH = 14

STORY_ROWS = 120

LIVED_DAYS = (date(2000, 1, 1), date(2100, 12, 31))

_CARDS = (
    ("Result", "status"),
    ("Ready on", "ready"),
    ("Apply from", "apply"),
    ("Total cost", "cost"),
    ("Study hours", "hours"),
    ("Route", "route"),
)
_CARD_KINDS = {"ready": CellKind.DATE, "apply": CellKind.DATE, "cost": CellKind.MONEY, "hours": CellKind.NUMBER}


def _card(title: str, name: str) -> Card:
    kind = _CARD_KINDS.get(name, CellKind.TEXT)
    value = Field(name=f"out_{name}", label=title, kind=kind, reveals=(2, 1) if name == "status" else None)
    return Card(title, value, Field(name=f"out_{name}_note", label=f"{title}: more"))


START = Sheet(
    name="Start",
    role=Role.CONTROL,
    tells_age=True,
    title="Your way to physician-liaison work",
    purpose="Finds out what you still need, chooses the steps that close the gaps, and puts dates, hours and costs on them.",
    form_widths=(CARD_WIDTH,) * 12,
    landscape=True,
    sections=(
        Facts(
            fields=(
                Field(name="out_person", initial="Seven steps to your plan", look="headline"),
                Field(name="out_state", initial="No plan yet"),
                Field(name="out_checks_ok", initial="Nothing checked yet"),
                Field(name="out_sample", look="strong"),
            ),
        ),
        Cards(cards=tuple(_card(title, name) for title, name in _CARDS)),
        Story(grid=Grid(name="out_story", rows=STORY_ROWS, columns=2, hides_spare=True)),
        Steps(
            heading="What to do",
            steps=(
                Step("Profile", "Say who you are: degree, licenses, certificates."),
                Step("Experience", "List your posts and in which fields their years count."),
                Step("Skills", "Rate yourself from 0 to 4 on each subject."),
                Step("Evidence", "Optional: say what backs your answers and who has verified it."),
                Step("Preferences", "Set your hours, your money and your dates."),
                Step("Targets", "Choose where you want to work and see what that asks for."),
                Step(
                    "Plan",
                    "Click «Regenerate plan»; in a workbook without buttons save, close and run: liaison-planner plan FILE --in-place. Then read Gaps, Plan, Timeline and Dashboard.",
                ),
            ),
        ),
    ),
)

GAPS = Sheet(
    name="Gaps",
    role=Role.RESULT,
    tells_age=True,
    title="Gaps",
    purpose="What is missing today, the most urgent first, and which step closes it.",
    landscape=True,
    freeze_table=True,
    sections=(
        Facts(fields=(Field(name="out_gaps_line", initial="The gaps appear here when a plan has been computed."),)),
        Tables(
            tables=(
                Table(
                    name="tblGaps",
                    capacity=150,
                    filters=True,
                    columns=(
                        Column(key="priority", header="Priority", width=9, kind=CellKind.WHOLE, look="number"),
                        Column(key="gap", header="What is missing", width=36, look="strong"),
                        Column(key="kind", header="Kind", width=14),
                        Column(key="have", header="You have", width=15),
                        Column(key="need", header="You need", width=34, look="help"),
                        Column(key="bar", header="Level", width=9, look="bar"),
                        Column(key="closed_by", header="Closed by", width=44, look="help"),
                        Column(key="closed_on", header="Closed on", width=13, kind=CellKind.DATE),
                        Column(key="id", header="Id", width=30, look="quiet", printed=False),
                    ),
                ),
            ),
        ),
    ),
)

PLAN = Sheet(
    name="Plan",
    role=Role.RESULT,
    tells_age=True,
    title="Plan",
    purpose="The steps in order of time. The tinted columns are yours: what you write there stays with its step when the plan is computed again.",
    landscape=True,
    freeze_columns=2,
    freeze_table=True,
    sections=(
        Facts(fields=(Field(name="out_plan_line", initial="The steps appear here when a plan has been computed."),)),
        Tables(
            tables=(
                Table(
                    name="tblPlan",
                    capacity=MOST_STEPS,
                    carried=Carried(
                        ("progress", "began", "ended", "hours_done", "notes", "evidence"),
                        "id",
                        "step",
                        "status",
                        NO_LONGER_PLANNED,
                        reads_as="progress",
                        read=("id", "start", "status", "progress", "began", "ended", "hours_done", "evidence"),
                        one_answer=("progress", "began", "ended", "hours_done"),
                    ),
                    columns=(
                        Column(key="number", header="No.", width=5, kind=CellKind.WHOLE, look="number"),
                        Column(key="step", header="Step", width=30, look="strong"),
                        Column(key="kind", header="Kind", width=12),
                        Column(key="start", header="Start", width=11.5, kind=CellKind.DATE),
                        Column(key="finish", header="Finish", width=11.5, kind=CellKind.DATE),
                        Column(key="hours", header="Hours", width=7.5, kind=CellKind.NUMBER),
                        Column(key="per_week", header="Most in a week", width=8.5, kind=CellKind.NUMBER),
                        Column(key="cost", header="Cost (USD)", width=9.5, kind=CellKind.MONEY),
                        Column(key="closes", header="Closes", width=23, look="help"),
                        Column(key="why", header="Why", width=34, look="help"),
                        Column(key="status", header="Status", width=9.5),
                        Column(
                            key="progress",
                            header="Progress",
                            since=3,
                            width=10,
                            kind=CellKind.CHOICE,
                            allowed=Allowed(
                                "Choose under way, done, failed or skipped; Timeline and Dashboard follow at once, the plan when it is "
                                "computed again.",
                                choices="list_step_states",
                            ),
                            look="center",
                        ),
                        Column(
                            key="notes",
                            header="My notes",
                            width=20,
                            allowed=Allowed("Free text of up to 2,000 characters, for example: booked.", 0, 2000),
                        ),
                        Column(
                            key="began",
                            header="Began on",
                            since=3,
                            printed=False,
                            width=11.5,
                            kind=CellKind.DATE,
                            allowed=Allowed("The day on which you began, for example 2027-01-04.", *LIVED_DAYS),
                        ),
                        Column(
                            key="ended",
                            header="Finished on",
                            since=3,
                            printed=False,
                            width=11.5,
                            kind=CellKind.DATE,
                            allowed=Allowed("The day on which it was over, for example 2027-02-14.", *LIVED_DAYS),
                        ),
                        Column(
                            key="hours_done",
                            header="Hours done",
                            since=3,
                            printed=False,
                            width=8,
                            kind=CellKind.NUMBER,
                            allowed=Allowed("Hours that you have put into it so far, for example 12.", 0, 100_000),
                        ),
                        Column(
                            key="evidence",
                            header="Evidence",
                            since=3,
                            printed=False,
                            width=16,
                            allowed=Allowed(
                                "What shows it, for example a certificate's number, a file or a link; up to 500 characters.",
                                0,
                                500,
                            ),
                        ),
                        Column(key="id", header="Id", width=26, look="quiet", printed=False),
                    ),
                ),
            ),
        ),
    ),
)


def _link() -> tuple[Column, Column]:
    """A link to the place, which follows when a sheet or a cell with a name is moved or renamed; and the place itself."""
    live = '=IF({@target}="","",HYPERLINK("#"&{@target},"Go there"))'
    target = Column(key="target", header="Place", since=3, width=24, look="quiet", printed=False)
    return Column(key="link", header="Link", since=3, width=11, look="link", formula=live, printed=False), target


_VERDICT = '=SUBSTITUTE(out_checks_ok,": see the sheet Checks","")'

CHECKS = Sheet(
    name="Checks",
    role=Role.CONTROL,
    tells_age=True,
    title="Checks",
    purpose="Whether the answers can be planned with, and whether the plan keeps what it promises.",
    landscape=True,
    sections=(
        Facts(fields=(Field(name="out_checks_verdict", since=3, formula=_VERDICT, look="headline"),)),
        Tables(
            heading="The plan",
            tables=(
                Table(
                    name="tblChecks",
                    capacity=14,
                    hides_spare=True,
                    columns=(
                        Column(key="verdict", header="Verdict", width=14, look="verdict"),
                        Column(key="check", header="Check", width=32, look="strong"),
                        Column(key="figures", header="Figures", width=44),
                        Column(key="advice", header="What it means", width=62),
                        *_link(),
                    ),
                ),
            ),
        ),
        Tables(
            heading="Your answers",
            note="Every problem found, with its place. Errors stop the plan; warnings do not.",
            tables=(
                Table(
                    name="tblIssues",
                    capacity=MOST_ISSUES,
                    filters=True,
                    columns=(
                        Column(key="severity", header="Severity", look="verdict"),
                        Column(key="place", header="Sheet and cell"),
                        Column(key="what", header="What is wrong"),
                        Column(key="how_to_fix", header="How to mend it"),
                        *_link(),
                        Column(key="code", header="Code", width=20, look="quiet", printed=False),
                    ),
                ),
            ),
        ),
    ),
)

RESULT_SHEETS = (STANDING, GAPS, PLAN, TIMELINE, DASHBOARD, SCENARIOS, AGREEMENT, HISTORY)
