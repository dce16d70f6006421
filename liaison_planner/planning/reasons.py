"""Why each step is there and why then, in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.plan import Gap
from liaison_planner.domain.standing import Standing
from liaison_planner.domain.vocabulary import StartPattern
from liaison_planner.domain.weeks import WEEK, starts_in_week_of
from liaison_planner.gaps.words import day_in_words
from liaison_planner.planning.steps import Step, standing_when

_INTAKES = {
    StartPattern.MONTHLY: "once a month",
    StartPattern.QUARTERLY: "once a quarter",
    StartPattern.SEMESTER: "twice a year",
}
MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Reasons:
    """What is needed to explain the steps of one plan; `first` is its first Monday, `remarks` what else is to be said."""

    steps: Sequence[Step]
    gaps: Sequence[Gap]
    catalogue: Catalogue
    outset: Standing
    first: date
    remarks: Mapping[str, str] = field(default_factory=dict)

    def because(self, step: Step) -> str:
        """What the step closes or enables, and what sets its date."""
        remark = self.remarks.get(step.offering.id, "")
        return f"{self._purpose(step)} {self._timing(step)} {remark}".strip()

    def _purpose(self, step: Step) -> str:
        named = [gap for gap in self.gaps if step.offering.id in gap.closed_by]
        levels = [self._level_reached(gap) for gap in named if gap.closed_on and gap.kind == "competency"]
        meets = [gap.need[0].lower() + gap.need[1:] for gap in named if gap.closed_on and gap.kind == "route"]
        nearer = [_gap_name(gap, self.catalogue) for gap in named if not gap.closed_on]
        enables = [f"«{other.offering.title}»" for other in self.steps if self.depends(other, step)]
        sentences = []
        if levels:
            sentences.append(f"Brings {_listed(levels)}.")
        if meets:
            sentences.append(f"Gives what your route still asks: {_listed(meets)}.")
        if nearer:
            sentences.append(f"Brings you nearer to {_listed(nearer)}.")
        if enables:
            sentences.append(f"Opens the way to {_listed(enables)}.")
        if step.pinned:
            sentences.append("You asked for it.")
        if step.under_way and not sentences:
            sentences.append("You have begun it.")
        if not sentences:
            sentences.append("Earns what the other steps cost.")
        return " ".join(sentences)

    def _level_reached(self, gap: Gap) -> str:
        return f"{self.catalogue.competencies[gap.id.removeprefix('competency:')].name} to {gap.need}"

    def depends(self, later: Step, earlier: Step) -> bool:
        """Whether `later` could not start without `earlier` having been finished before."""
        if earlier.finish >= later.start:
            return False
        others = [step for step in self.steps if step is not earlier]
        without = standing_when(others, self.outset, later.start - timedelta(days=1))
        return bool(without.open_terms(later.offering.prerequisites))

    def _timing(self, step: Step) -> str:
        if step.under_way:
            return f"Under way since the week of {day_in_words(step.start)}."
        if step.pinned:
            return f"Stands in the week of {day_in_words(step.start)}."
        if step.start == self.first:
            return "Starts in the first week."
        pattern = step.offering.start_pattern
        if pattern is not StartPattern.ANYTIME and not starts_in_week_of(pattern, step.start - WEEK):
            return f"Starts {_INTAKES[pattern]}; this is the intake of {day_in_words(step.start)}."
        return self._after_what(step)

    def _after_what(self, step: Step) -> str:
        eve = step.start - timedelta(days=1)
        before = [other for other in self.steps if other.finish == eve and self.depends(step, other)]
        if before:
            return f"Can start once {_listed([f'«{other.offering.title}»' for other in before])} is finished."
        return "Starts when your weekly hours leave room."


def _gap_name(gap: Gap, catalogue: Catalogue) -> str:
    if gap.kind == "competency":
        return f"{catalogue.competencies[gap.id.removeprefix('competency:')].name} ({gap.need})"
    return gap.need[0].lower() + gap.need[1:]


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        return ", ".join(shown) + f" and {len(names) - MOST_NAMES} more"
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
