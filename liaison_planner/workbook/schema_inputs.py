"""The sheets a person fills in: every question, what it accepts and how it is explained."""

from liaison_planner.domain.vocabulary import FOCUS_AREAS, YEARS_FIELDS, YEARS_TITLES
from liaison_planner.workbook.schema_evidence import EVIDENCE, VERIFIED, a_day, later
from liaison_planner.workbook.schema_model import (
    Allowed,
    CellKind,
    Column,
    Field,
    Form,
    Levels,
    Role,
    Sheet,
    Table,
    Tables,
)
from liaison_planner.workbook.schema_targets import TARGETS, YES_NO

WORK_HOURS = Allowed("Hours of work a week as a number from 1 to 100, for example 36.", 1, 100)
FORM_WIDTHS = (36, 42, 15, 74)

LICENCE = Allowed(
    "Choose from the list, for example Registered nurse (RN). What is not in the list counts for no route.",
    choices="list_licences",
)
CERTIFICATE = Allowed(
    "Choose from the list, for example HubSpot Inbound. What is not in the list counts for no route.",
    choices="list_certificates",
)
YEARS = Allowed("Years as a number from 0 to 60, for example 2.5. Leave it empty for none.", 0, 60)


def _dollars(example: int) -> Allowed:
    return Allowed(f"US dollars as a number from 0 to 1,000,000, for example {example}.", 0, 1_000_000)


def _text(longest: int, example: str) -> Allowed:
    return Allowed(f"Free text of up to {longest:,} characters, for example: {example}", 0, longest)


PROFILE = Sheet(
    name="Profile",
    role=Role.INPUT,
    title="Profile",
    purpose="Who you are and what you already hold. Fill in the tinted cells.",
    form_widths=FORM_WIDTHS,
    sections=(
        Form(
            heading="About you",
            fields=(
                Field(
                    name="in_person_id",
                    label="Short name for this plan",
                    allowed=_text(100, "Maria or P01"),
                    required=True,
                    help="Appears in file names and on the plan. It need not be your real name.",
                ),
                Field(
                    name="in_label",
                    label="You in a few words",
                    allowed=_text(200, "Orthopedic clinic nurse"),
                    help="Shown as the title of your plan.",
                ),
                Field(
                    name="in_background",
                    label="Background",
                    allowed=_text(2000, "registered nurse, 8 years, the last 4 in an orthopedic clinic"),
                    lines=4,
                    help="For you and your coach. The plan is computed from the answers below, not from this text.",
                ),
            ),
        ),
        Form(
            heading="Education and employer",
            fields=(
                Field(
                    name="in_edu_level",
                    label="Highest degree",
                    kind=CellKind.CHOICE,
                    allowed=Allowed("Choose from the list, for example Bachelor's degree.", choices="list_education"),
                    required=True,
                    help="A degree from abroad counts if employers here recognize it.",
                ),
                Field(
                    name="in_degree_field",
                    label="Field of that degree",
                    kind=CellKind.CHOICE,
                    allowed=Allowed("Choose from the list, for example Health.", choices="list_degree_fields"),
                    help="Which routes are open depends on it. Leave it empty if you hold no degree.",
                ),
                Field(
                    name="in_internal_employer",
                    label="Employed by a hospital or practice now",
                    kind=CellKind.CHOICE,
                    allowed=YES_NO,
                    help="Yes if it could promote you to a liaison post: that opens the route of internal transfer.",
                ),
            ),
        ),
        Tables(
            heading="Licenses and certificates you hold now",
            note="One a row. A certification ends with a tested examination; a certificate shows that a course was completed.",
            tables=(
                Table(
                    name="tblLicences",
                    reads_as="licences",
                    known_by=("token",),
                    capacity=12,
                    columns=(
                        Column(
                            key="token",
                            header="License or certification",
                            kind=CellKind.CHOICE,
                            allowed=LICENCE,
                            reads_as="token",
                        ),
                    ),
                ),
                Table(
                    name="tblCertificates",
                    reads_as="certificates",
                    known_by=("token",),
                    capacity=12,
                    first_column=1,
                    columns=(
                        Column(
                            key="token",
                            header="Certificate of completion",
                            kind=CellKind.CHOICE,
                            allowed=CERTIFICATE,
                            reads_as="token",
                        ),
                    ),
                ),
            ),
        ),
        Tables(
            heading="What employers ask besides skills",
            note="Optional. An answer of no becomes a gap of its own, so that it does not surprise you at the interview.",
            tables=(
                Table(
                    name="tblGates",
                    reads_as="gates",
                    row_key="gate",
                    columns=(
                        Column(key="name", header="What they ask", fixed=True),
                        Column(
                            key="answer", header="Your answer", kind=CellKind.CHOICE, allowed=YES_NO, reads_as="answer"
                        ),
                        Column(key="gate", header="Id", fixed=True, reads_as="gate", look="quiet"),
                        Column(key="question", header="The question", fixed=True),
                    ),
                ),
            ),
        ),
    ),
)

