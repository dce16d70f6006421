"""What the best plan without one step does instead, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from liaison_planner.domain.explanation import Possible
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Gap
from liaison_planner.planning.differences import added, figures, listed, titles
from liaison_planner.planning.steps import Step
from liaison_planner.planning.subject import Subject
from liaison_planner.planning.what_if import Outcome, chosen


@dataclass(frozen=True, slots=True)
class Replacement:
    """A plan, one of its steps, and what came out when the step was ruled out (or no longer asked for)."""

    subject: Subject
    step: Step
    outcome: Outcome

    def in_words(self) -> str:
        """One or two sentences; without a plan they say whether anything else leads there at all."""
        base, plan, catalogue = self.subject.plan, self.outcome.plan, self.subject.catalogue
        if plan is None:
            return self._nothing_left()
        if self.step.offering.id in chosen(plan):
            return f"The planner would choose it even if you had not asked for it: {figures(base, plan)}."
        instead = added(base, plan)
        also_gone = [name for name in added(plan, base) if name != self.step.offering.id]
        if not instead:
            return f"The other steps would be enough: {figures(base, plan)}."
        words = f"{titles(instead, catalogue)} would take its place"
        if also_gone:
            words += f" and that of {titles(also_gone, catalogue)}"
        return f"{words}: {figures(base, plan)}."

    def _nothing_left(self) -> str:
        if self.outcome.possible is not Possible.NO:
            return "Whether a plan without it exists could not be settled within the search limit."
        ways = {gap.id: self._others(gap) for gap in self._gaps()}
        alone = [self.subject.name_of(gap) for gap in self._gaps() if not ways[gap.id]]
        if alone:
            return f"No other offering by itself leads to {listed(alone)} far enough."
        others = dict.fromkeys(offering.id for found in ways.values() for offering in found)
        if not others:
            return "No plan without it keeps your limits."
        same = "the same" if len(ways) == 1 else "some of the same"
        named = titles(others, self.subject.catalogue, 2)
        return f"No plan without it keeps your limits, though {same} comes from {named} too."

    def _gaps(self) -> list[Gap]:
        return [gap for gap in self.subject.plan.gaps if gap.closed_by == (self.step.offering.id,)]

    def _others(self, gap: Gap) -> list[Offering]:
        """The other offerings that would meet the gap's term by themselves."""
        return list(self._closers(gap))

    def _closers(self, gap: Gap) -> Iterator[Offering]:
        terms = {need.id: need.term for need in self.subject.needs}
        for offering in self.subject.catalogue.offerings.values():
            after = self.subject.outset.after([offering])
            useful = offering.id != self.step.offering.id and self.subject.profile.focus not in offering.goal_of
            if useful and not after.open_terms((terms[gap.id],)):
                yield offering
