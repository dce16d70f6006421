"""Each constraint of the thin solver against counting through tiny domains."""

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_planner.scheduling.solver import Solver

Holds = Callable[..., bool]
Domain = range | tuple[int, ...]


def possible(build: Callable[..., None], *domains: Domain) -> set[tuple[int, ...]]:
    """Every combination of values for which the solver finds the built model feasible; others are fixed outside."""
    found = set()
    for values in product(*domains):
        solver = Solver()
        variables = [solver.integer_among(domain) for domain in domains]
        build(solver, *variables)
        for variable, value in zip(variables, values, strict=True):
            solver.linear([(1, variable)], value, value)
        answer = solver.solve(10)
        assert answer.optimal != answer.infeasible
        if answer.optimal:
            assert answer.values[: len(values)] == values
            found.add(values)
    return found


def expected(holds: Holds, *domains: Domain) -> set[tuple[int, ...]]:
    return {values for values in product(*domains) if holds(*values)}


BIT = range(2)


def negation(literal: int) -> int:
    return -1 - literal


# variables


def test_an_integer_takes_every_value_between_its_bounds() -> None:
    solver = Solver()
    x = solver.integer(-2, 5)
    for terms, best in (([(1, x)], -2), ([(-1, x)], -5)):
        solver.minimise(terms)
        answer = solver.solve(10)
        assert (answer.optimal, answer.objective, answer.bound, answer.value(x) * terms[0][0]) == (
            True,
            best,
            best,
            best,
        )


def test_an_integer_among_values_takes_no_other() -> None:
    among = (1, 2, 5, 7, 8)
    found = possible(lambda solver, x: solver.linear([(1, x), (-1, solver.integer_among(among))], 0, 0), range(10))
    assert found == {(value,) for value in among}


def test_the_order_in_which_values_are_given_does_not_matter() -> None:
    one, other = Solver(), Solver()
    one.integer_among([5, 1, 2])
    other.integer_among([1, 2, 5])
    assert str(one.proto) == str(other.proto)


def test_a_constant_has_its_value() -> None:
    solver = Solver()
    x = solver.constant(7)
    assert solver.solve(10).value(x) == 7


def test_a_negated_literal_has_the_opposite_value() -> None:
    solver = Solver()
    x = solver.boolean()
    solver.any_of([negation(x)])
    answer = solver.solve(10)
    assert (answer.value(x), answer.value(negation(x))) == (0, 1)


# constraints


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-3, 3), st.booleans()), min_size=3, max_size=3),
    st.integers(-4, 4),
    st.integers(0, 4),
)
def test_a_linear_sum_stays_within_its_bounds(terms: list[tuple[int, bool]], low: int, width: int) -> None:
    """A negated literal counts as one less its value."""
    high = low + width

    def build(solver: Solver, *variables: int) -> None:
        pairs = zip(terms, variables, strict=True)
        solver.linear([(c, negation(v) if negated else v) for (c, negated), v in pairs], low, high)

    def holds(*values: int) -> bool:
        pairs = zip(terms, values, strict=True)
        return low <= sum(c * (1 - value if negated else value) for (c, negated), value in pairs) <= high

    assert possible(build, BIT, BIT, BIT) == expected(holds, BIT, BIT, BIT)


def test_a_linear_sum_without_bounds_on_one_side_is_free_there() -> None:
    domain = range(-3, 4)
    assert possible(lambda s, x: s.linear([(2, x)], low=1), domain) == expected(lambda x: 2 * x >= 1, domain)
    assert possible(lambda s, x: s.linear([(2, x)], high=1), domain) == expected(lambda x: 2 * x <= 1, domain)


def test_a_conditional_sum_holds_if_all_conditions_do() -> None:
    found = possible(lambda s, x, a, b: s.linear([(1, x)], 2, 2, when=[a, negation(b)]), range(4), BIT, BIT)
    assert found == expected(lambda x, a, b: x == 2 or not a or b == 1, range(4), BIT, BIT)


def test_not_before_keeps_a_gap() -> None:
    found = possible(lambda s, x, y, a: s.not_before(x, y, 1, when=[a]), range(3), range(3), BIT)
    assert found == expected(lambda x, y, a: not a or x >= y + 1, range(3), range(3), BIT)


def never(*_: int) -> bool:
    return False


LOGIC: dict[str, tuple[Callable[..., None], Holds]] = {
    "any of": (lambda s, a, b, c: s.any_of([a, negation(b), c]), lambda a, b, c: bool(a or not b or c)),
    "implies": (lambda s, a, b, _: s.implies(a, negation(b)), lambda a, b, _: not (a and b)),
    "exactly one": (lambda s, a, b, c: s.exactly_one([a, negation(b), c]), lambda a, b, c: a + (1 - b) + c == 1),
    "at most one": (lambda s, a, b, c: s.at_most_one([a, negation(b), c]), lambda a, b, c: a + (1 - b) + c <= 1),
    "none of nothing": (lambda s, *_: s.any_of([]), never),
}


@pytest.mark.parametrize(("build", "holds"), LOGIC.values(), ids=LOGIC.keys())
def test_logic(build: Callable[..., None], holds: Holds) -> None:
    assert possible(build, BIT, BIT, BIT) == expected(holds, BIT, BIT, BIT)


def test_start_size_and_end_of_an_interval_that_is_there_fit_together() -> None:
    domains = (range(3), range(3), range(4), BIT)

    def build(solver: Solver, start: int, size: int, end: int, present: int) -> None:
        solver.no_overlap([solver.interval(start, size, end, present)])

    assert possible(build, *domains) == expected(lambda s, d, e, p: not p or s + d == e, *domains)


