"""The sheets to look things up in: offerings, routes and facts, the lists behind the choices, and about this file."""

from liaison_planner.domain.vocabulary import FOCUS_AREAS
from liaison_planner.workbook.schema_model import (
    CellKind,
    Column,
    DropDowns,
    Facts,
    Field,
    Lines,
    Role,
    Sheet,
    Table,
    Tables,
)

SCHEMA_VERSION = 3
"""Counts up when a file of the old layout can no longer be filled by the new planner, or the other way round.

Inputs that a layout adds say so with `since`: files of older layouts are read without them, and their plan is written
into a copy with the newest layout.
"""


def _fixed(key: str, header: str, width: float = 0, kind: CellKind = CellKind.TEXT, look: str = "") -> Column:
    return Column(key=key, header=header, width=width, kind=kind, look=look, fixed=True)


def _screen(key: str, header: str, width: float) -> Column:
    return Column(key=key, header=header, width=width, look="quiet", fixed=True, printed=False)


CATALOGUE = Sheet(
    name="Catalogue",
    role=Role.REFERENCE,
    title="Catalogue",
    purpose="Every course, certification, mentorship, internship, job and degree that a plan can choose from. An estimate is our guess: check before you pay.",
    landscape=True,
    freeze_columns=3,
    freeze_table=True,
    sections=(
        Tables(
            tables=(
                Table(
                    name="tblCatalogue",
                    filters=True,
                    columns=(
                        _fixed("id", "Id", 20, look="quiet"),
                        _fixed("kind", "Kind", 14),
                        _fixed("title", "Title", 40, look="strong"),
                        _fixed("provider", "Provider", 22),
                        _fixed("hours", "Hours", 9, CellKind.NUMBER),
                        _fixed("weeks", "Weeks at least", 9, CellKind.WHOLE),
                        _fixed("cost", "Cost (USD)", 10, CellKind.MONEY),
                        _fixed("trust", "How sure", 14),
                        _fixed("prerequisites", "Needs first", 36),
                        _fixed("teaches", "Raises you to level", 52),
                        _screen("range", "Could range", 36),
                        _screen("awards", "Gives", 44),
                        _screen("starts", "Starts", 18),
                        _screen("delivery", "How", 18),
                        _screen("as_of", "As of", 12),
                        _screen("source", "Source", 160),
                    ),
                ),
            ),
        ),
    ),
)

LEVELS = Sheet(
    name="Levels",
    role=Role.REFERENCE,
    title="Levels",
    purpose="What somebody can do at each level, subject by subject: the sentences to rate yourself by. The wording is ours, an estimate; level 0 is not having met the subject.",
    landscape=True,
    freeze_columns=2,
    freeze_table=True,
    sections=(
        Tables(
            tables=(
                Table(
                    name="tblLevelWords",
                    since=3,
                    columns=(
                        _fixed("id", "Id", 17, look="quiet"),
                        _fixed("name", "Subject", 30, look="strong"),
                        *(
                            _fixed(f"can_{level}", f"{level} {name}", 33)
                            for level, name in enumerate(("aware", "working", "independent", "expert"), start=1)
                        ),
                    ),
                ),
            ),
        ),
    ),
)

ROUTES = Sheet(
    name="Routes",
    role=Role.REFERENCE,
    title="Routes",
    purpose="The ways to qualify. Besides the levels on Skills, one route must be complete, and the kind of employer you want must accept it.",
    landscape=True,
    freeze_table=True,
    sections=(
        Tables(
            tables=(
                Table(
                    name="tblRoutes",
                    columns=(
                        _fixed("id", "Id", 7, look="quiet"),
                        _fixed("name", "Route", 34, look="strong"),
                        _fixed("needs", "What it takes", 46),
                        _fixed("description", "In a sentence", 46),
                        *(_fixed(focus.value, f"Accepted: {focus.title}", 16) for focus in FOCUS_AREAS),
                        _fixed("trust", "How sure", 14),
                        _screen("source", "Source", 160),
                    ),
                ),
            ),
        ),
    ),
)

