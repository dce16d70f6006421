"""Shares pieces of evidence among needs: each piece within its limit, the most important needs first, exactly."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Need(NamedTuple):
    """Something to be backed: how much of it, and the pieces that may serve it."""

    name: str
    amount: int
    pieces: tuple[str, ...]


def allot(limits: Mapping[str, int], needs: Sequence[Need]) -> dict[str, dict[str, int]]:
    """What each need gets from which piece, in whole units.

    Guarantees: no piece gives more than its limit and no need gets more than its amount; the first need gets as much as
    it can at all, the second as much as it can then, and so on; so the total is the greatest possible too. Exact: each
    need is served along augmenting paths of a flow (Ford and Fulkerson 1956), which never take back what an earlier
    need got, only from which piece.
    """
    shares = _Shares(dict(limits), {need.name: need for need in needs})
    for need in needs:
        while shares.serve(need.name):
            pass
    return {need.name: {p: n for p, n in shares.given[need.name].items() if n} for need in needs}


class _Shares:
    """Who gets what so far."""

    def __init__(self, left: dict[str, int], needs: Mapping[str, Need]) -> None:
        self._left = left
        self._needs = needs
        self.given: dict[str, dict[str, int]] = {name: dict.fromkeys(needs[name].pieces, 0) for name in needs}

    def serve(self, name: str) -> bool:
        """Gives the need one unit more, if need be by serving others from other pieces; False if that is impossible."""
        if sum(self.given[name].values()) >= self._needs[name].amount:
            return False
        return self._find(name, set())

    def _find(self, name: str, asked: set[str]) -> bool:
        for piece in self._needs[name].pieces:
            if piece in asked:
                continue
            asked.add(piece)
            if self._left.get(piece, 0) > 0:
                self._left[piece] -= 1
            elif not self._freed(piece, asked):
                continue
            self.given[name][piece] += 1
            return True
        return False

    def _freed(self, piece: str, asked: set[str]) -> bool:
        """Frees one unit of a piece by finding another for a need that holds it."""
        for holder, held in self.given.items():
            if held.get(piece, 0) and self._find(holder, asked):
                held[piece] -= 1
                return True
        return False
