"""The offerings of a random catalogue: for every skill the steps up, then alternatives, jobs, degrees, certifications."""

from math import ceil
from random import Random
from typing import Any

from liaison_planner.domain.offering import Award, Competency, Offering
from liaison_planner.domain.requirement import AnyOf, CompetencyLevel, EducationLevel, OfferingDone, Requirement, Years
from liaison_planner.domain.vocabulary import Confidence, Delivery, Kind, StartPattern

ORIGIN: dict[str, Any] = {"source": "invented for a benchmark", "as_of": "2026", "confidence": Confidence.ESTIMATE}
WORK = ("healthcare", "sales_marketing", "healthcare_sales", "public_community", "education_admin", "clinical")
CERTIFICATIONS = ("medical_assistant", "chw", "pharma_rep", "salesforce_admin", "capm", "cmpe", "tagme")

HOURS = {1: (2, 20), 2: (6, 40), 3: (24, 80), 4: (60, 160)}
"""Fewest and most hours of a step that ends at a level."""

HOURS_A_WEEK = {
    Kind.COURSE: (3, 10),
    Kind.CERTIFICATION: (4, 12),
    Kind.MENTORSHIP: (0.5, 3),
    Kind.INTERNSHIP: (4, 15),
    Kind.NETWORKING: (1, 4),
}
"""Hours a week when taken in the shortest time."""

DELIVERIES = {
    Kind.COURSE: (Delivery.ONLINE_SELF_PACED, Delivery.ONLINE_SELF_PACED, Delivery.ONLINE_COHORT, Delivery.IN_PERSON),
    Kind.CERTIFICATION: (Delivery.ONLINE_SELF_PACED, Delivery.ONLINE_COHORT),
    Kind.MENTORSHIP: (Delivery.IN_PERSON, Delivery.ON_THE_JOB),
    Kind.INTERNSHIP: (Delivery.IN_PERSON, Delivery.ON_THE_JOB),
    Kind.NETWORKING: (Delivery.IN_PERSON,),
}
ANYTIME, MONTHLY, QUARTERLY = StartPattern.ANYTIME, StartPattern.MONTHLY, StartPattern.QUARTERLY
STARTS = {
    Delivery.ONLINE_SELF_PACED: (ANYTIME,),
    Delivery.IN_PERSON: (ANYTIME, ANYTIME, MONTHLY, QUARTERLY),
    Delivery.ONLINE_COHORT: (MONTHLY, QUARTERLY, QUARTERLY, StartPattern.SEMESTER),
    Delivery.ON_THE_JOB: (ANYTIME, ANYTIME, QUARTERLY, StartPattern.SEMESTER),
}
PRICES = {
    Delivery.ONLINE_SELF_PACED: (0, 0, 0, 25, 60, 100, 150, 350),
    Delivery.IN_PERSON: (0, 0, 0, 90, 150, 400),
    Delivery.ONLINE_COHORT: (120, 250, 350, 450, 600, 900, 1800),
    Delivery.ON_THE_JOB: (0,),
}


