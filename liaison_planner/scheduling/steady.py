"""A stricter problem in which all work goes at an even pace: whoever solves it has solved the real one, if not at its best."""

from dataclasses import replace
from math import ceil

from liaison_planner.scheduling.hours import Window
from liaison_planner.scheduling.problem import Activity, Mode, Problem
from liaison_planner.scheduling.windows import Windows

WORK = "work at an even pace"
STEP = 1.3
"""Each length is about a third longer than the one before."""
MOST_LENGTHS = 8


def at_even_pace(problem: Problem, windows: Windows) -> Problem:
    """The problem with work as a load of fixed lengths, which the solver places without any relaxation.

    For problems with one mode for each activity. Nothing that has work runs through a period without capacity.
    """
    activities = tuple(replace(each, modes=_modes(each, windows, problem.horizon)) for each in problem.activities)
    return replace(problem, activities=activities, resources={**problem.resources, WORK: problem.capacity})


def as_they_are(problem: Problem, steady: tuple[Window, ...]) -> tuple[Window, ...]:
    """Windows of the stricter problem as windows of the real one, whose activities have one mode each."""
    activities = {activity.name: activity for activity in problem.activities}
    return tuple(Window(activities[w.activity.name], 0, w.start, w.end) for w in steady)


def _modes(activity: Activity, windows: Windows, horizon: int) -> tuple[Mode, ...]:
    mode = activity.modes[0]
    if not mode.effort:
        return activity.modes
    ends = windows.of_modes[activity.name][0]
    length = min((end - start for start, end in ends.items()), default=mode.periods)
    longest = min(mode.longest or horizon, horizon)
    lengths = [length]
    while len(lengths) < MOST_LENGTHS and (length := max(length + 1, int(length * STEP))) <= longest:
        lengths.append(length)
    return tuple(
        replace(mode, periods=n, longest=n, effort=0, rate=0, loads=(*mode.loads, (WORK, ceil(mode.effort / n))))
        for n in lengths
    )
