"""Where an answer turns, found by halving."""

from hypothesis import given
from hypothesis import strategies as st

from liaison_planner.planning.edge import edge


@given(st.integers(0, 500), st.integers(1, 500), st.booleans(), st.lists(st.integers(-10, 1010), max_size=6))
def test_the_last_number_that_holds_is_found_in_either_direction(
    last: int, room: int, upwards: bool, guesses: list[int]
) -> None:
    sign = 1 if upwards else -1
    inside, outside = 0, sign * (last + room)
    found = edge(lambda number: abs(number) <= last, inside, outside, [sign * guess for guess in guesses])
    assert found == sign * last


@given(st.sets(st.integers(1, 99)), st.lists(st.integers(0, 100), max_size=4))
def test_both_neighbours_were_asked_even_if_there_are_many_edges(holding: set[int], guesses: list[int]) -> None:
    asked: dict[int, bool] = {0: True, 100: False}

    def holds(number: int) -> bool:
        asked[number] = number in holding
        return asked[number]

    found = edge(holds, 0, 100, guesses)
    assert asked[found]
    assert not asked[found + 1]


def test_a_good_guess_and_its_neighbour_settle_it() -> None:
    asked: list[int] = []

    def holds(number: int) -> bool:
        asked.append(number)
        return number <= 412

    assert edge(holds, 0, 1000, [412, 413]) == 412
    assert asked == [412, 413]