class Draft:
    """Offerings in the making; an offering waits only for earlier ones, so there are no circles."""

    def __init__(self, rng: Random, competencies: dict[str, Competency], number: int) -> None:
        self.rng, self.number = rng, number
        self.skills = list(competencies)
        self.made: dict[str, Offering] = {}
        self._steps_up(competencies)
        self._degrees()
        for _ in range(max(5, number // 12)):
            self._job()
        for _ in range(max(3, number // 20)):
            self._extra(Kind.CERTIFICATION)

    def offerings(self) -> dict[str, Offering]:
        """Exactly as many as asked for; the rest are further ways to what is taught already."""
        kinds = (Kind.COURSE, Kind.MENTORSHIP, Kind.INTERNSHIP, Kind.NETWORKING)
        while len(self.made) < self.number:
            self._extra(self.rng.choices(kinds, weights=(60, 10, 15, 15))[0])
        return self.made

    def _steps_up(self, competencies: dict[str, Competency]) -> None:
        """Whatever level a focus area asks for can be reached by courses that build upon each other."""
        for competency in competencies.values():
            top = max(2, *competency.required.values())
            for level in range(2, top + 1):
                before = ((CompetencyLevel(competency.id, level - 1),),) if level > 2 else ()
                self._add(Kind.COURSE, {competency.id: level}, before)

    def _extra(self, kind: Kind) -> None:
        """A step that teaches one to four skills, mostly to a middling level, for whoever is ready for it."""
        number = self.rng.choices((1, 2, 3, 4), weights=(50, 25, 15, 10))[0]
        levels = (1, 1, 2, 2, 2, 3) if kind is Kind.NETWORKING else (1, 2, 2, 2, 3, 3, 4)
        teaches = {skill: self.rng.choice(levels) for skill in self.rng.sample(self.skills, number)}
        awards: tuple[Award, ...] = ()
        if kind is Kind.CERTIFICATION:
            awards = (Award(kind="cert", value=self.rng.choice(CERTIFICATIONS)),)
        elif kind is Kind.INTERNSHIP:
            awards = (Award(kind="exp", value=self.rng.choice(WORK), tenths_of_years=self.rng.randint(1, 3)),)
        elif kind is Kind.COURSE and self.rng.random() < 0.05:
            awards = (Award(kind="certificate", value="liaison_training"),)
        self._add(kind, teaches, self._readiness(teaches), awards)

    def _readiness(self, teaches: dict[str, int]) -> Requirement:
        """High levels ask for the one below; now and then another step or skill must come first, or one of two."""
        terms: list[AnyOf] = [(CompetencyLevel(skill, level - 1),) for skill, level in teaches.items() if level >= 3]
        if self.rng.random() < 0.2:
            other = CompetencyLevel(self.rng.choice(self.skills), self.rng.choice((1, 2)))
            terms.append((other, OfferingDone(self.rng.choice(list(self.made)))))
        elif self.rng.random() < 0.12:
            terms.append((OfferingDone(self.rng.choice(list(self.made))),))
        return tuple(terms)

    def _add(self, kind: Kind, teaches: dict[str, int], before: Requirement, awards: tuple[Award, ...] = ()) -> None:
        least, most = HOURS[max(teaches.values())]
        hours = round(self.rng.uniform(least, most) * (1 + 0.4 * (len(teaches) - 1)))
        pace = self.rng.uniform(*HOURS_A_WEEK[kind])
        delivery = self.rng.choice(DELIVERIES[kind])
        cost = self.rng.choice(PRICES[delivery]) * (2 if kind is Kind.CERTIFICATION else 1)
        if kind is Kind.NETWORKING and self.rng.random() < 0.1:
            cost = 1800
        starts = self.rng.choice(STARTS[delivery])
        self._keep(
            kind,
            delivery,
            (hours, min(40, ceil(hours / pace)), cost),
            before,
            teaches=teaches,
            awards=awards,
            starts=starts,
        )

    def _job(self) -> None:
        """A full-time job of a year or two: experience, and several skills on the way."""
        weeks = self.rng.choice((52, 52, 52, 104))
        teaches = {skill: self.rng.choice((2, 2, 3)) for skill in self.rng.sample(self.skills, self.rng.randint(4, 9))}
        before: list[AnyOf] = [(EducationLevel(self.rng.choice((1, 3, 3))), Years("healthcare", 30))]
        others = [skill for skill in self.skills if skill not in teaches]
        before += [(CompetencyLevel(skill, 2),) for skill in self.rng.sample(others, self.rng.choice((0, 1, 1, 2)))]
        fields = ["healthcare", *self.rng.sample(WORK[1:], 1)]
        awards = tuple(Award(kind="exp", value=name, tenths_of_years=weeks * 10 // 52) for name in fields)
        figures = (weeks * 40, weeks, 0)
        starts = self.rng.choice(STARTS[Delivery.ON_THE_JOB])
        self._keep(
            Kind.ADJACENT_JOB,
            Delivery.ON_THE_JOB,
            figures,
            tuple(before),
            teaches=teaches,
            awards=awards,
            starts=starts,
        )

    def _degrees(self) -> None:
        """A bachelor's degree in health, one in business, and a master's."""
        rows = (("health", 3, 1, 3600, 104, 24000), ("business_marketing", 3, 1, 4200, 120, 40000))
        for name, level, needed, hours, weeks, cost in (*rows, ("health_comm", 4, 3, 1200, 70, 15000)):
            teaches = dict.fromkeys(self.rng.sample(self.skills, 5), 2)
            awards = (Award(kind="degree", value=name, level=level),)
            before = ((EducationLevel(needed),),)
            figures, semester = (hours, weeks, cost), StartPattern.SEMESTER
            self._keep(
                Kind.DEGREE,
                Delivery.ONLINE_SELF_PACED,
                figures,
                before,
                teaches=teaches,
                awards=awards,
                starts=semester,
            )

    def _keep(
        self,
        kind: Kind,
        delivery: Delivery,
        figures: tuple[int, int, int],
        before: Requirement,
        *,
        teaches: dict[str, int],
        awards: tuple[Award, ...],
        starts: StartPattern,
    ) -> None:
        """Adds an offering; the figures are hours, weeks and dollars."""
        name = f"{kind.value}_{len(self.made):03}"
        hours, weeks, cost = figures
        self.made[name] = Offering(
            id=name,
            kind=kind,
            title=name,
            provider="",
            delivery=delivery,
            effort_hours=hours,
            duration_weeks_min=max(1, weeks),
            cost_usd=cost,
            prerequisites=before,
            teaches=teaches,
            awards=awards,
            start_pattern=starts,
            **ORIGIN,
        )
