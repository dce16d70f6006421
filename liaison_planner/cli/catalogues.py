"""The commands about catalogues: check one, copy one to edit, and say which plans a change has overtaken."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from liaison_planner import services
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.catalogue.age import age_issues
from liaison_planner.catalogue.load import BUILT_IN, TABLES
from liaison_planner.cli.exits import Exit, RefusedError
from liaison_planner.domain.issue import Issue
from liaison_planner.domain.plan import Plan
from liaison_planner.services import Person
from liaison_planner.workbook.files import write_atomically

PLANS = "plans.jsonl"


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
    found = [(plan, services.outdated_in(plan, catalogue)) for plan in plans]
    if chosen.json:
        rows = [
            {
                "person_id": plan.person_id,
                "catalogue_version": plan.stamp.catalogue_version,
                "changes": [change.model_dump(mode="json") for change in some],
            }
            for plan, some in found
        ]
        print(json.dumps({"catalogue_version": catalogue.version, "plans": rows}, ensure_ascii=False, indent=2))
        return Exit.DONE
    for plan, some in found:
        if some:
            print(f"{plan.person_id}: compute this plan again.")
            print("\n".join(f"    {change.text}" for change in some))
    old = sum(plan.stamp.catalogue_version != catalogue.version for plan in plans)
    print(
        f"{sum(bool(some) for _, some in found)} of {len(plans)} plans rest on something that has changed; "
        f"{old} were made with another version than today's ({catalogue.version})."
    )
    return Exit.DONE


def _plans(source: Path) -> list[Plan]:
    """The plans of a results folder, of `plans.jsonl`, or of one JSON plan."""
    path = source / PLANS if source.is_dir() else source
    text = path.read_text(encoding="utf-8-sig")
    try:
        lines = [text] if text.lstrip().startswith("{\n") else [line for line in text.splitlines() if line.strip()]
        return [Plan.model_validate_json(line) for line in lines]
    except ValueError as fault:
        message = f"«{path}» holds no plans. Name a results folder, plans.jsonl, or what plan --json printed."
        raise RefusedError(Exit.WRONG_USAGE, message) from fault


def _show(issues: tuple[Issue, ...]) -> None:
    from liaison_planner.cli.show import show_issues  # noqa: PLC0415 - rich is slow to import

    if issues:
        show_issues(issues, sys.stdout)
