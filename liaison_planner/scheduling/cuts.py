"""Teaches the model why work does not fit: energy cuts for overcrowded periods."""

from collections.abc import Iterable

from liaison_planner.scheduling.hours import Stretches
from liaison_planner.scheduling.model import Model, Span
from liaison_planner.scheduling.windows import runs


class Cuts:
    """Adds to a model, for sets of periods, that what cannot be done outside them fits into them.

    An activity with effort e and rate r whose window covers n periods outside the set must do at least
    e - r n inside it (energetic reasoning: Baptiste, Le Pape and Nuijten, 1999).
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._seen: set[Stretches] = set()
        self._edges: dict[tuple[int, int, bool], int] = {}

    def add(self, stretches: Stretches) -> bool:
        """The work due within the stretches (first, end) is at most their capacity; False if that was known."""
        if stretches in self._seen:
            return False
        self._seen.add(stretches)
        room = sum(sum(self._model.problem.capacity[first:end]) for first, end in stretches)
        needs = [need for span in self._model.spans.values() for need in self._needs(span, stretches)]
        needs += [need for span in self._model.spans.values() for need in self._withheld(span, stretches)]
        self._model.solver.linear([(1, need) for need in needs], high=room)
        return True

    def _needs(self, span: Span, stretches: Stretches) -> Iterable[int]:
        """For each mode with work, a variable at least as great as the work due within the stretches."""
        solver = self._model.solver
        working = [(m, lit) for m, lit in zip(span.activity.modes, span.modes, strict=True) if m.effort]
        if not working:
            return
        overlaps = [self._overlap(span, first, end) for first, end in stretches]
        for mode, literal in working:
            need = solver.integer(0, mode.effort)
            terms = [(1, need), (mode.rate, span.size), *((-mode.rate, overlap) for overlap in overlaps)]
            solver.linear(terms, low=mode.effort, when=(literal,))
            yield need

    def _withheld(self, span: Span, stretches: Stretches) -> Iterable[int]:
        """A variable at least as great as the capacity within the stretches that the activity does not leave."""
        leaves, solver = span.activity.leaves, self._model.solver
        if leaves is None:
            return
        parts = [
            (capacity - leaves, self._overlap(span, start + first, start + end))
            for start, stop in stretches
            for first, end, capacity in runs(self._model.problem.capacity[start:stop])
            if capacity > leaves
        ]
        need = solver.integer(0, sum(amount for amount, _ in parts) * self._model.horizon)
        solver.linear([(1, need), *((-amount, overlap) for amount, overlap in parts)], low=0, when=(span.present,))
        yield need

    def _overlap(self, span: Span, first: int, end: int) -> int:
        """A variable at least as great as the number of the span's periods within the stretch."""
        solver = self._model.solver
        overlap = solver.integer(0, end - first)
        before_end = self._edge(span, end, least=True)
        from_first = self._edge(span, first, least=False)
        solver.linear([(1, overlap), (-1, before_end), (1, from_first)], low=0)
        return overlap

    def _edge(self, span: Span, time: int, *, least: bool) -> int:
        """min(end, time), or max(start, time)."""
        key = (span.start, time, least)
        if key not in self._edges:
            solver, horizon = self._model.solver, self._model.horizon
            if least:  # min(a, b) = -max(-a, -b)
                negative = solver.greatest([(-1, span.end, 0), (0, None, -time)], -horizon, 0)
                value = solver.integer(0, horizon)
                solver.linear([(1, value), (1, negative)], 0, 0)
                self._edges[key] = value
            else:
                self._edges[key] = solver.greatest([(1, span.start, 0), (0, None, time)], 0, horizon)
        return self._edges[key]
