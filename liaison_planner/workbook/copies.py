"""The copies of one workbook that are to be merged, what stands in the way of it, and where they started from."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from liaison_planner.domain.cell import not_calculated
from liaison_planner.domain.issue import Issue, Place, Severity, error
from liaison_planner.domain.kept import Agreed, Kept
from liaison_planner.views import Content
from liaison_planner.views.wording import day_words
from liaison_planner.workbook.answers import answers_in, place_of, shapes, uncalculated_in
from liaison_planner.workbook.kept import kept_in
from liaison_planner.workbook.layout import CLEAN_COPY, layout_of
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.package import UnreadableError
from liaison_planner.workbook.read import read_inputs
from liaison_planner.workbook.schema import SCHEMA_VERSION, carried_tables
from liaison_planner.workbook.snapshot import from_text

_PERSON = "in_person_id"


@dataclass(frozen=True)
class Copy:
    """One copy: its file name and the workbook, taken apart."""

    name: str
    original: Original

    @cached_property
    def answers(self) -> Content:
        return answers_in(self.original)

    @cached_property
    def kept(self) -> Kept:
        return kept_in(self.original)


@dataclass(frozen=True)
class Start:
    """The answers from which both copies started, and what they are called."""

    answers: Content
    words: str


def copy_of(name: str, package: bytes) -> Copy | tuple[Issue, ...]:
    """A copy by its file's name, or why it is none of ours."""
    try:
        copy = Copy(name, Original(package))
        layout_of(copy.original.book)
    except UnreadableError as fault:
        what = f"{name}: {fault.issue.what}"
        return (fault.issue.model_copy(update={"what": what, "sheet": fault.issue.sheet or name}),)
    return copy


def problems(copy: Copy) -> tuple[Issue, ...]:
    """Why a copy of ours cannot be merged."""
    if layout_of(copy.original.book) < SCHEMA_VERSION:
        what = f"«{copy.name}» has the layout of an older planner."
        fix = "Run liaison-planner plan FILE: that makes a copy with the newest layout. Merge that one."
        return (error("older_schema", Place(sheet=copy.name), what, fix),)
    raw = read_inputs(copy.original.book.package.data)
    found = raw if isinstance(raw, tuple) else raw.found
    lost = [issue for issue in found if issue.severity is Severity.ERROR]
    lost += _without_words(copy)
    lost += map(not_calculated, uncalculated_in(copy.original))
    return tuple(issue.model_copy(update={"what": f"{copy.name}: {issue.what}"}) for issue in lost)


def _without_words(copy: Copy) -> Iterator[Issue]:
    """A copy that has lost a place for words beside the steps: they would be taken for removed."""
    for table in carried_tables().values():
        placed = copy.original.book.tables.get(table.name.casefold())
        columns = (table.column(key) for key in shapes()[table.name].columns)
        gone = [column.header for column in columns if placed is None or not placed.column(column.heading)]
        if gone:
            what = f"The column «{gone[0]}» of the table {table.name} is no longer in this file."
            yield error("missing_column", Place(sheet=placed.sheet if placed else ""), what, CLEAN_COPY)


def start_of(coach: Copy, participant: Copy) -> Start | Issue:
    """The last agreement that both copies hold with the answers as they were then."""
    theirs = {each.version: each for each in participant.kept.agreed}
    common = [each for each in coach.kept.agreed if is_same(each, theirs.get(each.version))]
    with_answers = [each for each in common if each.answers]
    if not with_answers:
        older = " but one of an older planner, which did not keep the answers with it" if common else ""
        what = (
            f"«{coach.name}» and «{participant.name}» hold no agreement in common{older}, so nobody can tell who changed "
            "what."
        )
        fix = (
            "Name the version that both started from: --base AGREED.xlsx. From now on run liaison-planner agree FILE "
            "before you hand out copies."
        )
        return error("no_common_agreement", place_of(coach.original, "out_agreed_line"), what, fix)
    last = with_answers[-1]
    return Start(from_text(last.answers), f"agreement {last.version} of {day_words(last.on)}")


def is_same(one: Agreed, other: Agreed | None) -> bool:
    """Whether both mean the same agreement."""
    return other is not None and (one.on, one.plan, one.answers) == (other.on, other.plan, other.answers)


def another_person(copy: Copy, other: Copy) -> Issue | None:
    """The two copies are somebody else's."""
    here, there = (each.answers.fields.get(_PERSON) for each in (copy, other))
    if str(here or "").strip().casefold() == str(there or "").strip().casefold():
        return None
    what = f"«{copy.name}» is the workbook of «{here}», «{other.name}» that of «{there}»."
    fix = "Choose two copies of one person's workbook; if it is the same person, write the same short name in both."
    return error("different_persons", place_of(other.original, _PERSON), what, fix)
