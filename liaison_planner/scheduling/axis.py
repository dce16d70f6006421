"""The time axis of working periods only, on which activities that pause have a constant length."""

from bisect import bisect_left
from dataclasses import dataclass

from liaison_planner.scheduling.problem import Activity, Problem, Run


@dataclass(frozen=True, slots=True)
class Axis:
    """Maps positions 0, 1, … to the periods that have capacity; all periods count when none has any."""

    periods: tuple[int, ...]
    horizon: int

    @classmethod
    def of(cls, problem: Problem) -> "Axis":
        working = tuple(period for period, capacity in enumerate(problem.capacity) if capacity > 0)
        return cls(working or tuple(range(problem.horizon)), problem.horizon)

    def __len__(self) -> int:
        return len(self.periods)

    def end_position(self, activity: Activity, start: int, length: int) -> int | None:
        """The position after an activity of `length` periods that starts at position `start`; None if it runs out."""
        if activity.run is Run.PAUSES:
            end = start + length
            return end if end <= len(self) else None
        last = self.periods[start] + length
        if last > self.horizon:
            return None
        if activity.run is Run.UNAFFECTED:
            return bisect_left(self.periods, last)
        unbroken = start + length <= len(self) and self.periods[start + length - 1] == last - 1
        return start + length if unbroken else None

    def end_period(self, activity: Activity, start: int, length: int) -> int:
        """The calendar period after the activity's last one."""
        if activity.run is Run.PAUSES:
            return self.periods[start + length - 1] + 1
        return self.periods[start] + length

    def working(self, activity: Activity, start: int, length: int) -> range:
        """Positions in which the activity draws its load."""
        return range(start, start + length) if activity.run is not Run.UNAFFECTED else range(0)

    def start_positions(self, activity: Activity) -> list[int]:
        """Positions at which the activity may begin and still end in its shortest mode."""
        shortest = activity.modes[0].periods
        return [
            position
            for position, period in enumerate(self.periods)
            if (activity.starts is None or period in activity.starts)
            and self.end_position(activity, position, shortest) is not None
        ]
