"""The sheets a person fills in: every question, what it accepts and how it is explained."""

from liaison_planner.domain.vocabulary import FOCUS_AREAS, YEARS_FIELDS, YEARS_TITLES
from liaison_planner.workbook.schema_allowed import FORM_WIDTHS, YES_NO, a_day, a_text
from liaison_planner.workbook.schema_evidence import EVIDENCE, VERIFIED, later
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
from liaison_planner.workbook.schema_preferences import PREFERENCES
from liaison_planner.workbook.schema_targets import TARGETS

WORK_HOURS = Allowed("Hours of work a week as a number from 1 to 100, for example 36.", 1, 100)

LICENCE = Allowed(
    "Choose from the list, for example Registered nurse (RN). What is not in the list counts for no route.",
    choices="list_licences",
)
CERTIFICATE = Allowed(
    "Choose from the list, for example HubSpot Inbound. What is not in the list counts for no route.",
    choices="list_certificates",
)
YEARS = Allowed("Years as a number from 0 to 60, for example 2.5. Leave it empty for none.", 0, 60)


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
                    allowed=a_text(100, "Maria or P01"),
                    required=True,
                    help="Appears in file names and on the plan. It need not be your real name.",
                ),
                Field(
                    name="in_label",
                    label="You in a few words",
                    allowed=a_text(200, "Orthopedic clinic nurse"),
                    help="Shown as the title of your plan.",
                ),
                Field(
                    name="in_background",
                    label="Background",
                    allowed=a_text(2000, "registered nurse, 8 years, the last 4 in an orthopedic clinic"),
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
                            allowed=a_text(200, "Staff nurse, orthopedic clinic"),
                            reads_as="role",
                        ),
                        Column(
                            key="employer",
                            header="Employer",
                            width=14,
                            allowed=a_text(200, "Riverside Orthopedics"),
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

INPUT_SHEETS = (PROFILE, EXPERIENCE, SKILLS, EVIDENCE, PREFERENCES, TARGETS)
