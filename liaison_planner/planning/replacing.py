"""What the best plan without one step does instead, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from liaison_planner.domain.explanation import Absence, Possible
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Gap
from liaison_planner.planning.differences import added, figures
from liaison_planner.planning.left_out import Absences
from liaison_planner.planning.phrases import listed, titles
from liaison_planner.planning.steps import Step
from liaison_planner.planning.subject import Subject
from liaison_planner.planning.what_if import Outcome, chosen

_NO_CHOICE = {Absence.DONE, Absence.EXCLUDED, Absence.GOAL, Absence.AFTER_HIRING}
"""Reasons for which an offering could not take a step's place whatever the limits are."""

_LIMITS = {Absence.KEEPS_JOB, Absence.OVER_BUDGET, Absence.TOO_LONG, Absence.TOO_MANY_HOURS}
"""Reasons that name the limit in the way."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A plan, one of its steps, and what came out when the step was ruled out (or no longer asked for)."""

    subject: Subject
    step: Step
    outcome: Outcome
    absences: Absences

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
            return "Whether a plan without it exists is not known: the planner stops searching after a while."
        ways = {gap.id: self._others(gap) for gap in self._gaps()}
        alone = [self.subject.name_of(gap) for gap in self._gaps() if not ways[gap.id]]
        if alone:
            return f"Nothing else that you could choose takes you far enough by itself in {listed(alone)}."
        others = list(dict.fromkeys(offering.id for found in ways.values() for offering in found))
        if not others:
            return "No plan without it keeps your limits."
        return f"No plan without it keeps your limits. {self._why_not(others, whole=len(ways) == 1)}"

    def _why_not(self, others: list[str], *, whole: bool) -> str:
        """What else would bring the same, and the limit that rules it out where one does so by itself."""
        catalogue, same = self.subject.catalogue, "the same" if whole else "some of the same"
        left_out = {name: self.absences.of(catalogue.offerings[name]) for name in others}
        open_ones = [name for name in others if left_out[name].reason not in _LIMITS]
        if open_ones:
            named, verb = titles(open_ones, catalogue, 2), "brings" if len(open_ones) == 1 else "bring"
            return (
                f"{named} {verb} {same}, but {'does' if verb == 'brings' else 'do'} not fit in beside the other steps."
            )
        text = left_out[others[0]].text
        return f"{titles(others[:1], catalogue)} brings {same}, but: {text[0].lower()}{text[1:]}"

    def _gaps(self) -> list[Gap]:
        return [gap for gap in self.subject.plan.gaps if gap.closed_by == (self.step.offering.id,)]

    def _others(self, gap: Gap) -> list[Offering]:
        """The other offerings that would meet the gap's term by themselves and that are the person's to choose."""
        return [each for each in self._closers(gap) if self._choosable(each)]

    def _choosable(self, offering: Offering) -> bool:
        """Neither ruled out nor asking for what nothing that the person can take would bring."""
        rows, reasons = self.subject.catalogue.offerings.values(), _NO_CHOICE | _LIMITS
        if self.absences.of(offering).reason in _NO_CHOICE:
            return False
        if not self.subject.outset.open_terms(offering.prerequisites):
            return True
        possible = [each for each in rows if self.absences.of(each).reason not in reasons]
        return not self.subject.outset.after(possible).open_terms(offering.prerequisites)

    def _closers(self, gap: Gap) -> Iterator[Offering]:
        terms = {need.id: need.term for need in self.subject.needs}
        for offering in self.subject.catalogue.offerings.values():
            after = self.subject.outset.after([offering])
            useful = offering.id != self.step.offering.id and self.subject.profile.focus not in offering.goal_of
            if useful and not after.open_terms((terms[gap.id],)):
                yield offering
