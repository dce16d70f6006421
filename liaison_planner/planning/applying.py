"""The search for a post as dated pieces, beside the learning: the weekly hours of a person are for learning alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.offering import Stage, Task
from liaison_planner.domain.plan import Application
from liaison_planner.domain.profile import Profile, hours_in_week
from liaison_planner.domain.vocabulary import SEARCH_HOURS_PER_WEEK
from liaison_planner.domain.weeks import WEEK, monday_on_or_after, monday_on_or_before
from liaison_planner.gaps.words import day_in_words

PREPARING_WEEKS = 6
"""Preparing begins at most so long before applying makes sense: a résumé written a year ahead is written twice."""

LONGEST_SEARCH = 3 * 52
"""Weeks after which a piece for which there is no time is left out."""


def applications(
    profile: Profile, catalogue: Catalogue, chosen: Iterable[str], first_day: date, apply_from: date | None
) -> tuple[Application, ...]:
    """What to do about being hired, in order, beside the `chosen` offerings; empty while there is no day from which applying makes sense.

    Preparing begins up to six weeks before that day, applying not before it and not before the preparations are
    over, and following up a week after applying begins. No week holds more than five hours of it, a week off none.
    """
    if apply_from is None:
        return ()
    week = _Weeks(profile)
    taken = {*profile.done, *profile.finished, *chosen}
    ready_to_send = monday_on_or_after(apply_from)
    begin = max(monday_on_or_after(first_day), monday_on_or_before(apply_from) - PREPARING_WEEKS * WEEK)
    placed: list[Application] = []
    for task in _in_order(catalogue):
        if task.same_as in taken:
            continue
        if task.stage in (Stage.PREPARE, Stage.TALK):
            earliest = begin
        else:
            earliest = max([ready_to_send, *(_next(each) for each in placed if each.stage is Stage.PREPARE)])
        if task.stage is Stage.FOLLOW_UP:
            earliest = max([earliest, *(each.start + WEEK for each in placed if each.stage is Stage.APPLY)])
        hours = week.take(task, earliest)
        if hours:
            placed.append(_application(task, hours, apply_from))
    return tuple(sorted(placed, key=lambda each: (each.start, each.finish, each.task_id)))


def _in_order(catalogue: Catalogue) -> Iterator[Task]:
    """Talks take what the rest leaves: they may go on beside applying."""
    for stage in (Stage.PREPARE, Stage.APPLY, Stage.FOLLOW_UP, Stage.TALK):
        yield from (task for task in catalogue.tasks.values() if task.stage is stage)


def _next(piece: Application) -> date:
    return piece.finish + timedelta(days=1)


class _Weeks:
    """The hours for the search that are left in each week."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._taken: dict[date, int] = defaultdict(int)

    def take(self, task: Task, earliest: date) -> list[tuple[date, float]]:
        """The task's hours week by week, at most its even share in each; nothing where there is never enough time."""
        left, share, hours = round(task.hours * 10), -(-round(task.hours * 10) // task.weeks), []
        for number in range(LONGEST_SEARCH):
            monday = earliest + number * WEEK
            free = SEARCH_HOURS_PER_WEEK * 10 - self._taken[monday] if hours_in_week(self._profile, monday) else 0
            now = min(left, share, free)
            if now > 0:
                hours.append((monday, now / 10))
                self._taken[monday] += now
                left -= now
            if not left:
                return hours
        return []


def _application(task: Task, hours: list[tuple[date, float]], apply_from: date) -> Application:
    day = day_in_words(apply_from)
    because = {
        Stage.PREPARE: f"So that it is at hand when applying makes sense, from {day}.",
        Stage.TALK: "Who knows you tells you of openings before they are posted.",
        Stage.APPLY: f"From {day} you meet an accepted route and what a first interview tests.",
        Stage.FOLLOW_UP: "Applications that nobody asks about are forgotten.",
    }[task.stage]
    return Application(
        task_id=task.id,
        title=task.title,
        stage=task.stage,
        start=hours[0][0],
        finish=hours[-1][0] + WEEK - timedelta(days=1),
        hours=task.hours,
        hours_by_week=tuple(hours),
        because=because,
        confidence=task.confidence,
    )
