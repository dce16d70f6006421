"""What a workbook keeps of its plans: the one it shows, the ones before, and what was agreed."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from liaison_planner.domain.merge import Merge
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.replan import Change

MOST_UNDONE = 5
"""How many plans can be taken back one after the other; each takes some kilobytes of the file."""

MOST_HISTORY = 60
"""How many plans the history names."""

MOST_AGREED = 20
"""How many agreements are kept, the last ones, each with its plan and answers; copies are merged from one of them."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Made(_Frozen):
    """One line of the history: when and how a plan was made, and its headline figures."""

    number: int
    on: date
    how: str
    result: str
    ready: date | None
    cost_usd: float
    spent_usd: float
    hours: float
    steps: int
    changed: str
    stamp: str


class KeptPlan(_Frozen):
    """A plan with the answers it was made from, what it changed of the plan before, and its number in the history."""

    plan: Plan
    profile: Profile
    changes: tuple[Change, ...] = ()
    number: int = 0


class Earlier(_Frozen):
    """What the sheets showed before a plan was made: enough to take that plan back.

    `shown` and `wrote` are texts of the workbook: all cells of the results before, and beside which rows the plan left which
    words of the user's.
    """

    current: KeptPlan
    shown: str
    wrote: str


class Agreed(_Frozen):
    """A plan that coach and participant have agreed on.

    `answers` is a text of the workbook: everything that had been filled in on that day, so that two copies can be measured
    by it later; "" where a planner kept the agreement that did not write it down.
    """

    version: int
    on: date
    review: date | None
    plan: Plan
    answers: str = ""


class Kept(_Frozen):
    """Everything kept; the history has its newest line first, and so have the earlier plans. `merged` is the last merge."""

    current: KeptPlan | None = None
    history: tuple[Made, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    merged: Merge | None = None

    @property
    def agreement(self) -> Agreed | None:
        """The last plan that was agreed on."""
        return self.agreed[-1] if self.agreed else None

    def shows(self, plan: Plan) -> bool:
        """Whether this very plan is the one shown."""
        return self.current is not None and timeless(self.current.plan) == timeless(plan)


def timeless(plan: Plan) -> Plan:
    """The plan without the seconds that it took, which differ each time."""
    return plan.model_copy(update={"proof": plan.proof.model_copy(update={"seconds": 0.0})})
