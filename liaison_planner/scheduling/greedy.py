"""A quick schedule for chosen activities: period by period, what can least afford to wait is served first."""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison_planner.scheduling.hours import Window, left_by
from liaison_planner.scheduling.means import grants_end_in_time, within_means
from liaison_planner.scheduling.problem import Problem
from liaison_planner.scheduling.widen import granted, suppliers
from liaison_planner.scheduling.windows import Windows


@dataclass(slots=True)
class _Task:
    """A chosen activity on its way: waiting, running or done. `due` is the last period after which it hurts."""

    window: Window
    due: int
    left: int
    start: int | None = None
    end: int | None = None

    def laxity(self, period: int) -> int:
        """How many periods it could be left alone without missing what it is due for."""
        way = self.window.way
        still = -(-self.left // way.rate) if self.left else 0
        if self.start is None:
            return self.due - period - max(still, way.periods)
        due = self.due if way.longest is None else min(self.due, self.start + way.longest)
        return due - period - still

    def pace(self, period: int) -> int:
        """The work per period that a running activity of limited length needs to be over in time."""
        longest = self.window.way.longest
        if self.start is None or longest is None:
            return 0
        return -(-self.left // max(1, self.start + longest - period))


def list_schedule(
    problem: Problem, windows: Windows, chosen: Sequence[Window], finish: int
) -> tuple[Window, ...] | None:
    """Windows in which all chosen activities are done, each begun as soon as it can be; None if that did not work out.

    Aims at the `finish`, without promising it. In each period, work goes to the running activity with the least laxity, up
    to its rate, then to the next.
    """
    due = _due(problem, windows, chosen, finish)
    schedule = _Schedule(problem, windows, [_Task(w, due[w.activity.name], w.way.effort) for w in chosen])
    for period in range(problem.horizon):
        if not schedule.step(period):
            break
    return schedule.result()


class _Schedule:
    """The state at the beginning of a period."""

    def __init__(self, problem: Problem, windows: Windows, tasks: list[_Task]) -> None:
        self.problem, self.windows = problem, windows
        self.tasks = tasks
        self.open = list(tasks)
        self.ends: dict[str, int] = {}
        self.true: set[str] = set()
        self.facts_of: dict[str, list[str]] = {}
        chosen = {task.window.activity.name for task in tasks}
        for name, fact in problem.facts.items():
            for provider, _ in fact.providers:
                if provider in chosen:
                    self.facts_of.setdefault(provider, []).append(name)

    def step(self, period: int) -> bool:
        """Starts, serves and ends activities; False once nothing is left to do."""
        self.open.sort(key=lambda task: (task.laxity(period), task.window.activity.name))
        for task in self.open:
            if task.start is None and self._can_start(task.window, period):
                task.start = period
        self._serve(period)
        ended = [task for task in self.open if self._ends(task, period + 1)]
        for task in ended:
            task.end = self.ends[task.window.activity.name] = period + 1
        for task in ended:
            self._learn(task.window.activity.name)
        self.open = [task for task in self.open if task.end is None]
        return bool(self.open)

    def _serve(self, period: int) -> None:
        """What activities of limited length need to keep up, then the rest in order of laxity."""
        running = [task for task in self.open if task.start is not None]
        room = self._capacity(period)
        used = [0] * len(running)
        paces = [min(task.pace(period), task.window.way.rate) for task in running]
        for most in (paces, [task.window.way.rate for task in running]):
            for index, task in enumerate(running):
                work = max(0, min(most[index] - used[index], task.left, room))
                used[index] += work
                task.left -= work
                room -= work

    @staticmethod
    def _ends(task: _Task, period: int) -> bool:
        return task.start is not None and not task.left and period - task.start >= task.window.way.periods

    def _learn(self, name: str) -> None:
        for fact_name in self.facts_of.get(name, ()):
            fact = self.problem.facts[fact_name]
            if sum(amount for provider, amount in fact.providers if provider in self.ends) >= fact.need:
                self.true.add(fact_name)

    def _can_start(self, window: Window, period: int) -> bool:
        activity = window.activity
        possible = period in self.windows.of_modes[activity.name][window.mode]
        ready = possible and all(not self.true.isdisjoint(clause) for clause in activity.requires)
        free = ready and all(self._free(name, load, period) for name, load in window.way.loads)
        if activity.ends_grants and any(task.window.way.grant for task in self.open):
            return False
        return free and self._can_be_kept_up(window, period)

    def _can_be_kept_up(self, window: Window, period: int) -> bool:
        """Whether an activity of limited length and all those that run already can be over in time."""
        way = window.way
        if way.longest is None:
            return True
        needed = -(-way.effort // way.longest) + sum(task.pace(period) for task in self.open)
        return needed <= self._capacity(period)

    def _capacity(self, period: int) -> int:
        """What those that run leave of the period's capacity."""
        leave = (task.window.activity.leaves for task in self.open if task.start is not None)
        return min([self.problem.capacity[period], *(amount for amount in leave if amount is not None)])

    def _free(self, name: str, load: int, period: int) -> bool:
        offered = self.problem.resources.get(name)
        if offered is None:
            return True
        running = (task.window.way for task in self.open if task.start is not None)
        taken = sum(amount for way in running for resource, amount in way.loads if resource == name)
        return taken + load <= offered[period]

    def result(self) -> tuple[Window, ...] | None:
        found = []
        for task in self.tasks:
            way = task.window.way
            if task.start is None or task.end is None or (way.longest and task.end - task.start > way.longest):
                return None
            found.append(Window(task.window.activity, task.window.mode, task.start, task.end))
        return tuple(found) if _keep_limits(self.problem, found) else None


def _keep_limits(problem: Problem, windows: Sequence[Window]) -> bool:
    """Whether no resource runs short later, nothing unbroken meets a stop, no allowance or check is overdrawn, and all that
    a grant pays for is over in time.
    """
    capacity = left_by(windows, problem.capacity)
    whole = all(all(capacity[w.start : w.end]) for w in windows if w.activity.unbroken)
    allowed = all(
        sum(w.way.cost for w in windows if allowance.first <= w.start < allowance.end) <= allowance.most
        for allowance in problem.allowances
    )
    return (
        whole
        and allowed
        and within_means(problem, windows)
        and grants_end_in_time(windows)
        and all(_enough(windows, *resource) for resource in problem.resources.items())
    )


def _enough(windows: Sequence[Window], name: str, offered: Sequence[int]) -> bool:
    loads = [(w.start, w.end, load) for w in windows if (load := dict(w.way.loads).get(name, 0))]
    return all(
        sum(load for start, end, load in loads if start <= period < end) <= amount
        for period, amount in (enumerate(offered) if loads else ())
    )


def _due(problem: Problem, windows: Windows, chosen: Sequence[Window], finish: int) -> dict[str, int]:
    """By when each activity must be over so that those that wait for it can end by the finish."""
    by_name = {window.activity.name: window for window in chosen}
    due = {name: problem.horizon if window.activity.must else finish for name, window in by_name.items()}
    for window in sorted(chosen, key=lambda each: each.start, reverse=True):
        latest_start = due[window.activity.name] - _least_length(windows, window)
        for name in granted(by_name.values()) if window.activity.ends_grants else ():
            due[name] = min(due[name], latest_start)
        for clause in window.activity.requires:
            for name in suppliers(problem, clause, by_name, window.start):
                due[name] = min(due[name], latest_start)
    return due


def _least_length(windows: Windows, window: Window) -> int:
    ends = windows.of_modes[window.activity.name][window.mode]
    return ends.get(window.start, window.end) - window.start
