"""Two copies of one workbook as one: the coach's copy with the answers that come out of merging both."""

from collections.abc import Iterator
from datetime import date

from liaison_planner.domain.issue import Issue
from liaison_planner.domain.kept import Kept
from liaison_planner.domain.merge import Clash, Merge, Side
from liaison_planner.merging import Difference, Shape, merge
from liaison_planner.merging.model import Where
from liaison_planner.merging.same_rows import plain
from liaison_planner.views import merged_content
from liaison_planner.views.wording import day_words
from liaison_planner.workbook.answers import place_of, shapes
from liaison_planner.workbook.copies import Copy, Start, another_person, copy_of, is_same, problems, start_of
from liaison_planner.workbook.fill import TooManyRowsError
from liaison_planner.workbook.kept import kept_content
from liaison_planner.workbook.merge_into import merged_into
from liaison_planner.workbook.merge_words import change_of, clash_of
from liaison_planner.workbook.own_cells import own_cells
from liaison_planner.workbook.planned import with_age
from liaison_planner.workbook.schema import fields, tables


def merged_from(
    coach: tuple[str, bytes],
    participant: tuple[str, bytes],
    on: date,
    *,
    base: tuple[str, bytes] | None,
    prefer: Side,
) -> tuple[bytes, Merge] | tuple[Issue, ...]:
    """The merged workbook and what the merge did, or everything that stands in its way."""
    names = (coach, participant, *((base,) if base else ()))
    found = [copy_of(*each) for each in names]
    issues = tuple(issue for each in found for issue in (each if isinstance(each, tuple) else problems(each)))
    copies = [each for each in found if isinstance(each, Copy)]
    if issues:
        return issues
    strangers = tuple(issue for each in copies[1:] if (issue := another_person(copies[0], each)) is not None)
    if strangers:
        return strangers
    start = Start(copies[2].answers, f"«{copies[2].name}»") if base else start_of(*copies)
    if isinstance(start, Issue):
        return (start,)
    try:
        return merged_copies(copies[0], copies[1], start, on, prefer)
    except TooManyRowsError as fault:
        both = f"Together «{coach[0]}» and «{participant[0]}» have too many rows: {fault}."
        fix = "Take rows out of one of the copies that are no longer needed, and merge again."
        return (fault.issue.model_copy(update={"what": both, "how_to_fix": fix, "sheet": _sheet(copies[0], fault)}),)


def _sheet(copy: Copy, fault: TooManyRowsError) -> str:
    placed = copy.original.book.tables.get(fault.name.casefold())
    return placed.sheet if placed else ""


def merged_copies(coach: Copy, participant: Copy, start: Start, on: date, prefer: Side) -> tuple[bytes, Merge]:
    """The coach's copy with the merged answers, and what the merge did, which the sheet History tells too.

    Plans, agreements and all other sheets are those of the coach's copy. TooManyRowsError if both together have more of
    something than the sheet has rows for.
    """
    found = merge(start.answers, coach.answers, participant.answers, shapes(), prefer)
    differences = [each for each in found.differences if not _placeless(each.where, coach)]
    differences += [*_without_a_cell(coach, participant, start), *_without_a_row(coach, participant, start)]
    clashes = [clash_of(each, coach.original, participant.original) for each in differences]
    clashes += [*_plans(coach, participant, start), *own_cells(coach.original.book, participant.original.book)]
    made = Merge(
        on=on,
        against=start.words,
        coach_copy=coach.name,
        participant_copy=participant.name,
        from_coach=found.from_coach,
        from_participant=found.from_participant,
        from_both=found.from_both,
        clashes=tuple(_in_order(clashes, coach)),
        changes=tuple(
            change_of(each, coach.original, participant.original)
            for each in found.taken
            if not _placeless(each.where, coach)
        ),
    )
    kept = coach.kept.model_copy(update={"merged": made})
    written = merged_into(coach, participant, found, merged_content(kept) | kept_content(kept))
    return with_age(written), made


def _plans(coach: Copy, participant: Copy, start: Start) -> Iterator[Clash]:
    """A plan or an agreement that only the participant's copy has; the coach's stay."""
    ours, theirs = coach.kept, participant.kept
    place = place_of(participant.original, "out_plan_line")
    if theirs.current is not None and not ours.shows(theirs.current.plan):
        yield Clash(
            what="The plan itself, which is computed again after a merge",
            coach_place=place_of(coach.original, "out_plan_line"),
            participant_place=place,
            agreed=start.words,
            coach=_plan_words(ours),
            participant=_plan_words(theirs),
            stands=Side.COACH,
        )
    for agreed in theirs.agreed:
        if not any(is_same(agreed, each) for each in ours.agreed):
            yield Clash(
                what="An agreement that only the participant's copy has",
                coach_place=place_of(coach.original, "out_agreed_line"),
                participant_place=place_of(participant.original, "out_agreed_line"),
                agreed=start.words,
                coach="empty",
                participant=f"agreement {agreed.version} of {day_words(agreed.on)}",
                stands=Side.COACH,
            )


def _plan_words(kept: Kept) -> str:
    if not kept.history:
        return "no plan"
    made = kept.history[0]
    ready = f", ready {day_words(made.ready)}" if made.ready else ""
    return f"plan {made.number} of {day_words(made.on)}{ready}, ${made.cost_usd:,.0f} to pay"


def _in_order(clashes: list[Clash], coach: Copy) -> list[Clash]:
    """By sheets as their tabs stand."""
    order = list(coach.original.book.sheets)
    known = [clash for clash in clashes if clash.coach_place.sheet in order]
    other = [clash for clash in clashes if clash.coach_place.sheet not in order]
    return [*sorted(known, key=lambda each: order.index(each.coach_place.sheet)), *other]


def _placeless(where: Where, coach: Copy) -> bool:
    """Whether the coach's copy has no cell or row for it, and gets none: of rows that stand there from the start."""
    if where.name in fields():
        return where.name not in coach.answers.fields
    shape = shapes().get(where.name)
    standing = shape is not None and shape.shape is Shape.STANDING and tables()[where.name].carried is None
    return standing and where.coach_row is None


def _without_a_cell(coach: Copy, participant: Copy, start: Start) -> Iterator[Difference]:
    """What the participant has changed in single cells that the coach's copy has lost."""
    for name, value in participant.answers.fields.items():
        before = start.answers.fields.get(name)
        if name not in coach.answers.fields and plain(value) != plain(before):
            yield Difference(Where(name), before, None, value, Side.COACH)


def _without_a_row(coach: Copy, participant: Copy, start: Start) -> Iterator[Difference]:
    """What the participant has changed in rows that the coach's copy has lost: there is no place for it."""
    for name, shape in shapes().items():
        if shape.shape is not Shape.STANDING or tables()[name].carried:
            continue
        (key,) = shape.key
        here, was = (
            {plain(row.get(key)): row for row in each.tables.get(name, ())} for each in (coach.answers, start.answers)
        )
        for at, row in enumerate(participant.answers.tables.get(name, ())):
            before = was.get(plain(row.get(key)), {})
            for column in shape.columns if plain(row.get(key)) not in here else ():
                if plain(row.get(column)) != plain(before.get(column)):
                    where = Where(name, None, at, column)
                    yield Difference(where, before.get(column), None, row.get(column), Side.COACH)
