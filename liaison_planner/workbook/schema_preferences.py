"""The sheet with the limits that a plan keeps within: time, money, dates, and what matters to the person."""

from liaison_planner.workbook.schema_allowed import FORM_WIDTHS, YES_NO, a_day, a_text, dollars
from liaison_planner.workbook.schema_model import Allowed, CellKind, Column, Field, Form, Role, Sheet, Table, Tables

PREFERENCES = Sheet(
    name="Preferences",
    role=Role.INPUT,
    title="Preferences",
    purpose="Your time, your money, your dates and what matters to you. The plan keeps within these limits.",
    form_widths=FORM_WIDTHS,
    pages_tall=2,
    sections=(
        Form(
            heading="Time and money",
            fields=(
                Field(
                    name="in_weekly_hours",
                    label="Hours a week you can spare",
                    kind=CellKind.NUMBER,
                    allowed=Allowed("Hours a week as a number from 0 to 80, for example 8.", 0, 80),
                    required=True,
                    help="For learning beside everything else; the hours of a new full-time job do not count.",
                ),
                Field(
                    name="in_budget_usd",
                    label="Money you can spend (US dollars)",
                    kind=CellKind.MONEY,
                    allowed=Allowed("US dollars as a number from 0 to 1,000,000, for example 3500.", 0, 1_000_000),
                    required=True,
                    help="In all, from the first day to the last. Pay from a new job is not added.",
                ),
                Field(
                    name="in_start_date",
                    label="First day you can begin",
                    kind=CellKind.DATE,
                    allowed=a_day("2027-01-04"),
                    required=True,
                    help="Steps begin on Mondays.",
                ),
                Field(
                    name="in_target_date",
                    label="Day to be ready by",
                    kind=CellKind.DATE,
                    allowed=a_day("2027-12-31"),
                    required=True,
                    help="If nothing fits, the planner says by how much this day would have to move.",
                ),
                Field(
                    name="in_willing_to_change_job",
                    label="Willing to change jobs on the way",
                    kind=CellKind.CHOICE,
                    allowed=YES_NO,
                    help="Yes allows steps such as referral coordinator, which pay and count as experience.",
                ),
                Field(
                    name="in_hours_in_new_post",
                    label="Hours a week you can study while in a new full-time post",
                    kind=CellKind.NUMBER,
                    allowed=Allowed("Hours a week as a number from 0 to 80, for example 5.", 0, 80),
                    since=3,
                    help="Empty: as many as now. It counts only in weeks in which the plan has such a post, and never raises your hours.",
                ),
            ),
        ),
        Form(
            heading="How to go about it",
            fields=(
                Field(
                    name="in_prefer_robust",
                    label="Rather rest on figures than on guesses",
                    kind=CellKind.CHOICE,
                    allowed=YES_NO,
                    since=2,
                    help="Yes prefers steps whose hours are known, for up to 15 % more time or money.",
                ),
                Field(
                    name="in_max_parallel",
                    label="Most steps at the same time",
                    kind=CellKind.WHOLE,
                    allowed=Allowed("A whole number from 1 to 20, for example 2.", 1, 20),
                    help="Empty means no limit but your hours.",
                ),
                Field(
                    name="in_constraints",
                    label="Anything else that limits you",
                    allowed=a_text(2000, "keeps night shifts until hired"),
                    lines=3,
                    help="For you and your coach; it does not change the plan.",
                ),
            ),
        ),
        Form(
            heading="Living with the plan (optional)",
            fields=(
                Field(
                    name="set_closeness",
                    label="When planning again",
                    kind=CellKind.CHOICE,
                    allowed=Allowed("Choose stay close, balanced or start afresh.", choices="list_closeness"),
                    since=3,
                    help="How much «Update progress» may move. Empty: stay close, as little as can be; balanced gives that up where it would cost more than 15 %.",
                ),
                Field(
                    name="set_review",
                    label="Next review with your coach",
                    kind=CellKind.DATE,
                    allowed=a_day("2027-03-01"),
                    since=3,
                    help="«Agree on plan» puts it on the sheet Agreement.",
                ),
            ),
        ),
        Form(
            heading="Savings (optional)",
            fields=(
                Field(
                    name="in_savings_usd",
                    label="Savings today (US dollars)",
                    kind=CellKind.MONEY,
                    allowed=dollars(6000),
                    since=2,
                    help="Empty: only the money you can spend, above, limits the plan.",
                ),
                Field(
                    name="in_savings_floor_usd",
                    label="Never less than",
                    kind=CellKind.MONEY,
                    allowed=dollars(2000),
                    since=2,
                    help="No step is planned that would take your savings below this before you are ready.",
                ),
                Field(
                    name="in_monthly_income_usd",
                    label="Income a month, after taxes",
                    kind=CellKind.MONEY,
                    allowed=dollars(2800),
                    since=2,
                    help="From your present work. A new full-time post on the way replaces it.",
                ),
                Field(
                    name="in_monthly_costs_usd",
                    label="Living costs a month",
                    kind=CellKind.MONEY,
                    allowed=dollars(2600),
                    since=2,
                    help="Everything but the plan itself: rent, food, loans, car.",
                ),
                Field(
                    name="in_employer_pays_usd",
                    label="Your employer pays back, a calendar year",
                    kind=CellKind.MONEY,
                    allowed=dollars(1500),
                    since=3,
                    help="For courses and certifications, or for what is named at the end of this sheet. A step counts in the year in which it starts; the money comes back once it is finished.",
                ),
            ),
        ),
        Tables(
            heading="What matters to you",
            note="From 1, hardly, to 5, very much. Optional: it orders the kinds of employers in the comparison, and leaves the plan as it is.",
            tables=(
                Table(
                    name="tblValues",
                    reads_as="values",
                    capacity=5,
                    row_key="value",
                    columns=(
                        Column(key="name", header="What matters", fixed=True),
                        Column(
                            key="weight",
                            header="How much (1-5)",
                            kind=CellKind.WHOLE,
                            allowed=Allowed("A whole number from 1, hardly, to 5, very much.", choices="list_weights"),
                            reads_as="weight",
                        ),
                        Column(key="value", header="Id", fixed=True, reads_as="value", look="quiet"),
                    ),
                ),
            ),
        ),
        Tables(
            heading="Weeks with other hours",
            note="Holidays, exam weeks, a quiet month. Blank or 0 hours: nothing is planned in any week that is touched.",
            tables=(
                Table(
                    name="tblPeriods",
                    reads_as="periods",
                    known_by=("first",),
                    capacity=20,
                    columns=(
                        Column(
                            key="first",
                            header="First day",
                            kind=CellKind.DATE,
                            allowed=a_day("2027-07-01"),
                            reads_as="first",
                        ),
                        Column(
                            key="last",
                            header="Last day",
                            kind=CellKind.DATE,
                            allowed=a_day("2027-07-14"),
                            reads_as="last",
                        ),
                        Column(
                            key="hours_per_week",
                            header="Hours a week",
                            kind=CellKind.NUMBER,
                            allowed=Allowed("Hours a week as a number from 0 to 80, for example 0.", 0, 80),
                            reads_as="hours_per_week",
                        ),
                    ),
                ),
            ),
        ),
        Tables(
            heading="Decisions about single offerings",
            note="Include: it must be in the plan, in the week of the date if you give one. Exclude: never. Done: you have finished it already. No seat: it is full, so the plan does without.",
            tables=(
                Table(
                    name="tblChoices",
                    reads_as="choices",
                    known_by=("offering",),
                    capacity=30,
                    lines=2,
                    columns=(
                        Column(
                            key="decision",
                            header="Decision",
                            kind=CellKind.CHOICE,
                            allowed=Allowed("Choose include, exclude, done or no seat.", choices="list_decisions"),
                            reads_as="decision",
                        ),
                        Column(
                            key="offering",
                            header="Offering",
                            kind=CellKind.CHOICE,
                            allowed=Allowed(
                                "Choose a title from the list; the sheet Catalogue describes each one.",
                                choices="list_offerings",
                            ),
                            reads_as="offering",
                            look="help",
                        ),
                        Column(
                            key="start",
                            header="Start (Monday)",
                            kind=CellKind.DATE,
                            allowed=a_day("2027-03-01"),
                            reads_as="start",
                        ),
                    ),
                ),
            ),
        ),
        Tables(
            heading="What your employer pays for (optional)",
            note="Only what is named here. Empty: every course and certification. Nothing is paid once you leave for a new full-time post.",
            tables=(
                Table(
                    name="tblEmployerPays",
                    reads_as="employer_pays_for",
                    known_by=("offering",),
                    capacity=8,
                    lines=2,
                    since=3,
                    first_column=1,
                    columns=(
                        Column(
                            key="offering",
                            header="Paid by your employer",
                            kind=CellKind.CHOICE,
                            allowed=Allowed(
                                "Choose a title from the list; the sheet Catalogue describes each one.",
                                choices="list_offerings",
                            ),
                            reads_as="offering",
                        ),
                    ),
                ),
            ),
        ),
    ),
)
