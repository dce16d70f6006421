"""Which steps close which gaps, and when."""

from collections.abc import Sequence

from liaison_planner.domain.plan import Gap
from liaison_planner.domain.requirement import AnyOf, CompetencyLevel, Condition, Years
from liaison_planner.domain.standing import Standing
from liaison_planner.gaps.analysis import OpenNeed
from liaison_planner.planning.steps import Step


def close_gaps(needs: Sequence[OpenNeed], steps: Sequence[Step], outset: Standing) -> tuple[Gap, ...]:
    """Each need with the steps that close it and the day it is met.

    A need that stays open has no day, and names the steps that bring it as near as it comes.
    """
    in_order = sorted(steps, key=lambda step: (step.finish, step.offering.id))
    return tuple(_gap(need, in_order, outset) for need in needs)


def _gap(need: OpenNeed, steps: Sequence[Step], outset: Standing) -> Gap:
    contributors = _contributors(need.term, steps, outset) if need.term else []
    closers = _enough(need.term, contributors, outset)
    met = bool(need.term) and not outset.after(step.offering for step in closers).open_terms((need.term,))
    return Gap(
        id=need.id,
        kind=need.kind,
        have=need.have,
        need=need.need,
        priority=need.priority,
        closed_by=tuple(step.offering.id for step in closers),
        closed_on=closers[-1].finish if met else None,
        half=need.half,
    )


def _contributors(term: AnyOf, steps: Sequence[Step], outset: Standing) -> list[Step]:
    """The steps after which the term is nearer to being met than before, up to the one that meets it."""
    found: list[Step] = []
    standing = outset
    for step in steps:
        after = standing.after([step.offering])
        if _progress(term, after) > _progress(term, standing):
            found.append(step)
        if not after.open_terms((term,)):
            break
        standing = after
    return found


def _enough(term: AnyOf, contributors: list[Step], outset: Standing) -> list[Step]:
    """The last contributor where it gets as far alone (levels do), all of them where they add up (years do)."""
    alone = contributors[-1:]
    together = _progress(term, outset.after(step.offering for step in contributors))
    return alone if _progress(term, outset.after(step.offering for step in alone)) == together else contributors


def _progress(term: AnyOf, standing: Standing) -> tuple[bool, int]:
    """Whether the term is met and, while it is not, how far its alternatives have come together."""
    met = not standing.open_terms((term,))
    return met, 0 if met else sum(_amount(condition, standing) for condition in term)


def _amount(condition: Condition, standing: Standing) -> int:
    match condition:
        case CompetencyLevel(name, level):
            return min(level, standing.levels.get(name, 0))
        case Years(field, tenths):
            return min(tenths, standing.tenths.get(field, 0))
        case _:
            return int(standing.holds(condition))
