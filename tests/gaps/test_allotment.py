"""Pieces of evidence are shared among needs exactly, each within its limit."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_planner.gaps.allotment import Need, allot


def served(limits: dict[str, int], needs: list[Need]) -> tuple[int, ...]:
    given = allot(dict(limits), needs)
    return tuple(sum(given[need.name].values()) for need in needs)


def every_way(limits: dict[str, int], needs: list[Need]) -> Iterator[tuple[int, ...]]:
    """What each need gets, for every way at all to hand out whole units within the limits; the judge."""
    pairs = [(at, piece) for at, need in enumerate(needs) for piece in need.pieces]
    for units in product(*(range(limits[piece] + 1) for _, piece in pairs)):
        spent = dict.fromkeys(limits, 0)
        got = [0] * len(needs)
        for (at, piece), unit in zip(pairs, units, strict=True):
            spent[piece] += unit
            got[at] += unit
        if all(spent[p] <= limits[p] for p in limits) and all(g <= n.amount for g, n in zip(got, needs, strict=True)):
            yield tuple(got)


def test_a_piece_is_moved_so_that_both_needs_are_served() -> None:
    """Handing out greedily would give Lee to the first need and leave the second one with nothing."""
    needs = [Need("present", 1, ("Lee", "Poster")), Need("gatekeeper", 1, ("Lee",))]
    assert allot({"Lee": 1, "Poster": 1}, needs) == {"present": {"Poster": 1}, "gatekeeper": {"Lee": 1}}


def test_a_piece_serves_several_needs_only_within_its_limit() -> None:
    needs = [Need(name, 1, ("Lee",)) for name in "abcd"]
    assert served({"Lee": 3}, needs) == (1, 1, 1, 0)


def test_the_first_need_comes_first() -> None:
    assert served({"Lee": 1}, [Need("core", 1, ("Lee",)), Need("other", 1, ("Lee",))]) == (1, 0)


LIMITS = st.fixed_dictionaries({"x": st.integers(0, 2), "y": st.integers(0, 2), "z": st.integers(0, 2)})
PIECES = st.lists(st.sampled_from("xyz"), unique=True, max_size=3).map(tuple)
NEEDS = st.lists(st.tuples(st.integers(0, 3), PIECES), max_size=3).map(
    lambda rows: [Need(str(at), amount, pieces) for at, (amount, pieces) in enumerate(rows)]
)


@settings(deadline=None)
@given(LIMITS, NEEDS)
def test_no_other_way_of_sharing_serves_an_earlier_need_better_or_more_in_all(
    limits: dict[str, int], needs: list[Need]
) -> None:
    ways = list(every_way(limits, needs))
    got = served(limits, needs)
    assert got == max(ways)
    assert sum(got) == max(map(sum, ways))


@settings(deadline=None)
@given(LIMITS, NEEDS)
def test_nothing_is_given_beyond_a_limit_or_to_a_need_it_cannot_serve(
    limits: dict[str, int], needs: list[Need]
) -> None:
    given = allot(dict(limits), needs)
    for piece, limit in limits.items():
        assert sum(shares.get(piece, 0) for shares in given.values()) <= limit
    for need in needs:
        assert set(given[need.name]) <= set(need.pieces)
