"""Which activities can be left out because another one is at least as good in every respect."""

from collections import defaultdict
from collections.abc import Mapping

from liaison_planner.scheduling.problem import Activity, Mode, Problem


def undominated(problem: Problem) -> tuple[Activity, ...]:
    """The activities without those that another one beats; of equals the first stays.

    Exchanging a beaten activity for the one that beats it keeps every limit, makes the same facts true no later, and
    makes no objective worse.
    """
    gives = _gives(problem)
    position = {activity.name: index for index, activity in enumerate(problem.activities)}
    kept: dict[str, Activity] = {}
    for index, activity in enumerate(problem.activities):
        rivals = [problem.activities[position[name]] for name in _rivals(activity, gives, problem) if name in position]
        beaten = not activity.must and any(
            _beats(rival, activity, gives, problem)
            for rival in rivals
            if rival.name in kept or (position[rival.name] > index and not _beats(activity, rival, gives, problem))
        )
        if not beaten:
            kept[activity.name] = activity
    return tuple(kept.values())


def _rivals(activity: Activity, gives: Mapping[str, Mapping[str, int]], problem: Problem) -> list[str]:
    """Activities that give at least the rarest of what this one gives; only they could beat it."""
    facts = [problem.facts[name].providers for name in gives[activity.name]]
    if not facts:
        return [other.name for other in problem.activities if other is not activity]
    return [name for name, _ in min(facts, key=len) if name != activity.name]


def _gives(problem: Problem) -> Mapping[str, Mapping[str, int]]:
    """What each activity contributes to the facts that something asks for."""
    clauses = [goal.clause for goal in problem.goals]
    clauses += [clause for route in problem.routes for clause in route.clauses]
    clauses += [clause for activity in problem.activities for clause in activity.requires]
    asked = {fact for clause in clauses for fact in clause}
    gives: dict[str, dict[str, int]] = defaultdict(dict)
    for name in sorted(asked & problem.facts.keys()):
        for provider, amount in problem.facts[name].providers:
            gives[provider][name] = amount
    return gives


def _beats(one: Activity, other: Activity, gives: Mapping[str, Mapping[str, int]], problem: Problem) -> bool:
    enough = all(gives[one.name].get(fact, 0) >= problem.facts[fact].need for fact in gives[other.name])
    return (
        enough
        and one.penalty <= other.penalty
        and one.gain >= other.gain
        and (one.leaves is None or (other.leaves is not None and other.leaves <= one.leaves))
        and (other.ends_grants or not one.ends_grants)
        and set(one.requires) <= set(other.requires)
        and (one.starts is None or (other.starts is not None and other.starts <= one.starts))
        and (other.unbroken or not one.unbroken)
        and all(any(_mode_beats(mine, theirs) for mine in one.modes) for theirs in other.modes)
    )


def _mode_beats(one: Mode, other: Mode) -> bool:
    """Whether the one fits into every window, with the work, that the other could have."""
    longest = one.longest is None or (other.longest is not None and other.longest <= one.longest)
    return (
        longest
        and one.periods <= other.periods
        and one.cost <= other.cost
        and (one.grant == other.grant or (not one.cost and not one.grant))
        and (one.starts is None or (other.starts is not None and other.starts <= one.starts))
        and one.effort <= other.effort
        and (one.rate >= other.rate or one.effort == 0)
        and _within(one.loads, other.loads)
        and _within(one.uses, other.uses)
    )


def _within(small: tuple[tuple[str, int], ...], large: tuple[tuple[str, int], ...]) -> bool:
    most = dict(large)
    return all(amount <= most.get(name, 0) for name, amount in small)
