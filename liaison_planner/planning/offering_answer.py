"""Everything about one offering: chosen or not, what insisting on it would cost, and where that turns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from liaison_planner.domain.explanation import (
    Absence,
    Change,
    LeftOut,
    OfferingAnswer,
    Possible,
    Threshold,
    ThresholdKind,
)
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.profile import Profile
from liaison_planner.gaps.words import day_in_words, money_in_words
from liaison_planner.planning.differences import added, change_to, figures, titles
from liaison_planner.planning.left_out import Absences
from liaison_planner.planning.step_reasons import StepExplainer
from liaison_planner.planning.steps import Step
from liaison_planner.planning.subject import Subject
from liaison_planner.planning.thresholds import Turning
from liaison_planner.planning.what_if import Outcome, WhatIf, insisting

NEVER = {Absence.DONE, Absence.GOAL, Absence.AFTER_HIRING}
"""Reasons that no price and no hours can change."""


@dataclass(frozen=True)
class Enquiry:
    """One question about one offering of the catalogue."""

    subject: Subject
    what_if: WhatIf
    explainer: StepExplainer
    offering_id: str
    tell: Callable[[str], None]

    @property
    def offering(self) -> Offering:
        return self.subject.catalogue.offerings[self.offering_id]

    def answer(self) -> OfferingAnswer:
        """The answer; figures where it turns are computed only for what could turn."""
        step = next((step for step in self.subject.steps if step.offering.id == self.offering_id), None)
        return self._chosen(step) if step else self._absent()

    def _chosen(self, step: Step) -> OfferingAnswer:
        self.tell(f"Without «{self.offering.title}»")
        fits = self.subject.plan.fits
        turning = Turning(self.what_if, self.subject.profile, self.offering, self.tell)
        return OfferingAnswer(
            offering_id=self.offering_id,
            title=self.offering.title,
            chosen=True,
            step=self.explainer.reasons(step),
            thresholds=tuple(turning.out(self.subject.plan)) if fits and not step.pinned else (),
        )

    def _absent(self) -> OfferingAnswer:
        absences = Absences(self.subject, self.explainer.room)
        left_out = absences.of(self.offering)
        hopeless = left_out.reason in NEVER or self.offering_id not in absences.mattering
        return OfferingAnswer(
            offering_id=self.offering_id,
            title=self.offering.title,
            chosen=False,
            left_out=left_out,
            insisting=None if hopeless else self._insisting(left_out),
            thresholds=() if hopeless else tuple(self._thresholds(left_out)),
        )

    def _insisting(self, left_out: LeftOut) -> Change | None:
        """The best plan of somebody who insists on it; not asked where it needs permission first."""
        if left_out.reason in (Absence.KEEPS_JOB, Absence.EXCLUDED):
            return None
        self.tell("Insisting on it")
        outcome = self.what_if.person(insisting(self.subject.profile, self.offering_id))
        return change_to(self.subject.plan, outcome, self._insisting_in_words(outcome))

    def _insisting_in_words(self, outcome: Outcome) -> str:
        base, plan = self.subject.plan, outcome.plan
        if plan is None:
            settled = outcome.possible is Possible.NO
            return (
                "No plan with it keeps your limits."
                if settled
                else "No plan with it was found within the search limit."
            )
        spared = [name for name in added(plan, base) if name != self.offering_id]
        words = f"A plan with it: {figures(base, plan)}" if base.fits else "A plan with it exists"
        return f"{words}; {titles(spared, self.subject.catalogue)} would not be needed." if spared else f"{words}."

    def _thresholds(self, left_out: LeftOut) -> Iterator[Threshold]:
        who, permission = self._permitted(left_out)
        if permission:
            yield permission
            if permission.inside is not None:
                return
        yield from Turning(self.what_if, who, self.offering, self.tell).into()

    def _permitted(self, left_out: LeftOut) -> tuple[Profile, Threshold | None]:
        """The person who allows the offering, and what that alone changes."""
        profile = self.subject.profile
        if left_out.reason is Absence.KEEPS_JOB:
            who, words = (
                profile.model_copy(update={"willing_to_change_job": True}),
                "If you were willing to change jobs",
            )
        elif left_out.reason is Absence.EXCLUDED:
            rest = tuple(name for name in profile.excludes if name != self.offering_id)
            who, words = profile.model_copy(update={"excludes": rest}), "If you did not rule it out"
        else:
            return profile, None
        self.tell(words)
        outcome = self.what_if.solved(who, self.subject.catalogue)
        inside = outcome.holds(self.offering_id)
        text = f"{words}, it would come in: {self._gain(outcome)}." if inside else f"{words}, it would still stay out."
        return who, Threshold(
            kind=ThresholdKind.PERMISSION, now=0, inside=1 if inside else None, outside=0 if inside else None, text=text
        )

    def _gain(self, outcome: Outcome) -> str:
        plan = outcome.plan
        if plan is None or plan.ready_date is None:
            return ""
        if self.subject.plan.fits:
            return figures(self.subject.plan, plan)
        return f"ready on {day_in_words(plan.ready_date)}, for {money_in_words(plan.total_cost_usd)}"