FACTS = Sheet(
    name="Facts",
    role=Role.REFERENCE,
    title="Facts",
    purpose="Rules, pay and other figures worth knowing before the first interview. None of this is legal advice.",
    landscape=True,
    freeze_table=True,
    sections=(
        Tables(
            tables=(
                Table(
                    name="tblFacts",
                    columns=(
                        _fixed("id", "Id", 8, look="quiet"),
                        _fixed("topic", "Topic", 17),
                        _fixed("fact", "Figure or rule", 66, look="strong"),
                        _fixed("value", "Value", 26),
                        _fixed("as_of", "As of", 13),
                        _fixed("trust", "Kind of source", 15),
                        _screen("source", "Source", 160),
                    ),
                ),
            ),
        ),
    ),
)

LISTS = Sheet(
    name="Lists",
    role=Role.CONTROL,
    title="Lists",
    purpose="What the drop-down lists offer. Nothing to do here.",
    form_widths=(10, 10, 10, 22, 40, 38, 14, 14, 48, 56, 100, 56, 46, 18, 10, 14, 14),
    landscape=True,
    hidden=True,
    sections=(DropDowns(),),
)

ABOUT = Sheet(
    name="About",
    role=Role.CONTROL,
    title="About",
    purpose="Which versions made this file, and what it is not.",
    form_widths=(30, 100),
    sections=(
        Facts(
            heading="This file",
            fields=(
                Field(name="out_template_version", label="Template made by planner"),
                Field(name="out_schema_version", label="Layout (schema) version", kind=CellKind.WHOLE),
                Field(name="out_catalogue_version", label="Catalogue in this file"),
            ),
        ),
        Facts(
            heading="The plan in it",
            fields=(
                Field(name="out_planner_version", label="Computed by planner", initial="No plan yet"),
                Field(name="out_plan_catalogue", label="With catalogue"),
                Field(name="out_plan_today", label="As of", kind=CellKind.DATE),
                Field(name="out_inputs_hash", label="Stamp of the answers"),
                Field(name="out_proof", label="How good it is"),
            ),
        ),
        Lines(
            heading="Good to know",
            lines=(
                (
                    "Not legal advice",
                    "Rules on gifts, pay and privacy change. Ask a lawyer or compliance officer before you act on them.",
                ),
                (
                    "Estimates",
                    "Prices, hours and required levels are list prices, published figures or our own estimates; the column «How sure» on Catalogue says which.",
                ),
                (
                    "Sources",
                    "Each row of Catalogue and Routes names where it comes from and from when. Check prices with the provider.",
                ),
                (
                    "Your data",
                    "Nothing leaves your computer: this file links to nothing outside, and its macros, if it has any (.xlsm), run only when you click.",
                ),
                ("A clean copy", "Run: liaison-planner init NEW.xlsx"),
                ("Contact", "Questions about your plan: the coach or organization that gave you this file."),
                (
                    "Drop-down lists",
                    "They stand on the hidden sheet Lists, and the answers of the last plan on Planned: right-click a tab > Unhide.",
                ),
                (
                    "Protection",
                    "The sheets are protected without a password, so that labels and results stay whole: Review > Unprotect Sheet lifts it.",
                ),
                (
                    "On paper",
                    "Every sheet is set up to print by itself. For a talk: click the tab Start, hold Ctrl and click Plan, Timeline and Agreement, then print.",
                ),
                ("License", "BSD 3-Clause. Free to use, change and share; no warranty."),
            ),
        ),
        Tables(
            heading="Changes of this template",
            tables=(
                Table(
                    name="tblChangeLog",
                    columns=(_fixed("version", "Version"), _fixed("change", "What changed")),
                ),
            ),
        ),
    ),
)
