"""What sets the start of each step, in a word for beside its bar and in a sentence that follows it back to its beginning."""

import itertools
from collections.abc import Mapping, Sequence

from liaison_planner.domain.hold import HoldKind
from liaison_planner.domain.plan import PlanItem

_MOST_NUMBERS = 2
_BESIDE = {
    HoldKind.FIRST_WEEK: "first week",
    HoldKind.PINNED: "your wish",
    HoldKind.PREREQUISITE: "after",
    HoldKind.INTAKE: "intake",
    HoldKind.JOB_SLOT: "job of",
    HoldKind.PARALLEL: "beside",
    HoldKind.HOURS: "hours",
    HoldKind.WEEKS_OFF: "weeks off",
    HoldKind.NOTHING: "free",
}
_IN_WORDS = {
    HoldKind.FIRST_WEEK: "the first week",
    HoldKind.PINNED: "the week that you asked for",
    HoldKind.PREREQUISITE: "what it needs first",
    HoldKind.INTAKE: "its next intake",
    HoldKind.JOB_SLOT: "one full-time job at a time",
    HoldKind.PARALLEL: "how many steps you do side by side",
    HoldKind.HOURS: "your weekly hours",
    HoldKind.WEEKS_OFF: "weeks off before it",
    HoldKind.NOTHING: "nothing; it could start earlier",
}


class Drivers:
    """The steps of a plan by number, the `first` one of those to do, and what each one waits for."""

    def __init__(self, items: Sequence[PlanItem], first: int = 1) -> None:
        self._items: Mapping[int, PlanItem] = dict(enumerate(items, start=first))
        self._numbers = {item.offering_id: number for number, item in self._items.items()}

    def beside(self, number: int) -> str:
        """«after 7», «hours 3, 5», «first week»; empty where it is not known."""
        hold = self._items[number].driven_by
        if hold is None or hold.kind not in _BESIDE:
            return ""
        awaited = [str(each) for each in self._awaited(number)[:_MOST_NUMBERS]]
        return f"{_BESIDE[hold.kind]} {', '.join(awaited)}".strip()

    def in_words(self, number: int) -> str:
        """«Its start is set by your weekly hours: 8 waits for 5, 5 for 1, 1 begins with the first week.»."""
        hold = self._items[number].driven_by
        if hold is None or hold.kind not in _IN_WORDS:
            return ""
        chain = self._chain(number)
        told = f": {', '.join(self._links(chain))}" if len(chain) > 1 else ""
        return f"Its start is set by {_IN_WORDS[hold.kind]}{told}."

    def _links(self, chain: Sequence[int]) -> list[str]:
        links = [
            f"{later} {'for' if at else 'waits for'} {earlier}"
            for at, (later, earlier) in enumerate(itertools.pairwise(chain))
        ]
        hold = self._items[chain[-1]].driven_by
        return links if hold is None else [*links, f"{chain[-1]} is set by {_IN_WORDS.get(hold.kind, hold.kind.value)}"]

    def _chain(self, number: int) -> list[int]:
        """The step, the one that it waits for most, the one that this waits for, and so on."""
        chain = [number]
        while awaited := [each for each in self._awaited(chain[-1]) if each not in chain]:
            chain.append(awaited[0])
        return chain

    def _awaited(self, number: int) -> list[int]:
        """Numbers of the steps that hold this one, the one that holds it most first."""
        hold = self._items[number].driven_by
        return [self._numbers[name] for name in hold.offerings if name in self._numbers] if hold else []
