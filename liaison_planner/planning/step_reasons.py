"""The reasons of one step: what it is for, what its dates hang on, what would take its place."""

from dataclasses import dataclass
from functools import cached_property

from liaison_planner.domain.explanation import Change, Closing, StepReasons
from liaison_planner.planning.differences import change_to
from liaison_planner.planning.drivers import holds_of
from liaison_planner.planning.holds import Holds
from liaison_planner.planning.left_out import Absences
from liaison_planner.planning.replacing import Replacement
from liaison_planner.planning.room import Room
from liaison_planner.planning.steps import Step
from liaison_planner.planning.subject import Subject
from liaison_planner.planning.what_if import WhatIf, without


@dataclass(frozen=True)
class StepExplainer:
    """Explains the steps of one plan; what would replace a step is solved only where the plan fits."""

    subject: Subject
    what_if: WhatIf

    @property
    def room(self) -> Room:
        return self.holds.room

    @cached_property
    def absences(self) -> Absences:
        return Absences(self.subject, self.room)

    @cached_property
    def holds(self) -> Holds:
        return holds_of(self.subject)

    def reasons(self, step: Step) -> StepReasons:
        """Everything about one step."""
        return StepReasons(
            offering_id=step.offering.id,
            title=step.offering.title,
            start=step.start,
            finish=step.finish,
            cost_usd=step.offering.cost_usd,
            effort_hours=step.offering.effort_hours,
            pinned=step.pinned,
            closes=self._closes(step),
            enables=self._enables(step),
            start_hold=self.holds.start(step),
            finish_hold=self.holds.finish(step),
            spare_weeks=self.holds.spare_weeks(step),
            without=self._without(step) if self.subject.plan.fits else None,
            employer_usd=self.subject.paid_back.get(step.offering.id, 0.0),
            remark=self.subject.reasons.remarks.get(step.offering.id, ""),
        )

    def _closes(self, step: Step) -> tuple[Closing, ...]:
        return tuple(
            Closing(
                gap_id=gap.id,
                name=self.subject.name_of(gap),
                have=gap.have,
                need=gap.need,
                met=gap.closed_on is not None,
            )
            for gap in self.subject.plan.gaps
            if step.offering.id in gap.closed_by
        )

    def _enables(self, step: Step) -> tuple[str, ...]:
        reasons = self.subject.reasons
        return tuple(other.offering.id for other in self.subject.steps if reasons.depends(other, step))

    def _without(self, step: Step) -> Change:
        """The best plan for the same person who rules the step out, or who drops the wish for it."""
        subject, name = self.subject, step.offering.id
        outcome = self.what_if.person(without(subject.profile, name))
        return change_to(subject.plan, outcome, Replacement(subject, step, outcome, self.absences).in_words())
