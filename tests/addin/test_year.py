"""A year in the life of a plan, on the command line and in an open workbook with the same results; docs/year.md tells it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from liaison_planner import services
from liaison_planner.addin.desk import Desk
from liaison_planner.addin.macros import MACROS
from liaison_planner.addin.open_book import OpenBook
from liaison_planner.catalogue import Catalogue
from liaison_planner.cli import main
from liaison_planner.domain.kept import Kept, KeptPlan
from liaison_planner.domain.plan import PlanItem
from liaison_planner.domain.progress import StepStatus
from liaison_planner.verification import verify
from liaison_planner.views import Content, Value
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.snapshot import shown_in
from tests.addin.remote import Cells, applied, cells_of, payload, with_cells

Words = dict[str, Value]
HOLIDAY: Words = {"first": date(2027, 7, 5), "last": date(2027, 7, 25), "hours_per_week": 0}
FOCI = ("Medical school", "Specialty practice or hospital", "Consulting", None)
FOCUS: tuple[Words, ...] = tuple({"focus": name} for name in FOCI)


class OpenCopy:
    """The same workbook, open in Excel: what its user types, and what the buttons write."""

    def __init__(self, package: bytes) -> None:
        self.sent = payload(package)
        self.cells = cells_of(package)

    def typed(self, before: Cells, after: Cells) -> None:
        """The user enters here what was entered in the file."""
        changed = {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}
        self._show({**self.cells, **{place: after.get(place) for place in changed}})

    def click(self, entry: str, catalogue: Catalogue, today: date) -> str:
        book = xw.Book(json=self.sent)
        told = MACROS[entry](Desk(OpenBook(book), catalogue, today))
        actions: list[dict[str, Any]] = book.json()["actions"]
        self._show(applied(self.cells, actions, [each["name"] for each in self.sent["sheets"]]))
        return told

    def _show(self, cells: Cells) -> None:
        changed = {place for place in self.cells.keys() | cells.keys() if self.cells.get(place) != cells.get(place)}
        self.sent = with_cells(self.sent, {place: cells.get(place) for place in changed})
        self.cells = {place: value for place, value in cells.items() if value not in (None, "")}


class Life:
    """One workbook as a file and as an open copy, what its owner writes into both, and the catalogue of the day."""

    def __init__(self, path: Path, catalogue: Catalogue) -> None:
        self.path, self.catalogue, self.prices = path, catalogue, ""
        self.done: dict[str, tuple[date | None, date | None]] = {}
        self.open = OpenCopy(path.read_bytes())

    @property
    def kept(self) -> Kept:
        return services.kept_in_workbook(self.path.read_bytes())

    @property
    def current(self) -> KeptPlan:
        assert self.kept.current is not None
        return self.kept.current

    def item(self, place: int) -> PlanItem:
        """A step by its place in the plan shown, in order of time."""
        return sorted(self.current.plan.items, key=lambda item: (item.start, item.finish, item.offering_id))[place]

    def say(self, name: str, **words: Value) -> None:
        """Writes beside a step of the sheet Plan."""
        original = Original(self.path.read_bytes())
        rows = shown_in(original, Content(tables={"tblPlan": ()})).tables["tblPlan"]
        changed = tuple({**row, **(words if row.get("id") == name else {})} for row in rows)
        self._enter(fill(original, Content(tables={"tblPlan": changed}), carrying=False))

    def finish(self, item: PlanItem, on: date) -> None:
        began = min(item.start, on)
        self.say(item.offering_id, progress="done", began=began, ended=on)
        self.done[item.offering_id] = (began, on)

    def answer(self, fields: Mapping[str, Value], tables: Mapping[str, tuple[Words, ...]] | None = None) -> None:
        self._enter(fill(self.path.read_bytes(), Content(fields, tables or {})))

    def _enter(self, package: bytes) -> None:
        before = cells_of(self.path.read_bytes())
        self.path.write_bytes(package)
        self.open.typed(before, cells_of(package))

    def dearer(self, offering_id: str, by: float, folder: Path) -> None:
        """From now on both plan with a catalogue in which this costs more."""
        assert main(["catalogue", "copy", str(folder)]) == 0
        table = folder / "offerings.csv"
        before = self.catalogue.offerings[offering_id]
        row = next(line for line in table.read_text("utf-8").splitlines() if line.startswith(f"{offering_id},"))
        price = f",{before.cost_usd:g},"
        assert row.count(price) == 1
        table.write_text(
            table.read_text("utf-8").replace(row, row.replace(price, f",{before.cost_usd + by:g},")), "utf-8"
        )
        found, issues = services.catalogue_at(str(folder), date(2027, 4, 5))
        assert found is not None, issues
        self.catalogue, self.prices = found, str(folder)

    def replan(self, today: date, closeness: str = "close") -> None:
        """The new plan is valid, all that was lived is in it as it was, and a click gives the same cells."""
        more = ["--catalogue", self.prices] if self.prices else []
        how = ["--closeness", closeness, "--today", today.isoformat()]
        assert main(["replan", str(self.path), "--in-place", *how, *more]) == 0
        assert verify(self.current.plan, self.current.profile, self.catalogue) == ()
        done = {step.offering_id: step for step in self.current.plan.past if step.status is StepStatus.DONE}
        assert {name: (step.started, step.finished) for name, step in done.items()} == self.done
        if closeness == "close":
            assert "Changed: " in self.open.click("update_progress", self.catalogue, today)
            self.compare()
        self.reopen()

    def undo(self) -> None:
        assert main(["undo", str(self.path)]) == 0
        assert "is taken back" in self.open.click("undo_last_plan", self.catalogue, date(2027, 9, 6))
        self.compare()
        self.reopen()

    def agree(self, today: str, *more: str) -> None:
        """By command, not by the button: the workbook is saved, agreed on and opened again."""
        assert main(["agree", str(self.path), "--today", today, *more]) == 0
        self.reopen()

    def compare(self) -> None:
        assert self.open.cells == cells_of(self.path.read_bytes())

    def reopen(self) -> None:
        """Saved and opened again; Excel would have computed the formulas anew, which the open copy does not."""
        self.open = OpenCopy(self.path.read_bytes())


@pytest.fixture
def life(tmp_path: Path, catalogue: Catalogue) -> Life:
    path = tmp_path / "me.xlsx"
    assert main(["init", str(path), "--person", "P01"]) == 0
    made = Life(path, catalogue)
    assert main(["plan", str(path), "--in-place", "--today", "2026-11-23"]) == 0
    made.open.click("regenerate_plan", catalogue, date(2026, 11, 23))
    made.compare()
    made.agree("2026-11-23", "--review", "2027-02-01")
    return made


def test_a_year_in_the_life_of_a_plan(life: Life, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first_ready = life.kept.history[0].ready
    # February: the first step is done, the second goes slowly, the third was forgotten
    early, slow = life.item(0), life.item(1)
    life.finish(early, date(2027, 1, 24))
    life.say(slow.offering_id, progress="under way", began=slow.start, hours_done=slow.effort_hours / 3)
    life.replan(date(2027, 2, 1))
    assert "late by" in capsys.readouterr().out or life.kept.history[0].changed
    # March: the slow one is done at last; another one fails; there is more money
    life.finish(slow, date(2027, 2, 26))
    failing = next(item for item in (life.item(n) for n in range(2, 8)) if item.start <= date(2027, 3, 1))
    life.say(failing.offering_id, progress="failed", began=failing.start)
    life.answer({"in_budget_usd": 4200})
    life.replan(date(2027, 3, 1))
    assert f"{failing.offering_id}#1" in {step.key for step in life.current.plan.past}
    assert life.current.plan.spent_usd >= failing.cost_usd
    # April: the dearest step that has not begun costs $90 more
    dear = max((item for item in life.current.plan.items if item.start > date(2027, 4, 5)), key=lambda i: i.cost_usd)
    before = life.current.plan.total_cost_usd
    life.dearer(dear.offering_id, 90, tmp_path / "dearer")
    main(["check", str(life.path), "--catalogue", life.prices, "--today", "2027-04-05"])
    assert f"is now ${dear.cost_usd + 90:,.0f}" in " ".join(capsys.readouterr().out.split())
    life.replan(date(2027, 4, 5))
    kept = dear.offering_id in {item.offering_id for item in life.current.plan.items}
    assert not kept or life.current.plan.total_cost_usd == before + 90
    # May: three weeks of holiday in July
    life.answer({}, {"tblPeriods": (HOLIDAY,)})
    life.replan(date(2027, 5, 3))
    assert not [
        week
        for item in life.current.plan.items
        for week, _ in item.hours_by_week
        if date(2027, 7, 5) <= week <= date(2027, 7, 19)
    ]
    # June: what changed is named; what was agreed is measured; the plan is agreed anew and handed on
    life.answer({"in_weekly_hours": 7})
    capsys.readouterr()
    main(["check", str(life.path), "--catalogue", life.prices, "--today", "2027-06-07"])
    assert "is 7 now" in " ".join(capsys.readouterr().out.split())
    life.answer({"in_target_date": date(2028, 6, 30)})
    life.replan(date(2027, 6, 7), "balanced")
    life.agree("2027-06-07")
    assert [agreed.version for agreed in life.kept.agreed] == [1, 2]
    # August: she would rather work for a medical school
    life.answer({"in_target_date": date(2029, 6, 30)}, {"tblFocus": FOCUS})
    life.replan(date(2027, 8, 2))
    assert life.current.plan.focus == "medical_school"
    # September: a wrong plan is taken back
    before_mistake = life.kept
    life.answer({"in_weekly_hours": 6})
    life.replan(date(2027, 9, 6))
    life.undo()
    assert (life.kept.current, life.kept.history) == (before_mistake.current, before_mistake.history)
    life.answer({"in_weekly_hours": 7})
    # November: everything that is left is done
    for place in range(len(life.current.plan.items)):
        life.finish(life.item(place), date(2027, 11, 1))
    life.replan(date(2027, 11, 22))
    assert life.current.plan.items == ()
    assert life.current.plan.ready_date is not None
    assert first_ready is not None
    assert len(life.kept.history) == 8
    out = life.path.parent / "out.ics"
    assert main(["export", str(life.path), "--ics", str(out)]) == 0
    assert out.read_bytes().count(b"SUMMARY:Done") == len(life.done)
