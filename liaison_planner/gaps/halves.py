"""The medical and the marketing half of liaison work."""

from liaison_planner.domain.offering import Competency
from liaison_planner.domain.picture import Half

_MEDICAL_DOMAINS = frozenset({"clinical", "compliance"})
"""What somebody from a clinic tends to bring; which half a domain belongs to is our judgement."""


def half_of(competency: Competency) -> Half:
    """The half a competency belongs to; every domain that is not medical counts with marketing and relations."""
    return Half.MEDICAL if competency.domain in _MEDICAL_DOMAINS else Half.MARKETING
