"""Gives out scarce seats: one choice for each person, as fair as can be; importing this does not import the solver."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_AT_ONCE = 400
"""People who compete with one another are settled exactly up to this number; more go group by group, in their order."""

SEED = 20260101


@dataclass(frozen=True, slots=True)
class Choice:
    """One way somebody could be served: the seats it takes, what the person loses by it against having every seat, and
    what it costs, which counts only between allocations with the same losses.
    """

    takes: tuple[str, ...]
    loss: int
    cost: int = 0


def allocate(people: Sequence[Sequence[Choice]], seats: Mapping[str, int]) -> tuple[int, ...]:
    """The number of the choice that each person gets. Everybody needs a choice that takes nothing.

    No seat is given twice. Among people who compete (at most MOST_AT_ONCE of them) the losses are lexicographically
    smallest from the greatest one down: nobody could lose less without somebody who loses as much or more losing still
    more. Between allocations that are equally fair, losses fall on people who come late, as far as can be; then all
    costs together are smallest. Larger
    groups are settled in parts, in the order of the people, each part exactly with the seats that the others left.
    """
    left = dict(seats)
    chosen = [0] * len(people)
    for group in _competing(people, seats):
        for first in range(0, len(group), MOST_AT_ONCE):
            part = group[first : first + MOST_AT_ONCE]
            for person, choice in zip(part, _settle([people[person] for person in part], left), strict=True):
                chosen[person] = choice
                for seat in people[person][choice].takes:
                    left[seat] -= 1
    return tuple(chosen)


def _competing(people: Sequence[Sequence[Choice]], seats: Mapping[str, int]) -> Iterator[list[int]]:
    """People in groups that share no seat for which there are too many of them."""
    wanted = Counter(seat for choices in people for seat in {seat for choice in choices for seat in choice.takes})
    scarce = {seat for seat, number in wanted.items() if number > seats[seat]}
    group_of: dict[str, set[int]] = {}
    groups: dict[int, set[int]] = {}
    for person, choices in enumerate(people):
        own = {person}
        for seat in {seat for choice in choices for seat in choice.takes} & scarce:
            own |= group_of.get(seat, set())
        for member in own:
            groups[member] = own
            for seat in {seat for choice in people[member] for seat in choice.takes} & scarce:
                group_of[seat] = own
    told: set[int] = set()
    for person in range(len(people)):
        if person not in told:
            told |= groups[person]
            yield sorted(groups[person])


def _settle(people: Sequence[Sequence[Choice]], seats: Mapping[str, int]) -> list[int]:
    """The fair choices of one group, by number."""
    wanted = Counter(seat for choices in people for seat in _best(choices).takes)
    if all(number <= seats[seat] for seat, number in wanted.items()):  # everybody can have the best
        return [choices.index(_best(choices)) for choices in people]
    return _Fair(people, seats).choices()


def _best(choices: Sequence[Choice]) -> Choice:
    return min(choices, key=lambda choice: (choice.loss, choice.cost))


class _Fair:
    """The exact model of one group: a yes or no for each choice of each person."""

    def __init__(self, people: Sequence[Sequence[Choice]], seats: Mapping[str, int]) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - the solver is slow to import

        self._people = people
        self._model = cp_model.CpModel()
        self._solver = cp_model.CpSolver()
        self._solver.parameters.num_workers = 1
        self._solver.parameters.random_seed = SEED
        self._solver.parameters.linearization_level = 2  # yes-or-no assignments are nearly linear
        self._takes = [[self._model.new_bool_var("") for _ in choices] for choices in people]
        for row in self._takes:
            self._model.add_exactly_one(row)
        for seat in {seat for choices in people for choice in choices for seat in choice.takes}:
            taking = [x for c, row in zip(people, self._takes, strict=True) for x in _of(c, row, seat)]
            self._model.add(sum(taking) <= seats[seat])
        self._found: list[int] = []

    def choices(self) -> list[int]:
        """Level by level: the greatest losses are borne by as few as possible, then the next; then the order decides."""
        for loss in sorted({choice.loss for choices in self._people for choice in choices}, reverse=True)[:-1]:
            unavoidable = sum(all(choice.loss >= loss for choice in choices) for choices in self._people)
            if not self._found or self._bearing(loss) > unavoidable:
                self._minimise(self._sum(_counts(loss)))
            self._model.add(self._sum(_counts(loss)) <= self._bearing(loss))
        last = len(self._people)
        for worth in (lambda person, choice: (last - person) * choice.loss, lambda _, choice: choice.cost):
            self._minimise(self._sum(worth))
            self._model.add(self._sum(worth) <= self._reached(worth))
        return self._found

    def _reached(self, worth: Callable[[int, Choice], int]) -> int:
        """What was found last comes to."""
        pairs = enumerate(zip(self._people, self._found, strict=True))
        return sum(worth(person, choices[number]) for person, (choices, number) in pairs)

    def _bearing(self, loss: int) -> int:
        """How many people lose so much or more in what was found last."""
        return sum(choices[n].loss >= loss for choices, n in zip(self._people, self._found, strict=True))

    def _sum(self, worth: Callable[[int, Choice], int]) -> Any:
        terms = []
        for person, (choices, row) in enumerate(zip(self._people, self._takes, strict=True)):
            terms += [
                worth(person, choice) * x for x, choice in zip(row, choices, strict=True) if worth(person, choice)
            ]
        return sum(terms)

    def _minimise(self, expression: Any) -> None:
        self._model.minimize(expression)
        status = self._solver.solve(self._model)
        if self._solver.status_name(status) != "OPTIMAL":
            raise ValueError("Somebody has no choice that takes nothing, or a seat is not known.")
        self._found = [next(n for n, x in enumerate(row) if self._solver.value(x)) for row in self._takes]


def _counts(loss: int) -> Callable[[int, Choice], int]:
    return lambda _, choice: int(choice.loss >= loss)


def _of(choices: Sequence[Choice], row: Sequence[Any], seat: str) -> Iterator[Any]:
    return (x for x, choice in zip(row, choices, strict=True) if seat in choice.takes)
