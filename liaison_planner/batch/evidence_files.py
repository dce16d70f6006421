"""The files of evidence beside a roster: posts, degrees, credentials and references, one a row, by the person's id."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from liaison_planner.batch.roster_files import Line, lines_of
from liaison_planner.domain.cell import RawValue
from liaison_planner.domain.issue import Issue, Place, error, has_errors, warning
from liaison_planner.domain.text import as_text, shown
from liaison_planner.intake.roster_row import COMPANIONS, Beside

ENDINGS = (".csv", ".xlsx", ".parquet")


@dataclass(frozen=True)
class Evidence:
    """The rows by the person's id, each person's in the order of the files, and what is wrong with files as a whole."""

    rows: Mapping[str, tuple[Beside, ...]] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether everything could be read: without some of the evidence all plans would be wrong."""
        return not has_errors(self.issues)

    def of_nobody(self, ids: AbstractSet[str]) -> Iterator[Issue]:
        """An error for each row whose id nobody in the roster has: it would be lost without a word."""
        for person, rows in self.rows.items():
            if person in ids:
                continue
            near = get_close_matches(person, ids, n=1)
            meant = f"Is {shown(near[0])} meant? " if near else ""
            for row in rows:
                what = f"Nobody in the roster has the id {shown(person)}, so this row is not used."
                if not person:
                    what = "The row has no id, so nobody knows whom it is about."
                place = Place(sheet=row.sheet, cell=f"row {row.number}, id")
                yield error("evidence_of_nobody", place, what, f"{meant}Correct the id, or remove the row.")


def read_evidence(folder: Path) -> Evidence:
    """All files of evidence in a folder: `posts`, `degrees`, `credentials`, `references`, each .csv, .xlsx or .parquet.

    Raises OSError only when a file is there but the computer does not let us read it.
    """
    rows: dict[str, list[Beside]] = {}
    issues: list[Issue] = []
    files = {
        name: [path for ending in ENDINGS if (path := folder / f"{name}{ending}").is_file()] for name in COMPANIONS
    }
    if not any(files.values()):
        what = f"There is no evidence in «{folder}»: none of {', '.join(COMPANIONS)} (.csv, .xlsx or .parquet)."
        return Evidence(issues=(error("evidence_not_found", Place(sheet=folder.name), what, "Check the folder."),))
    for name, paths in files.items():
        for beside in _rows_of(name, paths, issues):
            rows.setdefault(as_text(beside.cells.get("id")), []).append(beside)
    return Evidence({person: tuple(found) for person, found in rows.items()}, tuple(issues))


def _rows_of(name: str, paths: list[Path], issues: list[Issue]) -> Iterator[Beside]:
    if len(paths) > 1:
        what = f"There are several files of {name}: {', '.join(path.name for path in paths)}."
        issues.append(error("evidence_twice", Place(sheet=paths[0].name), what, "Keep one of them."))
        return
    for path in paths:
        lines = lines_of(path)
        if isinstance(lines, Issue):
            issues.append(lines)
            continue
        filled = (line for line in lines if not all(as_text(value) == "" for value in line.values))
        columns = _columns(name, path.name, next(filled, None), issues)
        if columns is not None:
            yield from (Beside(name, path.name, line.number, _cells(columns, line)) for line in filled)


def _cells(columns: Mapping[int, str], line: Line) -> dict[str, RawValue]:
    return {name: line.values[at] for at, name in columns.items() if at < len(line.values)}


def _columns(name: str, file: str, heading: Line | None, issues: list[Issue]) -> dict[int, str] | None:
    """Our columns by position; None, with the reason among the issues, if the file cannot be used."""
    companion = COMPANIONS[name]
    given = {
        at: as_text(value).casefold() for at, value in enumerate(heading.values if heading else ()) if as_text(value)
    }
    place = Place(sheet=file, cell=f"row {heading.number}" if heading else "")
    known = {at: text for at, text in given.items() if text in companion.columns}
    missing = [column for column in ("id", *companion.needed) if column not in known.values()]
    twice = [text for text in dict.fromkeys(known.values()) if list(known.values()).count(text) > 1]
    if missing:
        what = f"The file lacks these columns: {', '.join(missing)}."
        issues.append(error("missing_columns", place, what, f"Its columns are {', '.join(companion.columns)}."))
    issues.extend(
        error("duplicate_column", place, f"The column «{column}» is there twice.", "Keep one of them.")
        for column in twice
    )
    for text in (text for text in given.values() if text not in companion.columns):
        near = get_close_matches(text, companion.columns, n=1)
        fix = f"If «{near[0]}» is meant, correct the heading." if near else "It may stay; nothing is read from it."
        what = f"The planner does not know the column {shown(text)} in this file."
        issues.append(warning("unknown_column", place, what, fix))
    return None if missing or twice else known
