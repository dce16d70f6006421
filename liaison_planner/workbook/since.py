"""Which answers have changed since the plan in a workbook was made, each with its sheet and cell."""

from collections.abc import Iterator

from liaison_planner import __version__
from liaison_planner.domain.issue import Issue, Place, info
from liaison_planner.domain.kept import Kept, KeptPlan
from liaison_planner.domain.profile import Profile
from liaison_planner.workbook.book import Book
from liaison_planner.workbook.references import cell_name
from liaison_planner.workbook.schema import fields, tables

_MEND = "Plan again to take it in: «Update progress», or liaison-planner replan FILE --in-place."
_NOT_ANSWERS = ("person_id", "no_seat")
_TABLE_OF = {
    "years": "tblExperience",
    "posts": "tblExperience",
    "self_ratings": "tblSkills",
    "values": "tblValues",
    "licences": "tblLicences",
    "certificates": "tblCertificates",
    "gates": "tblGates",
    "degrees": "tblDegrees",
    "credential_notes": "tblCredentialNotes",
    "proofs": "tblProofs",
    "periods": "tblPeriods",
    "pins": "tblChoices",
    "excludes": "tblChoices",
    "done": "tblChoices",
    "focus_preference": "tblFocus",
    "employer_pays_for": "tblEmployerPays",
    "progress": "tblPlan",
}
"""Where the answers of a list stand."""


def changed_since(book: Book, kept: Kept, now: Profile) -> tuple[Issue, ...]:
    """Each answer that is another one than when the plan was made, with both values; a newer planner is told too."""
    if kept.current is None:
        return ()
    return (*_answers(book, kept.current, now), *_planner(kept.current))


def _answers(book: Book, made: KeptPlan, now: Profile) -> Iterator[Issue]:
    told: set[str] = set()
    for name in (name for name in Profile.model_fields if name not in _NOT_ANSWERS):
        was, is_now = getattr(made.profile, name), getattr(now, name)
        if _said(made.profile, name) == _said(now, name):
            continue
        field = fields().get(f"in_{name}")
        if field is not None:
            what = f"«{field.label}» was {_words(was)} when the plan of {made.plan.today} was made and is {_words(is_now)} now."
            yield info("answer_changed", _field_place(book, field.name), what, _MEND)
        elif (table := _TABLE_OF[name]) not in told:
            told.add(table)
            what = f"The rows of this table have changed since the plan of {made.plan.today} was made."
            yield info("answer_changed", _table_place(book, table), what, _MEND)


def _said(profile: Profile, name: str) -> object:
    """What the person has said, without what follows from it with the days that pass: the years of a post that goes on."""
    if name == "years" and profile.posts:
        return None
    if name == "posts":
        return [post.model_dump(exclude={"counts"}) for post in profile.posts]
    return profile.model_dump(include={name})


def _planner(made: KeptPlan) -> Iterator[Issue]:
    version = made.plan.stamp.planner_version
    if version != __version__:
        what = f"The plan of {made.plan.today} was made by planner {version}; this one is {__version__}."
        yield info("planner_changed", Place(), what, _MEND)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.10g}"
    return "empty" if value is None or not str(value) else f"«{value}»" if isinstance(value, str) else str(value)


def _field_place(book: Book, name: str) -> Place:
    found = book.names.get(name)
    return (
        Place() if found is None else Place(sheet=found[0], cell=cell_name(found[1].first_row, found[1].first_column))
    )


def _table_place(book: Book, name: str) -> Place:
    placed = book.tables.get(tables()[name].name.casefold())
    return Place() if placed is None else Place(sheet=placed.sheet)
