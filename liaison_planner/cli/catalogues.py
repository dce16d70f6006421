"""The commands about catalogues: check one, copy one to edit, and say which plans a change has overtaken."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from liaison_planner import services
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.catalogue.age import age_issues
from liaison_planner.catalogue.load import BUILT_IN, TABLES
from liaison_planner.cli.exits import Exit, RefusedError
from liaison_planner.domain.basis import Footing
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.plan import Plan
from liaison_planner.services import Person
from liaison_planner.workbook.files import write_atomically
from liaison_planner.workbook.package import UnreadableError

PLANS = "plans.jsonl"
WORKBOOKS = (".xlsx", ".xlsm")


def person_and_catalogue(file: Path, place: str, today: date) -> tuple[Person, Catalogue]:
    """The person of a workbook and the catalogue to plan with; faults of the catalogue are the person's issues."""
    catalogue, issues = services.catalogue_at(place, today)
    if catalogue is None:
        return Person("", None, issues), built_in()
    return services.person_in_workbook(file, catalogue, today), catalogue


def check(chosen: argparse.Namespace, today: date) -> Exit:
    """Everything wrong with a catalogue, and what a careful editor would ask about."""
    catalogue, issues = services.catalogue_at(chosen.place or str(BUILT_IN), today)
    _show((*issues, *(age_issues(catalogue, today) if catalogue else ())))
    if catalogue is None:
        return Exit.INPUT_PROBLEMS
    print(
        f"The catalogue is sound: {len(catalogue.competencies)} competencies, {len(catalogue.offerings)} offerings, "
        f"{len(catalogue.routes)} routes, {len(catalogue.facts)} facts (version {catalogue.version})."
    )
    return Exit.DONE


def copy(chosen: argparse.Namespace, _today: date) -> Exit:
    """The built-in catalogue to edit: a workbook where the name ends in .xlsx, otherwise a folder of CSV files."""
    target: Path = chosen.target
    if target.exists():
        raise RefusedError(Exit.WRONG_USAGE, f"«{target}» is there already. Choose another name.")
    if target.suffix.lower() == ".xlsx":
        write_atomically(target, services.catalogue_copy())
    else:
        target.mkdir(parents=True)
        for name in TABLES:
            write_atomically(target / f"{name}.csv", (BUILT_IN / f"{name}.csv").read_bytes())
    print(f'Made {target}. Edit it, then run: liaison-planner catalogue check "{target}"')
    return Exit.DONE


def changes(chosen: argparse.Namespace, today: date) -> Exit:
    """Which plans rest on rows that say something else today, and what."""
    catalogue, issues = services.catalogue_at(chosen.place, today)
    if catalogue is None:
        _show(issues)
        return Exit.INPUT_PROBLEMS
    plans = _plans(chosen.plans)
    found = [(name, footing, services.outdated_in(footing, catalogue)) for name, footing in plans]
    if chosen.json:
        rows = [
            {
                "person_id": name,
                "catalogue_version": footing.catalogue_version,
                "changes": [change.model_dump(mode="json") for change in some],
            }
            for name, footing, some in found
        ]
        print(json.dumps({"catalogue_version": catalogue.version, "plans": rows}, ensure_ascii=False, indent=2))
        return Exit.DONE
    for name, _, some in found:
        if some:
            print(f"{name}: compute this plan again.")
            print("\n".join(f"    {change.text}" for change in some))
    old = sum(footing.catalogue_version != catalogue.version for _, footing in plans)
    print(
        f"{sum(bool(some) for _, _, some in found)} of {len(plans)} plans rest on something that has changed; "
        f"{old} were made with another version than today's ({catalogue.version})."
    )
    return Exit.DONE


def _plans(source: Path) -> list[tuple[str, Footing]]:
    """The plans of a results folder, of `plans.jsonl`, of one JSON plan, or in workbooks; each with the person's id."""
    if source.is_dir() and not (source / PLANS).is_file():
        return _in_workbooks(sorted(path for path in source.iterdir() if path.suffix.lower() in WORKBOOKS))
    if source.suffix.lower() in WORKBOOKS:
        return _in_workbooks([source])
    path = source / PLANS if source.is_dir() else source
    text = path.read_text(encoding="utf-8-sig")
    try:
        lines = [text] if text.lstrip().startswith("{\n") else [line for line in text.splitlines() if line.strip()]
        plans = [Plan.model_validate_json(line) for line in lines]
    except ValueError as fault:
        message = f"«{path}» holds no plans. Name a results folder, plans.jsonl, or what plan --json printed."
        raise RefusedError(Exit.WRONG_USAGE, message) from fault
    return [(plan.person_id, plan.footing) for plan in plans]


def _in_workbooks(paths: Sequence[Path]) -> list[tuple[str, Footing]]:
    """By the names of the files; a workbook without a plan of this planner is told and passed over."""
    found = []
    for path in paths:
        try:
            footing = services.footing_in(path)
        except UnreadableError as fault:
            print(f"{path.name}: {fault.issue.what} {fault.issue.how_to_fix}", file=sys.stderr)
            continue
        if footing is None:
            print(f"{path.name}: no plan that says what it rests on; compute it once more.", file=sys.stderr)
        else:
            found.append((path.stem, footing))
    if not found:
        raise RefusedError(Exit.WRONG_USAGE, "There is no plan to look at: name a folder or workbook with plans.")
    return found


def _show(issues: tuple[Issue, ...]) -> None:
    from liaison_planner.cli.show import show_issues  # noqa: PLC0415 - rich is slow to import

    if issues:
        show_issues(issues, sys.stdout)
