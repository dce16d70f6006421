"""What the employer pays, worded once for every sheet and command."""

from collections.abc import Sequence

from liaison_planner.domain.plan import EmployerYear


def paid_by_employer(years: Sequence[EmployerYear]) -> float:
    """Dollars in all."""
    return round(sum(year.paid_usd for year in years), 2)


def employer_in_words(years: Sequence[EmployerYear]) -> str:
    """One sentence with every calendar year; "" where the employer pays for nothing."""
    if not years:
        return ""
    parts = [f"{_dollars(year.paid_usd)} of what starts in {year.year}" for year in years]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    limit = _dollars(years[0].limit_usd)
    return f"Your employer pays back {listed}, of at most {limit} a year; the cost is what is left for you to pay."


def _dollars(amount: float) -> str:
    return f"${amount:,.0f}" if amount == int(amount) else f"${amount:,.2f}"
