"""One row of the checks sheet."""

from typing import NamedTuple

OK, LOOK, PROBLEM, NOTE = "✓ OK", "! Look", "✗ Problem", "– Note"


class Check(NamedTuple):
    """One thing that was looked at: the verdict in words, the figures behind it, and what follows from it."""

    verdict: str
    check: str
    figures: str
    advice: str
