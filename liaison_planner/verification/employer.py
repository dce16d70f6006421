"""Rule 11: what the present employer pays is as stated, step by step and year by year."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from liaison_planner.domain.vocabulary import PAID_BY_EMPLOYERS
from liaison_planner.verification.case import HALF_A_CENT, Case, Step, same


def employer_pays(case: Case) -> Iterator[str]:
    """Rule 11: the employer pays for what qualifies and is over before the person leaves, up to the limit of each year."""
    years: dict[int, float] = defaultdict(float)
    for step in sorted(case.steps, key=lambda each: (each.item.finish, each.item.start, each.item.offering_id)):
        item = step.item
        owed = _owed(case, step, years[item.start.year])
        years[item.start.year] += owed
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


def _owed(case: Case, step: Step, paid_already: float) -> float:
    """What of a step's price the year still has."""
    if not _named(case, step) or step.item.finish >= _last_day_there(case):
        return 0.0
    return min(step.offering.cost_usd, max(0.0, case.profile.employer_pays_usd - paid_already))


def _named(case: Case, step: Step) -> bool:
    if step.offering.is_full_time_job or step.item.offering_id in case.begun:
        return False
    wanted = case.profile.employer_pays_for
    return step.item.offering_id in wanted if wanted else step.offering.kind in PAID_BY_EMPLOYERS


def _last_day_there(case: Case) -> date:
    """The day on which a full-time post on the way takes the place of the present one."""
    return min((item.start for item in case.full_time_jobs), default=date.max)
