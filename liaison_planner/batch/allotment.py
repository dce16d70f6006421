"""Who gets a scarce seat: everybody's alternatives are solved, then the seats are given out over the whole cohort.

The rule, stated for those who must answer for it (docs/roster.md): as few people as possible are left without a plan;
the longest delay is made as short as possible and borne by as few as possible, then the next longest, and so on; among
allocations that are equally fair, delays fall on later target dates, then on those further down in the roster; where
that leaves a choice, all plans together cost as little as possible.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from liaison_planner.batch.engine_local import Feed, Results
from liaison_planner.batch.ledger import Key, Ledger
from liaison_planner.batch.people import People
from liaison_planner.batch.seat_file import Seats, starts_of
from liaison_planner.batch.work import Done, Seat, Task, Who
from liaison_planner.catalogue import built_in
from liaison_planner.domain.plan import Plan
from liaison_planner.scheduling.seats import Choice, allocate

NO_PLAN = 10_000
"""The loss of somebody who gets no plan at all: greater than any delay in weeks."""

MOST_ALTERNATIVES = 24
"""So many combinations of start dates are looked at for one person; after that only doing without."""

Draft = Callable[[Who, tuple[Seat, ...]], Task]
"""Makes the task of planning for somebody with these seats, without a workbook."""

Tell = Callable[[str, str, bool], None]
"""Is told of each person who is looked at."""


@dataclass(frozen=True, slots=True)
class PlaceNote:
    """What one person is told about one scarce offering: the start they got, or their number on a waiting list."""

    person_id: str
    offering_id: str
    title: str
    start: date | None
    wished: date | None
    waiting: int
    weeks_later: int | None
    dollars_more: float
    reason: str


@dataclass(frozen=True, slots=True)
class Allotment:
    """Each contender's seats, what each of them is told, and how many seats there are and were given."""

    seats: Mapping[Key, tuple[Seat, ...]] = field(default_factory=dict)
    notes: tuple[PlaceNote, ...] = ()
    offered: Mapping[tuple[str, date], int] = field(default_factory=dict)

    def given(self) -> Counter[tuple[str, date]]:
        return Counter((note.offering_id, note.start) for note in self.notes if note.start)

    def waiting(self) -> Counter[tuple[str, date]]:
        return Counter((note.offering_id, note.wished) for note in self.notes if note.waiting and note.wished)


