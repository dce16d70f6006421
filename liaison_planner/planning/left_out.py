"""Why an offering is not in the plan, told without solving anything again."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.explanation import Absence, LeftOut
from liaison_planner.domain.offering import Offering
from liaison_planner.domain.plan import Gap
from liaison_planner.domain.requirement import AnyOf, CompetencyLevel, Condition, Years
from liaison_planner.domain.standing import Standing
from liaison_planner.domain.vocabulary import Kind
from liaison_planner.domain.weeks import WEEK, last_day_of_weeks, starts_in_week_of
from liaison_planner.gaps.analysis import accepted_routes
from liaison_planner.gaps.words import condition_in_words, day_in_words, hours_in_words, money_in_words, term_in_words
from liaison_planner.planning.employer import qualifies
from liaison_planner.planning.phrases import listed, span, titles
from liaison_planner.planning.room import Room
from liaison_planner.planning.subject import Subject


@dataclass(frozen=True)
class Absences:
    """Looks at what one plan left out. The first reason that holds is given; each is true by itself."""

    subject: Subject
    room: Room

    @property
    def catalogue(self) -> Catalogue:
        return self.subject.catalogue

    def all(self) -> tuple[LeftOut, ...]:
        """Every offering that is not in the plan, what would help most first, what would help nowhere last."""
        taken = {step.offering.id for step in self.subject.steps}
        found = [self.of(offering) for offering in self.catalogue.offerings.values() if offering.id not in taken]
        return tuple(sorted(found, key=lambda each: -len(each.would_help)))

    def of(self, offering: Offering) -> LeftOut:
        """Why this offering is not in the plan."""
        helps = self.helped(offering)
        reason, text, instead = (
            self._by_choice(offering)
            or self._useless(offering, helps)
            or self._limits(offering)
            or self._rest(offering, helps)
        )
        return LeftOut(
            offering_id=offering.id,
            title=offering.title,
            cost_usd=offering.cost_usd,
            effort_hours=offering.effort_hours,
            reason=reason,
            text=text,
            would_help=tuple(gap.id for gap in helps),
            instead=instead,
        )

    def helped(self, offering: Offering) -> list[Gap]:
        """The gaps that the offering would close or bring nearer."""
        after, gaps = self._after[offering.id], self.subject.plan.gaps
        return [gap for gap in gaps if gap.id in self._terms and self._nearer(self._terms[gap.id], after)]

    @cached_property
    def _terms(self) -> dict[str, AnyOf]:
        """What closes each gap; nothing closes a gate."""
        return {need.id: need.term for need in self.subject.needs if need.term}

    @cached_property
    def _after(self) -> dict[str, Standing]:
        """What the person would hold with each single offering."""
        rows = self.catalogue.offerings
        return {name: self.subject.outset.after([row]) for name, row in rows.items()}

    def _nearer(self, term: AnyOf, after: Standing) -> bool:
        return _further(term, self.subject.outset, after)

    def _by_choice(self, offering: Offering) -> "_Reason | None":
        profile = self.subject.profile
        if offering.id in (*profile.done, *profile.finished):
            return Absence.DONE, "You have done it already.", ()
        if profile.focus in offering.goal_of:
            return Absence.GOAL, "It is the work you are heading for, not a step towards it.", ()
        if offering.kind is Kind.CONTINUING_EDUCATION:
            return Absence.AFTER_HIRING, "A duty that begins once you are hired.", ()
        if offering.id in profile.excludes and offering.id in profile.no_seat:
            return Absence.NO_SEAT, "There was no free seat for you.", ()
        if offering.id in profile.excludes:
            return Absence.EXCLUDED, "You ruled it out.", ()
        return None

    def _useless(self, offering: Offering, helps: list[Gap]) -> "_Reason | None":
        if helps or self._helps_another_route(offering):
            return None
        opens = self.opens(offering)
        if not opens:
            return Absence.NOTHING_MISSING, "It brings nothing that you still lack; no price or date changes that.", ()
        text = f"Brings nothing you still lack; it only opens the way to {titles(opens, self.catalogue)}."
        return Absence.NOTHING_MISSING, text, ()

    def _helps_another_route(self, offering: Offering) -> bool:
        return any(self._nearer(term, self._after[offering.id]) for term in self._route_terms)

    @cached_property
    def _route_terms(self) -> tuple[AnyOf, ...]:
        """What is open of the accepted routes; nothing, if the person qualifies by one of them already."""
        routes = accepted_routes(self.subject.profile, self.catalogue)
        open_terms = [self.subject.outset.open_terms(route.requirement) for route in routes]
        return tuple(dict.fromkeys(term for terms in open_terms for term in terms)) if all(open_terms) else ()

    def opens(self, offering: Offering) -> list[str]:
        """The offerings that matter whose prerequisites it brings nearer."""
        return [name for name in self.mattering if self._advances(offering, name)]

    @cached_property
    def mattering(self) -> tuple[str, ...]:
        """All that helps, or leads over however many other offerings to something that helps."""
        rows = {row.id: row for row in self.catalogue.offerings.values() if row.kind is not Kind.CONTINUING_EDUCATION}
        found = [name for name, row in rows.items() if self.helped(row) or self._helps_another_route(row)]
        for member in found:  # grows while it is read
            found += [name for name, row in rows.items() if name not in found and self._advances(row, member)]
        return tuple(found)

    def _advances(self, offering: Offering, other: str) -> bool:
        """Whether it brings what another offering asks for nearer."""
        return any(self._nearer(term, self._after[offering.id]) for term in self._asked[other])

    @cached_property
    def _asked(self) -> dict[str, tuple[AnyOf, ...]]:
        """What of each offering's prerequisites is open."""
        rows = self.catalogue.offerings
        return {name: self.subject.outset.open_terms(row.prerequisites) for name, row in rows.items()}

    def _limits(self, offering: Offering) -> "_Reason | None":
        """What rules the offering out by itself, whatever else is chosen."""
        profile = self.subject.profile
        if offering.is_full_time_job and not profile.willing_to_change_job:
            return Absence.KEEPS_JOB, "A full-time job, and you keep your present one.", ()
        paid = profile.employer_pays_usd if qualifies(offering, profile) else 0.0
        if offering.cost_usd - paid > profile.budget_usd:
            budget = f"{money_in_words(profile.budget_usd)}{', and of what your employer pays' if paid else ''}"
            text = f"At {money_in_words(offering.cost_usd)} it costs more than your whole budget of {budget}."
            return Absence.OVER_BUDGET, text, ()
        if (ends := self._soonest_end(offering)) is None or ends > profile.target_date:
            return Absence.TOO_LONG, self._too_long(offering, ends), ()
        if not offering.is_full_time_job and offering.effort_hours > self._hours_in_all + 1e-6:
            text = f"It takes {offering.effort_hours:,.0f} hours; you have {self._hours_in_all:,.0f} until your target date."
            return Absence.TOO_MANY_HOURS, text, ()
        return None

    def _soonest_end(self, offering: Offering) -> date | None:
        """The end of its shortest form from its first intake on, weeks off not counted."""
        monday = self.room.first
        while monday <= self.room.last:
            if starts_in_week_of(offering.start_pattern, monday):
                return last_day_of_weeks(monday, offering.duration_weeks_min)
            monday += WEEK
        return None

    def _too_long(self, offering: Offering, ends: date | None) -> str:
        target = day_in_words(self.subject.profile.target_date)
        if ends is None:
            return f"It does not start before your target date, {target}."
        weeks = span(7 * offering.duration_weeks_min)
        return f"It takes at least {weeks}, so until {day_in_words(ends)}; your target date is {target}."

    @cached_property
    def _hours_in_all(self) -> float:
        weeks = range(((self.room.last - self.room.first) + timedelta(days=1)).days // 7)
        return sum(self.room.available(self.room.first + week * WEEK) for week in weeks)

    def _rest(self, offering: Offering, helps: list[Gap]) -> "_Reason":
        """It could be taken; the plan does without it."""
        missing = self.subject.at_end.open_terms(offering.prerequisites)
        if still_open := [gap for gap in helps if gap.closed_on is None]:
            return Absence.NO_ROOM, self._no_room(still_open, missing), ()
        if not helps:
            return Absence.OTHER_ROUTE, "It would lead to another way of qualifying than the plan's.", ()
        closers = tuple(dict.fromkeys(name for gap in helps for name in gap.closed_by))
        text = self._covered(offering, helps, closers)
        if missing:
            return Absence.PREREQUISITE, f"{text} It also asks for {_terms(missing, self.catalogue)}.", closers
        return Absence.COVERED, text, closers

    def _no_room(self, still_open: list[Gap], missing: tuple[AnyOf, ...]) -> str:
        names = listed([self.subject.name_of(gap) for gap in still_open])
        asks = (
            f", but it asks for {_terms(missing, self.catalogue)}"
            if missing
            else ", but your limits leave no room for it"
        )
        return f"It would help with {names}{asks}."

    def _covered(self, offering: Offering, helps: list[Gap], closers: tuple[str, ...]) -> str:
        names = listed([self.subject.name_of(gap) for gap in helps], 2)
        text = f"The plan has {names} from {titles(closers, self.catalogue, 1)}"
        if len(closers) > 1:
            return f"{text}."
        return f"{text}{self._dearer(offering, self.catalogue.offerings[closers[0]])}."

    def _dearer(self, offering: Offering, chosen: Offering) -> str:
        """How it compares with the one step that covers what it would bring."""
        dollars = round(offering.cost_usd - chosen.cost_usd, 2)
        hours = round(offering.effort_hours - chosen.effort_hours, 1)
        weeks = offering.duration_weeks_min - chosen.duration_weeks_min
        worse = [
            f"costs {money_in_words(dollars)} more" if dollars > 0 else "",
            f"takes {hours_in_words(hours)} more" if hours > 0 else "",
            f"lasts {span(7 * weeks)} longer" if weeks > 0 else "",
        ]
        told = [words for words in worse if words]
        if told:
            return f"; this {listed(told)}"
        more = [gap for gap in self.subject.plan.gaps if chosen.id in gap.closed_by]
        spared = f", which brings {len(more)} things in one" if len(more) > 1 else ""
        return f"{spared}"


_Reason = tuple[Absence, str, tuple[str, ...]]


def _further(term: AnyOf, before: Standing, after: Standing) -> bool:
    """Whether a term comes nearer to being met, as far as it asks."""
    return any(_amount(condition, after) > _amount(condition, before) for condition in term)


def _amount(condition: Condition, standing: Standing) -> int:
    match condition:
        case CompetencyLevel(name, level):
            return min(level, standing.levels.get(name, 0))
        case Years(field, tenths):
            return min(tenths, standing.tenths.get(field, 0))
        case _:
            return int(standing.holds(condition))


def _terms(terms: tuple[AnyOf, ...], catalogue: Catalogue) -> str:
    return listed([_term(term, catalogue) for term in terms], 2)


def _term(term: AnyOf, catalogue: Catalogue) -> str:
    """What is asked; of many alternatives only the first is named."""
    if len(term) <= 2:
        return term_in_words(term, catalogue)
    return f"{condition_in_words(term[0], catalogue)} (or one of {len(term) - 1} other things)"
