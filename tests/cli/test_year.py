"""A year in the life of a plan, through the command line alone; docs/year.md tells it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from liaison_planner import services
from liaison_planner.catalogue import Catalogue
from liaison_planner.cli import main
from liaison_planner.domain.kept import Kept
from liaison_planner.domain.plan import PlanItem
from liaison_planner.domain.progress import StepStatus
from liaison_planner.verification import verify
from liaison_planner.views import Content, Value
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.snapshot import shown_in

Words = dict[str, Value]


class Life:
    """One workbook, what its owner writes into it, and the day."""

    def __init__(self, path: Path, catalogue: Catalogue) -> None:
        self.path, self.catalogue = path, catalogue
        self.done: dict[str, tuple[date | None, date | None]] = {}

    @property
    def kept(self) -> Kept:
        return services.kept_in_workbook(self.path.read_bytes())

    def item(self, place: int) -> PlanItem:
        """A step by its place in the plan shown, in order of time."""
        assert self.kept.current is not None
        return sorted(self.kept.current.plan.items, key=lambda item: (item.start, item.finish, item.offering_id))[place]

    def say(self, name: str, **words: Value) -> None:
        """Writes beside a step of the sheet Plan."""
        original = Original(self.path.read_bytes())
        rows = shown_in(original, Content(tables={"tblPlan": ()})).tables["tblPlan"]
        changed = tuple({**row, **(words if row.get("id") == name else {})} for row in rows)
        self.path.write_bytes(fill(original, Content(tables={"tblPlan": changed}), carrying=False))

    def finish(self, item: PlanItem, on: date) -> None:
        began = min(item.start, on)
        self.say(item.offering_id, progress="done", began=began, ended=on)
        self.done[item.offering_id] = (began, on)

    def answer(self, fields: Mapping[str, Value], tables: Mapping[str, tuple[Words, ...]] | None = None) -> None:
        self.path.write_bytes(fill(self.path.read_bytes(), Content(fields, tables or {})))

    def replan(self, today: date, *more: str) -> None:
        """The new plan is valid, and all that was lived is in it as it was."""
        assert main(["replan", str(self.path), "--in-place", "--today", today.isoformat(), *more]) == 0
        current = self.kept.current
        assert current is not None
        assert verify(current.plan, current.profile, self.catalogue) == ()
        done = {step.offering_id: step for step in current.plan.past if step.status is StepStatus.DONE}
        assert {name: (step.started, step.finished) for name, step in done.items()} == self.done


@pytest.fixture
def life(tmp_path: Path, catalogue: Catalogue) -> Life:
    path = tmp_path / "me.xlsx"
    assert main(["init", str(path), "--person", "P01"]) == 0
    assert main(["plan", str(path), "--in-place", "--today", "2026-11-23"]) == 0
    assert main(["agree", str(path), "--today", "2026-11-23", "--review", "2027-02-01"]) == 0
    return Life(path, catalogue)


def test_a_year_in_the_life_of_a_plan(life: Life, capsys: pytest.CaptureFixture[str]) -> None:
    first_ready = life.kept.history[0].ready
    # February: the first step is done, the second goes slowly, the third was forgotten
    early, slow = life.item(0), life.item(1)
    life.finish(early, date(2027, 1, 24))
    life.say(slow.offering_id, progress="under way", began=slow.start, hours_done=slow.effort_hours / 3)
    life.replan(date(2027, 2, 1))
    assert "late by" in capsys.readouterr().out or life.kept.history[0].changed
    # March: the slow one is done at last; another one fails
    life.finish(slow, date(2027, 2, 26))
    failing = next(item for item in (life.item(n) for n in range(2, 8)) if item.start <= date(2027, 3, 1))
    life.say(failing.offering_id, progress="failed", began=failing.start)
    life.answer({"in_budget_usd": 4200})
    life.replan(date(2027, 3, 1))
    current = life.kept.current
    assert current is not None
    assert f"{failing.offering_id}#1" in {step.key for step in current.plan.past}
    assert current.plan.spent_usd >= failing.cost_usd
    # May: three weeks of holiday in July
    life.answer({}, {"tblPeriods": ({"first": date(2027, 7, 5), "last": date(2027, 7, 25), "hours_per_week": 0},)})
    life.replan(date(2027, 5, 3))
    current = life.kept.current
    assert current is not None
    assert not [
        week
        for item in current.plan.items
        for week, _ in item.hours_by_week
        if date(2027, 7, 5) <= week <= date(2027, 7, 19)
    ]
    # June: what changed is named; what was agreed is measured; the plan is agreed anew and handed on
    life.answer({"in_weekly_hours": 7})
    capsys.readouterr()
    main(["check", str(life.path), "--today", "2027-06-07"])
    assert "is 7 now" in " ".join(capsys.readouterr().out.split())
    life.answer({"in_target_date": date(2028, 6, 30)})
    life.replan(date(2027, 6, 7), "--closeness", "balanced")
    assert main(["agree", str(life.path), "--today", "2027-06-07"]) == 0
    assert [agreed.version for agreed in life.kept.agreed] == [1, 2]
    # September: a wrong plan is taken back
    before = life.path.read_bytes()
    life.answer({"in_weekly_hours": 6})
    life.replan(date(2027, 9, 6))
    assert main(["undo", str(life.path)]) == 0
    assert life.kept == services.kept_in_workbook(before)
    life.answer({"in_weekly_hours": 7})
    # November: everything that is left is done
    for place in range(len(life.kept.current.plan.items) if life.kept.current else 0):
        life.finish(life.item(place), date(2027, 11, 1))
    life.replan(date(2027, 11, 22))
    current = life.kept.current
    assert current is not None
    assert current.plan.items == ()
    assert current.plan.ready_date is not None
    assert first_ready is not None
    assert len(life.kept.history) == 6
    out = life.path.parent / "out.ics"
    assert main(["export", str(life.path), "--ics", str(out)]) == 0
    assert out.read_bytes().count(b"SUMMARY:Done") == len(life.done)