@dataclass(slots=True)
class _Contender:
    """Somebody whose best plan needs a scarce seat, with every alternative that was solved."""

    task: Task
    base: Plan
    position: int
    open: int = 0
    leaves: list[tuple[tuple[Seat, ...], Plan]] = field(default_factory=list)

    @property
    def rank(self) -> tuple[date, int]:
        return self.base.target_date or date.max, self.position

    def loss(self, plan: Plan) -> int:
        """Weeks later than with every seat; never less than nothing, for a dearer plan may even be faster."""
        if not plan.fits or plan.ready_date is None or self.base.ready_date is None:
            return NO_PLAN if self.base.fits else 0
        return max(0, -(-(plan.ready_date - self.base.ready_date).days // 7))


class Alternatives:
    """Hands out the drafts that are to be solved, and takes their plans: a tree over the start dates of each person."""

    def __init__(self, people: People, seats: Seats, ledger: Ledger, draft: Draft, tell: Tell) -> None:
        self._seats, self._ledger, self._draft, self._tell = seats, ledger, draft, tell
        self._scarce = {name for name, _ in seats}
        self._rows = enumerate(people.read())
        self._seen: set[str] = set()
        self._ready: deque[Task] = deque()
        self._contenders: dict[Key, _Contender] = {}
        self._position: dict[Key, int] = {}

    def solve(self, results: Callable[[Feed], Results]) -> None:
        """Solves whatever is needed; what an earlier run has solved is taken from the ledger."""
        for task, done in results(self._next):
            if done is not None:
                self._take(task, done)

    def _next(self) -> Task | None:
        while True:
            if self._ready:
                task = self._ready.popleft()
            elif (row := next(self._rows, None)) is not None:
                task = self._draft(row[1], ())
                if task.key.person_id in self._seen:
                    continue
                self._seen.add(task.key.person_id)
                self._position[task.key] = row[0]
                self._tell(task.key.person_id, "seats", True)
            else:
                return None
            known = self._ledger.solved(task.problem, task.today)
            if known is None:
                return task
            self._grow(task, Plan.model_validate_json(known))

    def _take(self, task: Task, done: Done) -> None:
        plan = Plan.model_validate_json(done.plan)
        if done.good_until and plan.focus is not None:
            self._ledger.record_solved(task.problem, done.plan, (task.today.isoformat(), done.good_until))
            self._ledger.save()
        self._grow(task, plan)

    def _grow(self, task: Task, plan: Plan) -> None:
        """A plan that needs a seat not yet decided on branches into its start dates and into doing without."""
        decided = {seat.offering_id for seat in task.seats}
        needed = [i.offering_id for i in plan.items if i.offering_id in self._scarce and i.offering_id not in decided]
        contender = self._contenders.get(task.key)
        if contender is None and not needed:
            return
        if contender is None:
            contender = self._contenders[task.key] = _Contender(task, plan, self._position[task.key], open=1)
        contender.open -= 1
        if not needed:
            if plan.fits or not any(seat.start for seat in task.seats):
                contender.leaves.append((task.seats, plan))
            return
        for seat in self._branches(needed[0], plan, contender):
            contender.open += 1
            self._ready.append(self._draft(task.who, (*task.seats, seat)))

    def _branches(self, offering_id: str, plan: Plan, contender: _Contender) -> Iterator[Seat]:
        known = len(contender.leaves) + contender.open
        first = max(plan.today, plan.start_date or plan.today)
        if plan.fits and known < MOST_ALTERNATIVES:
            for start in starts_of(offering_id, self._seats):
                if self._seats[offering_id, start] and first <= start <= (plan.target_date or start):
                    yield Seat(offering_id, start)
        yield Seat(offering_id, None)

    def allot(self) -> Allotment:
        """Gives the seats out by the rule."""
        contenders = sorted(self._contenders.values(), key=lambda contender: contender.rank)
        for contender in contenders:
            contender.leaves.sort(key=lambda leaf: (contender.loss(leaf[1]), leaf[1].total_cost_usd, _order(leaf[0])))
        choices = [[Choice(_taken(seats), c.loss(plan), _cents(plan)) for seats, plan in c.leaves] for c in contenders]
        offered = {_name(name, start): number for (name, start), number in self._seats.items()}
        chosen = allocate(choices, offered)
        pairs = list(zip(contenders, chosen, strict=True))
        given = Counter(name for c, number in pairs for name in _taken(c.leaves[number][0]))
        full = {place for place, number in self._seats.items() if given[_name(*place)] >= number}
        return Allotment(
            seats={contender.task.key: contender.leaves[number][0] for contender, number in pairs},
            notes=tuple(_notes(pairs, full)),
            offered=self._seats,
        )


def _notes(pairs: list[tuple[_Contender, int]], full: AbstractSet[tuple[str, date]]) -> Iterator[PlaceNote]:
    """What everybody is told; those who lose most stand first on a waiting list."""
    queue: Counter[tuple[str, date]] = Counter()
    for contender, number in sorted(pairs, key=lambda pair: (*_given_up(*pair), pair[0].rank)):
        got = {seat.offering_id: seat.start for seat in contender.leaves[number][0]}
        wish = {seat.offering_id: seat.start for seat in contender.leaves[0][0]}
        lost, dearer = _lost(contender, number), _dearer(contender, number)
        for offering_id in sorted({*got, *wish}):
            start, wished = got.get(offering_id), wish.get(offering_id)
            if start is None and wished is None:
                continue
            waits = wished is not None and start != wished and (lost > 0 or dearer > 0)
            if waits and wished:
                queue[offering_id, wished] += 1
            yield PlaceNote(
                person_id=contender.task.key.person_id,
                offering_id=offering_id,
                title=built_in().offerings[offering_id].title if offering_id in built_in().offerings else offering_id,
                start=start,
                wished=wished,
                waiting=queue[offering_id, wished] if waits and wished else 0,
                weeks_later=None if lost >= NO_PLAN else lost,
                dollars_more=0 if lost >= NO_PLAN else dearer,
                reason=_reason(start, wished, (lost, dearer), is_full=(offering_id, wished) in full) if waits else "",
            )


def _given_up(contender: _Contender, number: int) -> tuple[int, float]:
    return -_lost(contender, number), -_dearer(contender, number)


def _lost(contender: _Contender, number: int) -> int:
    return contender.loss(contender.leaves[number][1]) - contender.loss(contender.leaves[0][1])


def _dearer(contender: _Contender, number: int) -> float:
    """Dollars that the plan costs more than with the person's first choice of seats."""
    return max(0.0, contender.leaves[number][1].total_cost_usd - contender.leaves[0][1].total_cost_usd)


def _reason(start: date | None, wished: date | None, given_up: tuple[int, float], *, is_full: bool) -> str:
    lost, dearer = given_up
    why = (
        f"All places of {wished} went to people who would otherwise lose as much or more."
        if is_full
        else f"A place of {wished} would help only together with others that are taken."
    )
    if lost >= NO_PLAN - 1_000:
        return f"{why} Without one, no plan meets the limits."
    instead = f"A place on {start} instead" if start else "Done without"
    weeks = f"ready {lost} {'week' if lost == 1 else 'weeks'} later" if lost else ""
    return f"{why} {instead}: {' and '.join(filter(None, (weeks, f'${dearer:,.0f} more' if dearer else '')))}."


def _cents(plan: Plan) -> int:
    return round(plan.total_cost_usd * 100) if plan.fits else 0


def _order(seats: tuple[Seat, ...]) -> tuple[tuple[str, date], ...]:
    return tuple((seat.offering_id, seat.start or date.max) for seat in seats)


def _taken(seats: tuple[Seat, ...]) -> tuple[str, ...]:
    return tuple(_name(seat.offering_id, seat.start) for seat in seats if seat.start)


def _name(offering_id: str, start: date) -> str:
    return f"{offering_id}@{start}"
