"""Everybody in a roster or a folder of workbooks, one after the other, never all at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from liaison_planner.batch.addresses import Address, address_of, unreadable
from liaison_planner.batch.evidence_files import Evidence
from liaison_planner.batch.roster import RosterRow, open_roster
from liaison_planner.batch.work import Submitted, Who
from liaison_planner.domain.issue import Issue, Place, error


@dataclass(frozen=True, slots=True)
class People:
    """How many there are, what is wrong with the source as a whole, and a way to go through them from the beginning."""

    total: int
    issues: tuple[Issue, ...]
    read: Callable[[], Iterator[Who]] = lambda: iter(())


def with_evidence(people: People, evidence: Evidence) -> People:
    """The people of a roster, each with the rows about them; rows about nobody are among the issues.

    All rows of evidence are held meanwhile, the roster is not.
    """
    ids = {who.person_id for who in people.read() if isinstance(who, RosterRow)}
    lost = tuple(evidence.of_nobody(ids))

    def read() -> Iterator[Who]:
        for who in people.read():
            rows = evidence.rows.get(who.person_id, ()) if isinstance(who, RosterRow) else ()
            yield replace(who, beside=rows) if rows and isinstance(who, RosterRow) else who

    return People(people.total, (*people.issues, *evidence.issues, *lost), read)


def people_of(source: str) -> People:
    """The people at a path or address; nobody if it cannot be used, and then an issue says why.

    Raises OSError only when a file of this computer is there but may not be read.
    """
    address = address_of(source)
    if isinstance(address, Issue):
        return People(0, (address,))
    if address.system is None:
        return _people(address)
    try:
        return _people(address)
    except Exception as fault:  # noqa: BLE001 - each file system has faults of its own, without a common base
        return People(0, (unreadable(source, fault),))


def _people(address: Address) -> People:
    if not address.is_folder():
        roster = open_roster(address)
        return People(roster.total, roster.issues, lambda: iter(roster))
    total = sum(1 for _ in address.workbooks())
    if not total:
        what, fix = (
            f"The folder «{address.text}» holds no workbooks.",
            "Put filled-in .xlsx or .xlsm workbooks into it.",
        )
        return People(0, (error("empty_folder", Place(sheet=address.name), what, fix),))
    return People(total, (), lambda: _submitted(address))


def _submitted(folder: Address) -> Iterator[Submitted]:
    for book in folder.workbooks():
        with book.open() as file:
            yield Submitted(Path(book.name).name, file.read())
