"""Plans everybody of a roster or folder: a workbook each, the plans as JSON lines, a summary."""

import errno
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from liaison_planner import services
from liaison_planner.batch.names import file_names
from liaison_planner.batch.roster import RosterRow, read_roster
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.domain.issue import Issue, Place, has_errors
from liaison_planner.domain.plan import Plan, PlanStatus
from liaison_planner.services import Person
from liaison_planner.workbook.files import lock_holder, write_atomically
from liaison_planner.workbook.fill import TooManyRowsError
from liaison_planner.workbook.package import UnreadableError
from liaison_planner.workbook.summary import SummaryRow, summary_workbook

PLANS = "plans.jsonl"
SUMMARY = "summary.xlsx"
WORKBOOKS = "*.xls[xm]"
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the batch: the inputs, the catalogue, the workbook to write into (blank if from a roster)."""

    person: Person
    catalogue: Catalogue
    package: bytes | None = None
    expected_outcome: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    home: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch did: how many plans of each kind, and everything wrong with the roster as a whole."""

    counts: dict[PlanStatus, int]
    issues: tuple[Issue, ...]
    folder: Path

    @property
    def problems(self) -> bool:
        """Whether somebody could not be planned because of what was given."""
        return has_errors(self.issues) or bool(self.counts.get(PlanStatus.INVALID_INPUT))

    @property
    def sentence(self) -> str:
        if not self.counts:
            return "Nobody was planned; nothing was written."
        parts = ", ".join(f"{number} {status.value.replace('_', ' ')}" for status, number in self.counts.items())
        return f"{sum(self.counts.values())} people: {parts}. Results: {self.folder.resolve()}"


def run_batch(source: Path, folder: Path, today: date, progress: Progress) -> Outcome:
    """Plans everybody in `source` one after the other and writes the results into `folder`, made if it is missing.

    Each file is written whole or not at all; people whose inputs have errors get a line in the plans and the summary,
    no workbook. Raises OSError if the folder cannot be written.
    """
    members, issues = _members(source, today)
    if not members:
        return Outcome({}, issues, folder)
    folder.mkdir(parents=True, exist_ok=True)
    names = file_names([member.person.person_id for member in members])
    _refuse_open_files([folder / SUMMARY, *(folder / f"{name}.xlsx" for name in names)])
    lines, rows, counts = [], [], dict[PlanStatus, int]()
    for number, (member, name) in enumerate(zip(members, names, strict=True), start=1):
        plan, workbook = _answer(member, today)
        if workbook is not None:
            write_atomically(folder / f"{name}.xlsx", workbook)
        progress(f"{number}/{len(members)} {plan.person_id or '-'}: {plan.status.value}")
        counts[plan.status] = counts.get(plan.status, 0) + 1
        lines.append(plan.to_json())
        rows.append(_summary_row(member, plan, "" if workbook is None else f"{name}.xlsx"))
    write_atomically(folder / PLANS, "".join(f"{line}\n" for line in lines).encode())
    write_atomically(folder / SUMMARY, summary_workbook(rows, issues, today))
    return Outcome(counts, issues, folder)


def _refuse_open_files(paths: Iterable[Path]) -> None:
    """Before anything is computed: a result that somebody has open could not be replaced later."""
    for path in paths:
        if lock_holder(path):
            raise PermissionError(errno.EACCES, "open in another program", str(path))


def _members(source: Path, today: date) -> tuple[list[Member], tuple[Issue, ...]]:
    if source.is_dir():
        return list(_from_folder(source, today)), ()
    rows, issues = read_roster(source)
    return [_from_row(row, today) for row in rows], issues


def _from_folder(folder: Path, today: date) -> Iterator[Member]:
    """Filled-in workbooks by name; Excel's own lock files (`~$…`) are none."""
    for path in sorted(folder.glob(WORKBOOKS)):
        if not path.name.startswith("~$"):
            person = services.person_in_workbook(path, built_in(), today)
            named = person if person.person_id else Person(path.stem, person.profile, person.issues)
            yield Member(named, built_in(), path.read_bytes())


def _from_row(row: RosterRow, today: date) -> Member:
    catalogue, issues = services.catalogue_at(row.catalogue)
    person = services.person_from(row.raw, catalogue or built_in(), today)
    if catalogue is None:
        person = Person(person.person_id, None, (*person.issues, *issues))
    extra = tuple(row.extra.items())
    return Member(person, catalogue or built_in(), None, row.expected_outcome, extra, row.raw.home)


def _answer(member: Member, today: date) -> tuple[Plan, bytes | None]:
    """The plan and its workbook; no workbook for inputs with errors, among them more rows than a workbook has."""
    person, profile = member.person, member.person.profile
    if profile is None:
        return services.plan_for(person, member.catalogue, today), None
    try:
        package = member.package or services.new_workbook(member.catalogue, profile)
        plan = services.plan_for(person, member.catalogue, today)
        return plan, services.filled_workbook(package, profile, plan, member.catalogue)
    except (TooManyRowsError, UnreadableError) as fault:
        told = fault.issue.model_copy(update={"sheet": member.home.sheet or person.person_id})
        refused = Person(person.person_id, None, (*person.issues, told))
        return services.plan_for(refused, member.catalogue, today), None


def _summary_row(member: Member, plan: Plan, file: str) -> SummaryRow:
    profile = member.person.profile
    return SummaryRow(
        plan=plan,
        label=profile.label if profile else "",
        file=file,
        expected_outcome=member.expected_outcome,
        extra=member.extra,
    )
