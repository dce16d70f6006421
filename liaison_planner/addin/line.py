"""One line of what the doctor says."""

from typing import Literal, NamedTuple

INSTALL = "Run: liaison-planner addin install"
State = Literal["ok", "problem", "note"]


class Line(NamedTuple):
    """One thing that was looked at; `mend` says what to do about a problem."""

    state: State
    about: str
    found: str
    mend: str = ""
