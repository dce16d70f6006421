"""What can be reached through offerings at all, whatever the time and money."""

from collections.abc import Iterable

from liaison_planner.domain.offering import Offering
from liaison_planner.domain.standing import BLANK, Standing


def reach_from_blank(offerings: Iterable[Offering]) -> Standing:
    """What a person with a school diploma and nothing else holds after taking everything that can be started, once."""
    reach = BLANK
    waiting = tuple(offerings)
    while startable := [offering for offering in waiting if not reach.open_terms(offering.prerequisites)]:
        reach = reach.after(startable)
        waiting = tuple(offering for offering in waiting if offering.id not in reach.offerings)
    return reach
