"""How urgent a gap is: what an interview tests first comes first."""

from liaison_planner.domain.offering import Competency
from liaison_planner.domain.vocabulary import Focus

URGENT, IMPORTANT, LATER = 1, 2, 3
_WEIGHTS = {URGENT: 4, IMPORTANT: 2, LATER: 1}


def competency_priority(competency: Competency, focus: Focus, missing_levels: int) -> int:
    """1 if the first interview tests it, 2 if two or more levels are missing, 3 otherwise; the split is an estimate."""
    if focus in competency.core_for:
        return URGENT
    return IMPORTANT if missing_levels >= 2 else LATER


def level_weight(competency: Competency, focus: Focus) -> int:
    """What one missing level is worth when not everything fits."""
    return _WEIGHTS[URGENT] if focus in competency.core_for else _WEIGHTS[LATER]
