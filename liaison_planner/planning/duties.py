"""What law, employers and licences ask beside skills: each with its day, its source and how sure it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.offering import Fact, Gate, Offering
from liaison_planner.domain.picture import Duty, DutyStatus
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.requirement import Token
from liaison_planner.domain.standing import Standing
from liaison_planner.domain.vocabulary import Confidence, Delivery, Focus, Kind
from liaison_planner.gaps.words import day_in_words
from liaison_planner.planning.steps import Step

NOT_LEGAL_ADVICE = "Not legal advice."
HIPAA_FIRST, TRAINING_AFTER_HIRE = "F10", "F09"
GIFT_LIMITS, GIFT_ON_CAMPUS, GIFT_RULES = ("F01", "F02", "F03", "F04"), "F05", "F06"
CONTRACTORS, LABORATORIES, REP_LICENCES = "F07", "F08", "F39"
"""Facts of the built-in catalogue; a catalogue of one's own that has not got one goes without its duty."""

_ON_SITE = frozenset({Kind.INTERNSHIP, Kind.ADJACENT_JOB})
_ASKED_ON_SITE = frozenset({"background_check", "health_screening"})
"""Gates that hospitals put before volunteers and staff alike (fact F42), not only before liaisons."""


@dataclass(frozen=True)
class Duties:
    """The duties of one person under one plan; `hired` is the first day on which the person could be hired."""

    profile: Profile
    catalogue: Catalogue
    outset: Standing
    steps: Sequence[Step]
    hired: date | None

    def all(self) -> tuple[Duty, ...]:
        """Law first, then licences, then what employers ask; those with a day in the order of their days."""
        found = [*self._law(), *self._pay(), *self._licences(), *self._gates()]
        return tuple(sorted(found, key=lambda duty: (duty.due is None, duty.due or date.max)))

    def _law(self) -> Iterator[Duty]:
        facts = {fact.id: fact for fact in self.catalogue.facts}
        if fact := facts.get(HIPAA_FIRST):
            yield self._privacy(fact)
        if fact := facts.get(TRAINING_AFTER_HIRE):
            yield self._training(fact)
        limits = [facts[name] for name in GIFT_LIMITS if name in facts]
        if limits:
            yield self._gifts(limits, [facts[name] for name in (GIFT_ON_CAMPUS, GIFT_RULES) if name in facts])
        if REP_LICENCES in facts and (reps := [step for step in self.steps if _is_drug_sales(step.offering)]):
            text = f"Ask the employer and the state board before «{reps[0].offering.title}»."
            yield _from_fact(facts[REP_LICENCES], "License for drug sales", DutyStatus.OPEN, reps[0].start, text)

    def _privacy(self, fact: Fact) -> Duty:
        """Before the first day on which a step, or the job, could show patients' data."""
        first = min((step for step in self.steps if step.offering.kind in _ON_SITE), key=_start, default=None)
        due = first.start if first else self.hired
        taught = [step for step in self.steps if step.offering.teaches.get("hipaa") and step is not first]
        ahead = [step for step in taught if due is None or step.finish < due]
        where = f"«{first.offering.title}»" if first else "the first day of work"
        if self.outset.levels.get("hipaa", 0):
            status, how = (
                DutyStatus.DONE,
                "You rate yourself trained; have the proof at hand, each employer trains again.",
            )
        elif ahead:
            status, how = DutyStatus.PLANNED, f"«{min(ahead, key=_start).offering.title}» comes first."
        elif taught:
            step = min(taught, key=lambda step: step.finish)
            until = f"«{step.offering.title}» is finished on {day_in_words(step.finish)}"
            status, how = (
                DutyStatus.OPEN,
                f"See no patient data until {until}, and ask the employer for training on day one.",
            )
        else:
            status, how = (
                DutyStatus.OPEN,
                "See no patient data before the employer has trained you: ask for it on day one.",
            )
        return _from_fact(fact, "HIPAA training before any patient data", status, due, f"Due before {where}. {how}")

    def _training(self, fact: Fact) -> Duty:
        days = int(fact.value) if fact.value.isdecimal() else 90
        due = self.hired + timedelta(days=days) if self.hired else None
        when = f" If hired on {day_in_words(self.hired)}, by {day_in_words(due)}." if self.hired and due else ""
        title = "Fraud-and-abuse training after hiring, then yearly"
        text = f"General compliance and fraud training within {days} days after hiring, then every year.{when}"
        return _duty(fact, title, DutyStatus.AFTER_HIRING, due, text)

    def _gifts(self, limits: list[Fact], rules: list[Fact]) -> Duty:
        """The limit of the year of hiring, or the newest known one and the word that it is not that year's."""
        known = {fact.as_of: fact for fact in limits}
        year = str((self.hired or self.profile.target_date).year)
        newest = known.get(year) or known[max(known)]
        amounts = ", ".join(f"{each} ${known[each].value}" for each in sorted(known))
        unknown = [each for each in _years(min(known), max([*known, year])) if each not in known]
        gap = f" No figure for {_either(unknown)} is known to us: look it up at cms.gov." if unknown else ""
        more = "".join(f" {fact.fact}{f': {fact.value} {fact.unit}' if fact.value else ''}." for fact in rules)
        text = f"Gifts to one physician in a calendar year (Stark law): {amounts}.{gap}{more}"
        return _duty(
            newest, "Gift limits", DutyStatus.KNOW, None, text.replace("F01-F04", "these limits").replace("..", ".")
        )

    @property
    def _consults(self) -> bool:
        return self.catalogue.kind_of(self.profile.focus) == Focus.CONSULTING

    def _pay(self) -> Iterator[Duty]:
        """Consultants, and steps on contract, are paid on form 1099; what is safe for employees is not for them."""
        facts = {fact.id: fact for fact in self.catalogue.facts}
        on_contract = [step for step in self.steps if _may_be_contract(step.offering)]
        if not self._consults and not on_contract:
            return
        due = on_contract[0].start if on_contract else self.hired
        where = f"From «{on_contract[0].offering.title}» on." if on_contract else "From the first engagement on."
        if fact := facts.get(CONTRACTORS):
            yield _from_fact(fact, "1099 pay must not follow referrals", DutyStatus.KNOW, due, where)
        if (fact := facts.get(LABORATORIES)) and self._consults:
            yield _from_fact(fact, "Stricter pay rules for laboratories (EKRA)", DutyStatus.KNOW, due, where)

    def _licences(self) -> Iterator[Duty]:
        last = max(filter(None, (self.hired, self.profile.target_date)))
        for note in self.profile.credential_notes:
            if note.expires and note.counts and note.expires <= last:
                title = self.catalogue.credentials[note.token].title
                text = "Renew it in time: the plan counts on it. Ask the board how long renewal takes."
                own = {"source": "your own answer", "as_of": str(note.expires), "confidence": Confidence.PRIMARY}
                yield Duty(
                    id=f"licence:{note.token}",
                    kind="licence",
                    title=f"{title} expires",
                    status=DutyStatus.OPEN,
                    due=note.expires,
                    text=text,
                    **own,
                )

    def _gates(self) -> Iterator[Duty]:
        for gate in self.catalogue.gates.values():
            if self.profile.focus in gate.asked_for:
                yield self._gate(gate)

    def _gate(self, gate: Gate) -> Duty:
        on_site = [step.start for step in self.steps if step.offering.kind in _ON_SITE and gate.id in _ASKED_ON_SITE]
        due = min([*on_site, *([self.hired] if self.hired else [])], default=None)
        answer = self.profile.gates.get(gate.id)
        by = f"by {day_in_words(due)}" if due else "before you apply"
        status, text = {
            True: (DutyStatus.DONE, "You said yes."),
            False: (DutyStatus.OPEN, f"Arrange it {by}; no step of the plan does."),
            None: (DutyStatus.ASK, f"{gate.question} Answer on the sheet Profile, and have it {by}."),
        }[answer]
        origin = {"source": gate.source, "as_of": gate.as_of, "confidence": gate.confidence}
        return Duty(id=f"gate:{gate.id}", kind="gate", title=gate.name, status=status, due=due, text=text, **origin)


