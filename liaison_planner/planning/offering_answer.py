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
from liaison_planner.planning.differences import added, change_to, figures, insisted, same_figures
from liaison_planner.planning.left_out import Absences
from liaison_planner.planning.phrases import titles
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
            thresholds=tuple(turning.out(self.subject.plan)) if fits and not (step.pinned or step.under_way) else (),
        )

    def _absent(self) -> OfferingAnswer:
        absences = Absences(self.subject, self.explainer.room)
        left_out = absences.of(self.offering)
        hopeless = left_out.reason in NEVER or self.offering_id not in absences.mattering
        insisting = None if hopeless else self._insisting(left_out)
        settled = hopeless or (insisting is not None and self._as_good(insisting))
        return OfferingAnswer(
            offering_id=self.offering_id,
            title=self.offering.title,
            chosen=False,
            left_out=left_out,
            insisting=insisting,
            thresholds=() if settled else tuple(self._thresholds(left_out)),
        )

    def _insisting(self, left_out: LeftOut) -> Change | None:
        """The best plan of somebody who insists on it; not asked where it needs permission first."""
        if left_out.reason in (Absence.KEEPS_JOB, Absence.EXCLUDED):
            return None
        self.tell("Insisting on it")
        outcome = self.what_if.person(insisting(self.subject.profile, self.offering_id))
        return change_to(self.subject.plan, outcome, self._insisting_in_words(outcome))

    def _as_good(self, insisting: Change) -> bool:
        """Whether nothing is lost by insisting: then it is a matter of taste, and no threshold means anything."""
        return (insisting.days_later, insisting.dollars_more, insisting.hours_more) == (0, 0, 0)

    def _insisting_in_words(self, outcome: Outcome) -> str:
        base, plan = self.subject.plan, outcome.plan
        if plan is None:
            settled = outcome.possible is Possible.NO
            if not settled:
                return "No plan with it was found; the planner stops searching after a while."
            return (
                "No plan with it keeps your limits."
                if base.fits
                else "No plan keeps your limits, with it or without it."
            )
        spared = [name for name in added(plan, base) if name != self.offering_id]
        rest = f"; {titles(spared, self.subject.catalogue)} would not be needed." if spared else "."
        if not base.fits:
            return f"There is a whole plan with it{rest}"
        if same_figures(base, plan):
            return f"Just as good: the same day, cost and hours{rest} Pin it if you like it better."
        words = insisted(base, plan)
        return f"{words[0].upper()}{words[1:]}{rest}"

    def _thresholds(self, left_out: LeftOut) -> Iterator[Threshold]:
        permission = self._permission(left_out)
        if permission:
            yield permission[1]
        if permission is None or permission[1].inside is None:
            who = permission[0] if permission else self.subject.profile
            yield from Turning(self.what_if, who, self.offering, self.tell).into()

    def _permission(self, left_out: LeftOut) -> tuple[Profile, Threshold] | None:
        """The person who allows what rules the offering out, and whether that alone brings it in."""
        profile = self.subject.profile
        if left_out.reason is Absence.KEEPS_JOB:
            who, words = (
                profile.model_copy(update={"willing_to_change_job": True}),
                "If you were willing to change jobs",
            )
        elif left_out.reason in (Absence.EXCLUDED, Absence.NO_SEAT):
            rest = tuple(name for name in profile.excludes if name != self.offering_id)
            ruled_out = left_out.reason is Absence.EXCLUDED
            words = "If you did not rule it out" if ruled_out else "If a seat became free"
            who = profile.model_copy(update={"excludes": rest})
        else:
            return None
        self.tell(words)
        allowed = self.what_if.solved(who, self.subject.catalogue)
        inside = allowed.holds(self.offering_id)
        text = f"{words}, it would come in: {self._gain(allowed)}." if inside else self._even_then(who, words, allowed)
        values = (1.0, 0.0) if inside else (None, None)
        return who, Threshold(kind=ThresholdKind.PERMISSION, now=0, inside=values[0], outside=values[1], text=text)

    def _gain(self, outcome: Outcome) -> str:
        plan = outcome.plan
        if plan is None or plan.ready_date is None:
            return ""
        if self.subject.plan.fits:
            return figures(self.subject.plan, plan)
        return f"ready on {day_in_words(plan.ready_date)}, for {money_in_words(plan.total_cost_usd)}"

    def _even_then(self, who: Profile, words: str, allowed: Outcome) -> str:
        """How the best plan with it compares, once it is allowed; the thresholds that follow suppose the same."""
        forced = self.what_if.solved(who.model_copy(update=insisting(who, self.offering_id)), self.subject.catalogue)
        if forced.plan is None or allowed.plan is None:
            return f"{words}, no plan with it would keep your other limits. What follows supposes that you allow it."
        compared = insisted(allowed.plan, forced.plan)
        return f"{words}, it would still stay out: {compared}. What follows supposes that you allow it."
