"""Rule 11: what the present employer pays is as stated, step by step and year by year, what has been lived first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from liaison_planner.domain.offering import Offering
from liaison_planner.domain.progress import Progress
from liaison_planner.domain.vocabulary import PAID_BY_EMPLOYERS
from liaison_planner.verification.case import HALF_A_CENT, Case, Step, same


def employer_pays(case: Case) -> Iterator[str]:
    """Rule 11: the employer pays for what qualifies and is over before the person leaves, up to the limit of each year."""
    years: dict[int, float] = defaultdict(float)
    shares = shares_so_far(case)
    used = defaultdict(float, _sums(shares.values()))
    for step in sorted(case.steps, key=lambda each: (each.item.finish, each.item.start, each.item.offering_id)):
        item = step.item
        if item.offering_id in case.begun:
            year, share = shares.get(item.offering_id, (item.start.year, 0.0))
            owed = share if item.finish < _last_day_there(case) else 0.0
        else:
            year = item.start.year
            owed = _owed(case, step, used[year])
            used[year] += owed
        years[year] += owed
        if not same(item.employer_usd, owed, HALF_A_CENT):
            yield f"The employer pays {owed:.2f} dollars for «{item.offering_id}», not {item.employer_usd:.2f}."
    stated = {each.year: each.paid_usd for each in case.plan.employer_pays}
    if set(stated) != {year for year, paid in years.items() if paid}:
        yield f"The employer pays in {sorted(year for year, paid in years.items() if paid)}, not in {sorted(stated)}."
    for each in case.plan.employer_pays:
        if not same(each.paid_usd, years[each.year], HALF_A_CENT):
            yield f"In {each.year} the employer pays {years[each.year]:.2f} dollars, not {each.paid_usd:.2f}."
        if not each.limit_usd == case.profile.employer_pays_usd >= each.paid_usd - HALF_A_CENT:
            yield f"In {each.year} the employer pays more than {case.profile.employer_pays_usd:.2f} dollars."


def shares_so_far(case: Case) -> dict[str, tuple[int, float]]:
    """Year and dollars by the key of each step that is done or under way: done before under way, the first over first."""
    left: dict[int, float] = {}
    shares = {}
    lived = [each for each in case.profile.progress if each.status in ("done", "under way")]
    lived = [each for each in lived if each.offering_id not in case.profile.done]
    jobs = [each for each in lived if case.catalogue.offerings[each.offering_id].is_full_time_job]
    for each in sorted(lived, key=lambda each: (each.status == "under way", *_days(case, each), each.offering_id)):
        offering = case.catalogue.offerings[each.offering_id]
        if each not in jobs and _wanted(case, offering) and not any(_missed(case, each, job) for job in jobs):
            day = _days(case, each)[1]
            year = (day - timedelta(days=day.weekday())).year
            paid = min(offering.cost_usd, left.setdefault(year, case.profile.employer_pays_usd))
            left[year] -= paid
            shares[each.key] = (year, paid)
    return shares


def _days(case: Case, lived: Progress) -> tuple[date, date]:
    """Last and first day, as far as the person has said."""
    first = lived.started or lived.finished or case.profile.start_date
    return lived.finished or first, first


def _missed(case: Case, lived: Progress, job: Progress) -> bool:
    """Whether the person left for a full-time post before the step was over."""
    left = _days(case, job)[1]
    over = lived.status == "done" and lived.finished is not None and lived.finished < left
    return not over and (job.status == "under way" or left > _days(case, lived)[1])


def _sums(shares: Iterable[tuple[int, float]]) -> dict[int, float]:
    years: dict[int, float] = {}
    for year, dollars in shares:
        years[year] = years.get(year, 0.0) + dollars
    return years


def _owed(case: Case, step: Step, paid_already: float) -> float:
    """What of a step's price the year still has."""
    if not _named(case, step) or step.item.finish >= _last_day_there(case):
        return 0.0
    return min(step.offering.cost_usd, max(0.0, case.profile.employer_pays_usd - paid_already))


def _named(case: Case, step: Step) -> bool:
    return not step.offering.is_full_time_job and _wanted(case, step.offering)


def _wanted(case: Case, offering: Offering) -> bool:
    wanted = case.profile.employer_pays_for
    return offering.id in wanted if wanted else offering.kind in PAID_BY_EMPLOYERS


def _last_day_there(case: Case) -> date:
    """The day on which a full-time post on the way takes the place of the present one."""
    return min((item.start for item in case.full_time_jobs), default=date.max)
