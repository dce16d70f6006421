"""Names, lists and spans of time as explanations say them."""

import re
from collections.abc import Iterable, Sequence

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.gaps.words import weeks_in_words

MOST_NAMES = 3
_BRACKETS = re.compile(r"\s+\([^()]*\)")


def span(days: int) -> str:
    """«9 weeks», or days where it is no whole number of weeks."""
    weeks, rest = divmod(abs(days), 7)
    if not rest:
        return weeks_in_words(weeks)
    return f"{abs(days)} {'day' if abs(days) == 1 else 'days'}"


def titles(names: Iterable[str], catalogue: Catalogue, most: int = MOST_NAMES) -> str:
    """«A», «B» and 2 more."""
    return listed([short_title(name, catalogue) for name in names], most)


def short_title(name: str, catalogue: Catalogue) -> str:
    """«The title» without what stands in brackets, so that it reads well inside a sentence."""
    return f"«{_BRACKETS.sub('', catalogue.offerings[name].title)}»"


def listed(words: Sequence[str], most: int = MOST_NAMES) -> str:
    """Words as a list; a long one is cut and says how many more there are."""
    if len(words) > most + 1:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
