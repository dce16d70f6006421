"""Choices a person makes from a list: each word is known by its id and by its title, whatever the case."""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache

LONGEST_WORD = 120
"""A longer text is no misspelt word; comparing it would take long."""

_BRITISH = (("licence", "license"), ("organis", "organiz"), ("analyse", "analyze"), ("programme", "program"))

LONGEST_LIST = 8
"""Up to so many words a message lists them all."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """What two spellings of one word have in common: case, spacing, typographic apostrophes, invisible marks, and
    what British and American English write differently, as titles of older catalogues, which files still hold, did.
    """
    visible = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    plain = " ".join(visible.replace("’", "'").casefold().split())
    for british, american in _BRITISH:
        plain = plain.replace(british, american)
    return plain


def _without_bracket(title: str) -> str:
    """«Registered nurse (RN)» is known as «Registered nurse» too."""
    return fold(title.partition(" (")[0])


@lru_cache(maxsize=4096)
def _closest(word: str, spellings: tuple[str, ...]) -> str | None:
    """The spelling that the word comes nearest to, if any; remembered, as whole rosters share their mistakes."""
    if len(word) > LONGEST_WORD:
        return None
    return next(iter(get_close_matches(word, spellings, n=1)), None)


@dataclass(frozen=True)
class Words:
    """The allowed words of one list: `noun` names what they are, `titles` gives each id its title."""

    noun: str
    titles: Mapping[str, str]

    @cached_property
    def _id_by_spelling(self) -> dict[str, str]:
        shared = Counter(fold(title) for title in self.titles.values())
        by_title = {fold(title): word for word, title in self.titles.items() if shared[fold(title)] == 1}
        bare = Counter(map(_without_bracket, self.titles.values()))
        by_bare = {
            _without_bracket(title): word for word, title in self.titles.items() if bare[_without_bracket(title)] == 1
        }
        return by_bare | by_title | {fold(word): word for word in self.titles}

    def find(self, text: str) -> str | None:
        """The id whose id or title is `text`; None if there is none, or if several share the title."""
        return self._id_by_spelling.get(fold(text))

    def advice(self, text: str) -> str:
        """A sentence that helps to find the word that was meant."""
        sharing = [word for word, title in self.titles.items() if fold(title) == fold(text)]
        if sharing:
            return f"Several have this title; write one of their ids: {', '.join(sharing)}."
        close = _closest(fold(text), tuple(self._id_by_spelling))
        if close:
            return f"Did you mean {self._named(self._id_by_spelling[close])}?"
        if len(self.titles) <= LONGEST_LIST:
            return f"Choose one of: {', '.join(map(self._named, self.titles))}."
        return f"The catalogue lists every {self.noun} with its id and its title."

    def _named(self, word: str) -> str:
        """The title, which the lists of the workbook show, and the id, which rosters use."""
        title = self.titles[word]
        return f"«{title}»" if fold(title) == fold(word) else f"«{title}» ({word})"