EXPERIENCE = Sheet(
    name="Experience",
    role=Role.INPUT,
    title="Experience",
    purpose="Your working years, one post a row; one year may count in several columns. Days, hours and who has verified a post are optional: with them the planner checks the years.",
    landscape=True,
    freeze_table=True,
    sections=(
        Tables(
            tables=(
                Table(
                    name="tblExperience",
                    reads_as="experience",
                    known_by=("role", "employer"),
                    capacity=12,
                    columns=(
                        Column(key="number", header="No.", width=5, kind=CellKind.WHOLE, fixed=True, look="number"),
                        Column(
                            key="role",
                            header="Post",
                            width=19,
                            allowed=_text(200, "Staff nurse, orthopedic clinic"),
                            reads_as="role",
                        ),
                        Column(
                            key="employer",
                            header="Employer",
                            width=14,
                            allowed=_text(200, "Riverside Orthopedics"),
                            reads_as="employer",
                        ),
                        *(
                            Column(
                                key=f"yrs_{name}",
                                header=f"{YEARS_TITLES[name]} (years)",
                                width=12.2,
                                kind=CellKind.NUMBER,
                                allowed=YEARS,
                                look="center",
                                reads_as=f"yrs_{name}",
                            )
                            for name in YEARS_FIELDS
                        ),
                        later("first", "First day", CellKind.DATE, a_day("2019-03-01"), 11),
                        later("last", "Last day", CellKind.DATE, a_day("2026-06-30"), 11),
                        later("hours_per_week", "Hours a week", CellKind.NUMBER, WORK_HOURS, 7),
                        later("verified_by", "Verified by", CellKind.TEXT, VERIFIED, 11),
                        later("verified_on", "Verified on", CellKind.DATE, a_day("2026-11-02"), 11, since=3),
                    ),
                ),
            ),
        ),
    ),
)

_SAYS = ",".join(
    f"INDEX({{tblLevelWords.can_{level}}},MATCH({{@competency}},{{tblLevelWords.id}},0))" for level in range(1, 5)
)
_MEANS = f'=IF({{@level}}="","",IFERROR(CHOOSE({{@level}},{_SAYS}),""))'

SKILLS = Sheet(
    name="Skills",
    role=Role.INPUT,
    title="Skills",
    purpose="How well you know each subject today, from 0 to 4. Click a cell to see what each level of its subject means, or print the sheet Levels. Empty counts as 0.",
    landscape=True,
    pages_tall=2,
    freeze_table=True,
    sections=(
        Levels(second_column=3),
        Tables(
            tables=(
                Table(
                    name="tblSkills",
                    reads_as="ratings",
                    row_key="competency",
                    filters=True,
                    columns=(
                        Column(
                            key="competency", header="Id", width=13, fixed=True, reads_as="competency", look="quiet"
                        ),
                        Column(key="domain", header="Side", width=11, fixed=True),
                        Column(key="name", header="Subject", width=27, fixed=True, look="strong"),
                        Column(key="meaning", header="What it means", width=42, fixed=True),
                        Column(
                            key="level",
                            header="My level (0-4)",
                            width=9,
                            kind=CellKind.WHOLE,
                            allowed=Allowed(
                                "0 none, 1 aware, 2 working, 3 independent, 4 expert. The scale stands at the top of the sheet.",
                                choices="list_levels",
                            ),
                            look="center",
                            reads_as="level",
                            prompted=True,
                        ),
                        Column(
                            key="means", header="What my level means", width=30, look="help", formula=_MEANS, since=3
                        ),
                        *(
                            Column(
                                key=focus.value,
                                header=focus.title,
                                width=11.5,
                                kind=CellKind.WHOLE,
                                fixed=True,
                                look="center",
                            )
                            for focus in FOCUS_AREAS
                        ),
                    ),
                ),
            ),
        ),
    ),
)

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
                    allowed=_text(2000, "keeps night shifts until hired"),
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
                    allowed=_dollars(6000),
                    since=2,
                    help="Empty: only the money you can spend, above, limits the plan.",
                ),
                Field(
                    name="in_savings_floor_usd",
                    label="Never less than",
                    kind=CellKind.MONEY,
                    allowed=_dollars(2000),
                    since=2,
                    help="No step is planned that would take your savings below this before you are ready.",
                ),
                Field(
                    name="in_monthly_income_usd",
                    label="Income a month, after taxes",
                    kind=CellKind.MONEY,
                    allowed=_dollars(2800),
                    since=2,
                    help="From your present work. A new full-time post on the way replaces it.",
                ),
                Field(
                    name="in_monthly_costs_usd",
                    label="Living costs a month",
                    kind=CellKind.MONEY,
                    allowed=_dollars(2600),
                    since=2,
                    help="Everything but the plan itself: rent, food, loans, car.",
                ),
                Field(
                    name="in_employer_pays_usd",
                    label="Your employer pays back, a calendar year",
                    kind=CellKind.MONEY,
                    allowed=_dollars(1500),
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

INPUT_SHEETS = (PROFILE, EXPERIENCE, SKILLS, EVIDENCE, PREFERENCES, TARGETS)
