"""Scarce seats: never given twice, and as fair as brute force can show."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_planner.scheduling import seats as module
from liaison_planner.scheduling.seats import Choice, allocate

WITHOUT = 9


def person(**losses: int) -> tuple[Choice, ...]:
    """Somebody who loses so much with each seat, and nine without any."""
    return (*(Choice((seat,), loss) for seat, loss in losses.items()), Choice((), WITHOUT))


def losses(people: list[tuple[Choice, ...]], chosen: tuple[int, ...]) -> list[int]:
    return [choices[number].loss for choices, number in zip(people, chosen, strict=True)]


def fairness(found: list[int]) -> tuple[list[int], int]:
    """Smaller is fairer: the losses from the greatest down, then how early they fall."""
    return sorted(found, reverse=True), sum((len(found) - place) * loss for place, loss in enumerate(found))


def brute_force(people: list[tuple[Choice, ...]], seats: dict[str, int]) -> tuple[list[int], int]:
    best = None
    for chosen in product(*(range(len(choices)) for choices in people)):
        taken = Counter(seat for p, n in zip(people, chosen, strict=True) for seat in p[n].takes)
        if all(taken[seat] <= number for seat, number in seats.items()):
            key = fairness(losses(people, chosen))
            best = key if best is None else min(best, key)
    assert best is not None
    return best


def test_everybody_gets_their_best_where_there_are_enough_seats() -> None:
    assert allocate([person(a=0), person(a=0), person(b=0)], {"a": 2, "b": 1}) == (0, 0, 0)


def test_the_one_who_would_lose_most_gets_the_seat() -> None:
    people = [person(a=0, b=1), person(a=0, b=5)]
    assert losses(people, allocate(people, {"a": 1, "b": 1})) == [1, 0]


def test_where_all_lose_alike_the_first_comes_first() -> None:
    assert allocate([person(a=0), person(a=0), person(a=0)], {"a": 1}) == (0, 1, 1)


def test_where_all_is_equally_fair_the_cheapest_allocation_is_taken() -> None:
    """Both seats of somebody's two are without delay; the one who pays most for doing without has one."""
    thrifty = (Choice(("a",), 0, 100), Choice((), 0, 900))
    patient = (Choice(("a",), 0, 100), Choice((), 0, 200))
    assert allocate([patient, thrifty], {"a": 1}) == (1, 0)
    assert allocate([patient, thrifty], {"a": 2}) == (0, 0)


def test_money_never_counts_more_than_a_delay() -> None:
    people = [(Choice(("a",), 0, 100), Choice((), 0, 90_000)), (Choice(("a",), 0, 100), Choice((), 1, 100))]
    assert allocate(people, {"a": 1}) == (1, 0)


def test_a_choice_may_take_several_seats() -> None:
    both = (Choice(("a", "b"), 0), Choice((), WITHOUT))
    assert allocate([both, person(a=0, b=0)], {"a": 1, "b": 1}) == (0, 2)
    assert allocate([both, person(a=0, c=1)], {"a": 1, "b": 1, "c": 1}) == (0, 1)


def test_more_people_than_can_be_settled_at_once_are_settled_in_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_AT_ONCE", 2)
    people = [person(a=0) for _ in range(5)]
    assert losses(people, allocate(people, {"a": 3})) == [0, 0, 0, WITHOUT, WITHOUT]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(0, 4), max_size=3), min_size=1, max_size=5),
    st.tuples(*[st.integers(0, 2)] * 3),
)
def test_the_losses_are_those_of_brute_force(wishes: list[dict[str, int]], numbers: tuple[int, int, int]) -> None:
    people, seats = [person(**wish) for wish in wishes], dict(zip("abc", numbers, strict=True))
    chosen = allocate(people, seats)
    taken = Counter(seat for choices, number in zip(people, chosen, strict=True) for seat in choices[number].takes)
    assert all(taken[seat] <= number for seat, number in seats.items())
    assert fairness(losses(people, chosen)) == brute_force(people, seats)