def _start(step: Step) -> tuple[date, str]:
    return step.start, step.offering.id


def _either(years: list[str]) -> str:
    """«2025», «2025 or 2027», «2025, 2027 or 2028»."""
    return " or ".join(part for part in (", ".join(years[:-1]), *years[-1:]) if part)


def _years(first: str, last: str) -> list[str]:
    """The years from one to the other; none where a date is no plain year."""
    return [str(year) for year in range(int(first), int(last) + 1)] if first.isdecimal() and last.isdecimal() else []


def _may_be_contract(offering: Offering) -> bool:
    """Paid work beside the present job, such as a pilot engagement."""
    part_time = offering.delivery is Delivery.ON_THE_JOB and not offering.is_full_time_job
    return offering.kind is Kind.INTERNSHIP and part_time


def _is_drug_sales(offering: Offering) -> bool:
    asked = {condition for term in offering.prerequisites for condition in term}
    return offering.is_full_time_job and Token("cert", "pharma_rep") in asked


def _from_fact(fact: Fact, title: str, status: DutyStatus, due: date | None, text: str) -> Duty:
    return _duty(fact, title, status, due, f"{fact.fact}. {text}")


def _duty(fact: Fact, title: str, status: DutyStatus, due: date | None, text: str) -> Duty:
    return Duty(
        id=f"law:{fact.id}",
        kind="law",
        title=title,
        status=status,
        due=due,
        text=f"{text.strip()} {NOT_LEGAL_ADVICE}",
        source=fact.source,
        as_of=fact.as_of,
        confidence=fact.confidence,
    )