@pytest.mark.parametrize("turned", [False, True])
def test_intervals_that_are_there_do_not_overlap(turned: bool) -> None:
    """Two periods each; the second one is there if its literal, or the negation of it, is true."""
    domains = (range(4), range(4), BIT)

    def build(solver: Solver, one: int, other: int, literal: int) -> None:
        size = solver.constant(2)
        present = negation(literal) if turned else literal
        intervals = []
        for start, there in ((one, solver.constant(1)), (other, present)):
            end = solver.integer(2, 5)
            solver.linear([(1, end), (-1, start)], 2, 2)
            intervals.append(solver.interval(start, size, end, there))
        solver.no_overlap(intervals)

    there = 0 if turned else 1
    assert possible(build, *domains) == expected(lambda x, y, p: p != there or abs(x - y) >= 2, *domains)


def test_no_overlap_with_what_is_always_there() -> None:
    def build(solver: Solver, start: int) -> None:
        end = solver.integer(0, 9)
        solver.linear([(1, end), (-1, start)], 2, 2)
        own = solver.interval(start, solver.constant(2), end, solver.constant(1))
        solver.no_overlap([own, solver.fixed_interval(2, 4)])

    assert possible(build, range(7)) == {(0,), (4,), (5,), (6,)}


def test_demands_at_the_same_time_keep_to_the_capacity() -> None:
    """Two intervals of two periods; the second one's demand is a variable plus one."""
    domains = (range(3), range(3), range(3), BIT)

    def build(solver: Solver, one: int, other: int, extra: int, present: int) -> None:
        intervals = []
        for start, there in ((one, solver.constant(1)), (other, present)):
            end = solver.integer(2, 4)
            solver.linear([(1, end), (-1, start)], 2, 2)
            intervals.append(solver.interval(start, solver.constant(2), end, there))
        solver.cumulative(intervals, [(2, None), (1, extra)], 4)

    def holds(one: int, other: int, extra: int, present: int) -> bool:
        return not (present and abs(one - other) < 2 and 2 + 1 + extra > 4)

    assert possible(build, *domains) == expected(holds, *domains)


def test_the_greatest_of_some_expressions() -> None:
    domains = (range(3), BIT, range(-5, 6))

    def build(solver: Solver, x: int, literal: int, target: int) -> None:
        most = solver.greatest([(-2, x, 1), (3, negation(literal), -1), (0, None, -2)], -5, 5)
        solver.linear([(1, most), (-1, target)], 0, 0)

    found = possible(build, *domains)
    assert found == expected(lambda x, b, target: target == max(1 - 2 * x, 3 * (1 - b) - 1, -2), *domains)


# solving


def test_the_objective_counts_negated_literals() -> None:
    solver = Solver()
    a, b = solver.boolean(), solver.boolean()
    solver.implies(a, b)
    solver.minimise([(5, negation(a)), (2, b)])
    answer = solver.solve(10)
    assert (answer.objective, answer.bound, answer.value(a), answer.value(b)) == (2, 2, 1, 1)


def test_a_new_objective_replaces_the_one_before() -> None:
    solver = Solver()
    x = solver.integer(0, 9)
    solver.minimise([(1, x)])
    solver.minimise([(-1, x)])
    assert solver.solve(10).objective == -9


def test_without_an_objective_any_solution_will_do() -> None:
    solver = Solver()
    x = solver.integer(3, 4)
    solver.minimise([])
    answer = solver.solve(10)
    assert answer.optimal
    assert answer.value(x) in (3, 4)


def test_a_contradiction_is_infeasible_and_has_no_values() -> None:
    solver = Solver()
    x = solver.boolean()
    solver.linear([(1, x)], low=2)
    answer = solver.solve(10)
    assert (answer.infeasible, answer.optimal, answer.values) == (True, False, ())


def test_a_model_that_makes_no_sense_is_an_error() -> None:
    solver = Solver()
    solver.integer(1, 0)
    with pytest.raises(ValueError, match="not valid"):
        solver.solve(10)


def test_without_work_allowed_nothing_is_claimed() -> None:
    answer = queens(9).solve(0)
    assert (answer.optimal, answer.infeasible, answer.values) == (False, False, ())


def test_a_hint_that_is_a_solution_saves_the_search() -> None:
    solver = queens(20)
    searched = solver.solve(10)
    solver.hint(dict(enumerate(searched.values)))
    again = solver.solve(10)
    assert again.values == searched.values
    assert again.work < searched.work / 2


def test_a_wrong_hint_does_no_harm_and_a_new_one_replaces_it() -> None:
    solver = queens(20)
    searched = solver.solve(10)
    solver.hint(dict.fromkeys(range(len(searched.values)), 0))
    assert solver.solve(10).optimal
    solver.hint(dict(enumerate(searched.values)))
    assert solver.solve(10).values == searched.values


def test_a_model_can_grow_after_it_has_been_solved() -> None:
    solver = Solver()
    x = solver.integer(0, 9)
    solver.minimise([(1, x)])
    assert solver.solve(10).objective == 0
    solver.linear([(1, x)], low=4)
    assert solver.solve(10).objective == 4


def test_the_same_model_gets_the_same_answer_and_the_same_work() -> None:
    answers = [queens(7).solve(10) for _ in range(2)]
    assert answers[0] == answers[1]


def queens(size: int) -> Solver:
    """Queens on a board, none in another's way."""
    solver = Solver()
    columns = [solver.integer(0, size - 1) for _ in range(size)]
    for i, one in enumerate(columns):
        for j in range(i):
            for gap in (0, i - j, j - i):
                before = solver.boolean()
                solver.linear([(1, one), (-1, columns[j])], high=gap - 1, when=[before])
                solver.linear([(1, one), (-1, columns[j])], low=gap + 1, when=[negation(before)])
    return solver
