"""The result sheet that shows how a person stands beside the plan."""

from liaison_planner.views import MOST_DUTIES, MOST_ROUTES
from liaison_planner.workbook.schema_model import Column, Facts, Field, Role, Sheet, Table, Tables

STANDING = Sheet(
    name="Standing",
    role=Role.RESULT,
    tells_age=True,
    title="Where you stand",
    purpose="How ready you are today, which ways to qualify are open, and what law and employers ask. None of this is legal advice.",
    form_widths=(32, 14, 14, 44, 44, 34),
    landscape=True,
    pages_tall=2,
    sections=(
        Facts(fields=(Field(name="out_standing_line", initial="Your standing appears here with the plan."),)),
        Tables(
            heading="Two halves",
            note="In skill levels. Declared is what you say of yourself; verified is what the sheet Evidence backs.",
            tables=(
                Table(
                    name="tblHalves",
                    capacity=2,
                    columns=(
                        Column(key="half", header="Half", look="strong"),
                        Column(key="declared", header="Declared"),
                        Column(key="verified", header="Verified"),
                        Column(key="brings", header="You bring", look="help"),
                        Column(key="missing", header="Partly or not yet", look="help"),
                        Column(key="backed", header="Backed by", look="help"),
                    ),
                ),
            ),
        ),
        Tables(
            heading="Ways to qualify",
            note="Every route that your kind of employer accepts. One complete route is enough.",
            tables=(
                Table(
                    name="tblRouteStandings",
                    capacity=MOST_ROUTES,
                    hides_spare=True,
                    columns=(
                        Column(key="route", header="Route", look="strong"),
                        Column(key="accepted", header="Accepted"),
                        Column(key="state", header="State"),
                        Column(key="met", header="Met", look="help"),
                        Column(key="missing", header="Missing", look="help"),
                        Column(key="risk", header="Risk", look="help"),
                    ),
                ),
            ),
        ),
        Tables(
            heading="Law, licenses and what employers ask",
            note="Not legal advice. Each with the day by which it is needed, if one can be named.",
            tables=(
                Table(
                    name="tblDuties",
                    capacity=MOST_DUTIES,
                    hides_spare=True,
                    columns=(
                        Column(key="duty", header="What", look="strong"),
                        Column(key="status", header="Status"),
                        Column(key="due", header="Needed by"),
                        Column(key="text", header="In words", look="help"),
                        Column(key="source", header="Source", look="help"),
                        Column(key="sure", header="How sure", look="help"),
                    ),
                ),
            ),
        ),
    ),
)
