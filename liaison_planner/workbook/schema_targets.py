"""The sheet on which a person says where to work and what kind of plan it should be, and sees at once what that asks."""

from liaison_planner.workbook.schema_allowed import YES_NO
from liaison_planner.workbook.schema_model import Allowed, CellKind, Column, Field, Form, Role, Sheet, Table, Tables

_FIRST_CHOICE = "MATCH(INDEX({tblFocus.focus},1),{tblSkills#focus},0)"
_ROW = "MATCH({@name},{tblSkills.name},0)"
_HELD = f"IFERROR(N(INDEX({{tblSkills.level}},{_ROW})),0)"
_ASKED = f'=IFERROR(INDEX({{tblSkills:focus}},{_ROW},{_FIRST_CHOICE}),"")'
_BAR = f'=IF({{@asked}}="","",REPT("●",MIN({{@asked}},{_HELD}))&REPT("○",MAX(0,{{@asked}}-{_HELD})))'
_WORDS = (
    '=IF({@asked}="","Choose a kind of employer above.",IF({@asked}=0,"Not asked for.",'
    f'IF({_HELD}>={{@asked}},"You are there.","Raise it from level "&{_HELD}&" to level "&{{@asked}}&".")))'
)
_ACCEPTED = f'=IFERROR(INDEX({{tblRoutes:focus}},MATCH({{@name}},{{tblRoutes.name}},0),{_FIRST_CHOICE}),"")'
"""`{tblX:focus}` stands for the four columns of the kinds of employer, `{tblX#focus}` for their headers."""

TARGETS = Sheet(
    name="Targets",
    role=Role.INPUT,
    title="Targets",
    purpose="Where you want to work and what kind of plan you want. Below, what your first choice asks for changes as you choose.",
    form_widths=(36, 42, 15, 74),
    sections=(
        Tables(
            heading="Where you want to work",
            note="The plan is for your first choice; the others are compared with it.",
            tables=(
                Table(
                    name="tblFocus",
                    reads_as="focus",
                    capacity=4,
                    columns=(
                        Column(key="rank", header="Choice", fixed=True),
                        Column(
                            key="focus",
                            header="Kind of employer",
                            kind=CellKind.CHOICE,
                            allowed=Allowed("Choose from the list, for example Medical school.", choices="list_focus"),
                            required=True,
                            reads_as="focus",
                        ),
                    ),
                ),
            ),
        ),
        Form(
            heading="What kind of plan",
            fields=(
                Field(
                    name="in_objective",
                    label="The plan should be",
                    kind=CellKind.CHOICE,
                    allowed=Allowed("Choose fastest, cheapest or balanced.", choices="list_objectives"),
                    help="Fastest is used when this is empty.",
                ),
                Field(
                    name="in_firm_routes_only",
                    label="Only routes that employers firmly accept",
                    kind=CellKind.CHOICE,
                    allowed=YES_NO,
                    help="No also allows routes that only some employers accept.",
                ),
            ),
        ),
        Tables(
            heading="What your first choice asks for",
            note="The levels, from 0 to 4, are estimates from postings and guides. Yours come from the sheet Skills.",
            tables=(
                Table(
                    name="tblTargets",
                    since=2,
                    row_key="name",
                    columns=(
                        Column(key="name", header="Subject", fixed=True, look="strong"),
                        Column(key="words", header="Where you stand", formula=_WORDS),
                        Column(key="asked", header="Level asked", kind=CellKind.WHOLE, formula=_ASKED),
                        Column(key="bar", header="● you have, ○ you need", look="bar", formula=_BAR),
                    ),
                ),
            ),
        ),
        Tables(
            heading="Routes that your first choice accepts",
            note="One of them has to be complete before you are ready; the sheet Routes says more.",
            tables=(
                Table(
                    name="tblTargetRoutes",
                    since=2,
                    row_key="name",
                    columns=(
                        Column(key="name", header="Route", fixed=True, look="strong"),
                        Column(key="needs", header="What it takes", fixed=True, look="help"),
                        Column(key="accepted", header="Accepted", formula=_ACCEPTED),
                        Column(key="description", header="In a sentence", fixed=True, look="help"),
                    ),
                ),
            ),
        ),
    ),
)
