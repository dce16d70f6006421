"""What the dates of a step hang on, and how long it could wait."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.hold import Hold, HoldKind
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.profile import hours_in_week
from liaison_planner.domain.standing import Standing
from liaison_planner.domain.vocabulary import StartPattern
from liaison_planner.domain.weeks import WEEK, starts_in_week_of
from liaison_planner.gaps.words import day_in_words, hours_in_words
from liaison_planner.planning.phrases import span, titles
from liaison_planner.planning.room import ONE_DAY, TOLERANCE_HOURS, Room
from liaison_planner.planning.steps import Step, standing_when

INTAKES = {
    StartPattern.ANYTIME: "at any time",
    StartPattern.MONTHLY: "once a month",
    StartPattern.QUARTERLY: "once a quarter",
    StartPattern.SEMESTER: "twice a year",
}


@dataclass(frozen=True, slots=True)
class Holds:
    """Looks at each step while all the others stay where they are.

    `stands` tells whether the plan is still valid, and ready on the same day, with one step moved.
    """

    room: Room
    catalogue: Catalogue
    outset: Standing
    pinned_dates: dict[str, date]
    stands: Callable[[Step, Step], bool]

    def start(self, step: Step) -> Hold:
        """Why the step does not start earlier; NOTHING, with the earlier week, where it could."""
        if step.offering.id in self.pinned_dates:
            return Hold(kind=HoldKind.PINNED, text="You asked for this week.")
        earlier = self._starts(step, self.room.first, step.start - WEEK)
        if not earlier:
            return self._first(step)
        return self._obstacle(step, earlier[-1]) or self._free_to_move(step, earlier)

    def _first(self, step: Step) -> Hold:
        if any(self._pattern(step.offering, monday) for monday in _mondays(self.room.first, step.start - WEEK)):
            return Hold(kind=HoldKind.WEEKS_OFF, text="The weeks before it have no hours.")
        if step.start == self.room.first:
            return Hold(kind=HoldKind.FIRST_WEEK, text="Starts in your first week.")
        often = INTAKES[step.offering.start_pattern]
        return Hold(kind=HoldKind.INTAKE, text=f"It starts {often}, and this is the first intake you can join.")

    def _obstacle(self, step: Step, monday: date) -> Hold | None:
        """What stands in the way of the last possible start before the present one."""
        return self._waits_for(step, monday) or self._no_slot(step, monday) or self._no_hours(step, monday)

    def _waits_for(self, step: Step, monday: date) -> Hold | None:
        others = [other for other in self.room.steps if other is not step]
        if not standing_when(others, self.outset, monday - ONE_DAY).open_terms(step.offering.prerequisites):
            return None
        late = [other for other in others if monday <= other.finish < step.start]
        awaited = [other for other in late if self._missing_without(step, other, others)] or late[-1:]
        last = max(other.finish for other in awaited)
        names = tuple(other.offering.id for other in awaited)
        ends = f"{'is' if len(names) == 1 else 'are'} finished on {day_in_words(last)}"
        text = f"Needs {titles(names, self.catalogue)}, which {ends}"
        if last + ONE_DAY < step.start:
            text += f"; this is the next intake, for it starts {INTAKES[step.offering.start_pattern]}"
        return Hold(kind=HoldKind.PREREQUISITE, text=f"{text}.", offerings=names)

    def _missing_without(self, step: Step, other: Step, others: list[Step]) -> bool:
        rest = [each for each in others if each is not other]
        standing = standing_when(rest, self.outset, step.start - ONE_DAY)
        return bool(standing.open_terms(step.offering.prerequisites))

    def _no_slot(self, step: Step, monday: date) -> Hold | None:
        """Another full-time job, or too many things side by side."""
        laid = self.room.laid(step, monday)
        crowded = self.room.crowded_week(laid, step) if laid else None
        if crowded is None:
            return None
        if job := self.room.job_in(crowded, step) if step.offering.is_full_time_job else None:
            text = f"One full-time job at a time: {titles([job.offering.id], self.catalogue)} lasts until {day_in_words(job.finish)}."
            return Hold(kind=HoldKind.JOB_SLOT, text=text, offerings=(job.offering.id,))
        running = tuple(other.offering.id for other in self.room.running(crowded, step))
        text = (
            f"At most {self.room.profile.max_parallel} at a time, as you wish: first {titles(running, self.catalogue)}."
        )
        return Hold(kind=HoldKind.PARALLEL, text=text, offerings=running)

    def _no_hours(self, step: Step, monday: date) -> Hold | None:
        laid = self.room.laid(step, monday)
        if laid is None:
            return Hold(kind=HoldKind.WEEKS_OFF, text="A week off falls into every earlier start.")
        full = self.room.full_week(laid, step)
        if full is None:
            return None
        fillers = self._fillers([full], step)
        here, free = self.room.available(full), max(0.0, round(self.room.free(full, step), 1))
        takes = f"{titles(fillers, self.catalogue, 2)} take{'s' if len(fillers) == 1 else ''}"
        if not free:
            rest = f"{takes} all your hours"
        else:
            rest = f"{takes} the rest" if fillers else "there are no more"
            rest = f"only {free:g} of {hours_in_words(here)} are free, and it needs {dict(laid.hours_by_week)[full]:g}; {rest}"
        post = self.room.post_in(full) if here < hours_in_week(self.room.profile, full) else None
        why = f" In your new post you have {hours_in_words(here)} a week to study." if post else ""
        return Hold(kind=HoldKind.HOURS, text=f"{self._when_full(step, monday, full)} {rest}.{why}", offerings=fillers)

    def _when_full(self, step: Step, monday: date, full: date) -> str:
        """The week that is full, the start that it rules out, and what a later week has to do with that start."""
        meets = f"more of its work would fall in the week of {day_in_words(full)}; there,"
        if monday < step.start - WEEK:
            return f"The start on {day_in_words(monday)} comes too early: {'then' if full == monday else meets}"
        return "The week before," if full == monday else f"Started a week earlier, {meets}"

    def _fillers(self, weeks: list[date], step: Step) -> tuple[str, ...]:
        """The other steps that take hours in these weeks, the greatest share first."""
        taken = {
            other.offering.id: sum(self.room.hours_of(other, week) for week in weeks)
            for other in self.room.beside(step)
        }
        return tuple(sorted((name for name in taken if taken[name] > 0), key=lambda name: (-taken[name], name)))

    def _free_to_move(self, step: Step, earlier: list[date]) -> Hold:
        for monday in earlier:
            moved = self.room.moved(step, monday)
            if moved and self.stands(step, moved):
                weeks = span((step.start - monday).days)
                return Hold(kind=HoldKind.NOTHING, text=f"Nothing holds it: it could start {weeks} earlier.")
        return Hold(kind=HoldKind.HOURS, text="Placed where the other steps leave room.")

    def finish(self, step: Step) -> Hold:
        """Why the step does not finish earlier once it has started."""
        weeks, shortest = ((step.finish - step.start).days + 1) // 7, step.offering.duration_weeks_min
        off = sum(not self.room.workable(step.start + number * WEEK, step) for number in range(weeks))
        if weeks - off <= shortest:
            pause = f", and {span(7 * off)} off in between" if off else ""
            return Hold(kind=HoldKind.SHORTEST, text=f"It takes at least {span(7 * shortest)}{pause}.")
        return self._stretched(step, weeks - off)

    def _stretched(self, step: Step, weeks: int) -> Hold:
        """Longer than its shortest form: for want of hours, its own or those that other steps take, or for nothing."""
        shortest, alone = step.offering.duration_weeks_min, self._weeks_alone(step)
        if weeks <= alone:
            text = f"At your hours it takes {span(7 * weeks)}; at the shortest it would be {span(7 * shortest)}."
            return Hold(kind=HoldKind.HOURS, text=text)
        worked = [monday for monday in self._weeks_of(step) if self.room.workable(monday, step)]
        pace = step.offering.effort_hours / shortest
        if all(self.room.free(monday, step) + TOLERANCE_HOURS >= pace for monday in worked):
            text = f"Spread over {span(7 * weeks)}; you could go faster, but need not."
            return Hold(kind=HoldKind.NOTHING, text=text)
        fillers = self._fillers(worked, step)
        text = f"Alone it would take {span(7 * alone)}; it shares your hours with {titles(fillers, self.catalogue, 2)}."
        return Hold(kind=HoldKind.HOURS, text=text, offerings=fillers)

    def _weeks_alone(self, step: Step) -> int:
        """In how many weeks with hours it could be done if no other step took any."""
        left, count = step.offering.effort_hours, 0
        pace = left / step.offering.duration_weeks_min
        for monday in _mondays(step.start, step.finish):
            if left > TOLERANCE_HOURS and self.room.workable(monday, step):
                left -= min(pace, self.room.available(monday))
                count += 1
        return max(count, step.offering.duration_weeks_min)

    def _weeks_of(self, step: Step) -> list[date]:
        return [step.start + number * WEEK for number in range(((step.finish - step.start).days + 1) // 7)]

    def spare_weeks(self, step: Step) -> int:
        """By how many weeks the step could start later, the others where they are, with the same ready date."""
        if step.offering.id in self.pinned_dates:
            return 0
        over = max(each.finish for each in self.room.steps)
        later = self._starts(step, step.start + WEEK, min(over, self.room.last))
        for monday in reversed(later):
            moved = self.room.moved(step, monday)
            if moved and self.stands(step, moved):
                return (monday - step.start).days // 7
        return 0

    def _starts(self, step: Step, first: date, last: date) -> list[date]:
        """The weeks in which the step may begin and has hours to begin with, of those from `first` to `last`."""
        return [
            monday
            for monday in _mondays(first, last)
            if self._pattern(step.offering, monday) and self.room.workable(monday, step)
        ]

    def _pattern(self, offering: Offering, monday: date) -> bool:
        return starts_in_week_of(offering.start_pattern, monday)


def _mondays(first: date, last: date) -> Iterator[date]:
    monday = first
    while monday <= last:
        yield monday
        monday += WEEK
