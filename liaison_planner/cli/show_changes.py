"""The terminal's view of what a new plan changes of the one before."""

from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from liaison_planner.cli.show import WIDTH
from liaison_planner.domain.replan import Change, ChangeKind, Replan
from liaison_planner.gaps.words import day_in_words

_COLOURS = {
    ChangeKind.DONE: "green",
    ChangeKind.GOES_ON: "cyan",
    ChangeKind.KEPT: "dim",
    ChangeKind.MOVED: "yellow",
    ChangeKind.ADDED: "bold",
    ChangeKind.DROPPED: "red",
    ChangeKind.FAILED: "red",
    ChangeKind.SKIPPED: "dim",
}


def show_changes(made: Replan, stream: IO[str]) -> None:
    """Every step with what has become of it and why, and what staying close costs."""
    console = Console(file=stream, highlight=False)
    console = console if console.is_terminal else Console(file=stream, highlight=False, width=WIDTH)
    if made.unchanged:
        console.print(Text("\nNothing has moved.", style="bold"))
    else:
        console.print(Text("\nWhat changes:", style="bold"))
        console.print(_table(made))
    for line in _figures(made):
        console.print(Text(line))


def _table(made: Replan) -> Table:
    table = Table(box=None, padding=(0, 1), show_header=False)
    table.add_column(width=22)
    table.add_column(max_width=38)
    table.add_column()
    for change in made.changes:
        if change.kind is not ChangeKind.KEPT:
            table.add_row(Text(_words(change), style=_COLOURS[change.kind]), change.title, _because(change))
    kept = sum(change.kind is ChangeKind.KEPT for change in made.changes)
    if kept:
        table.add_row(Text("kept", style="dim"), Text(f"{kept} more step{'' if kept == 1 else 's'}", style="dim"), "")
    return table


def _because(change: Change) -> str:
    """A step that goes on has its reasons in the plan; here its end is the news."""
    if change.kind is ChangeKind.GOES_ON and change.finish:
        before = change.finish_before if change.ends_otherwise else None
        was = f" It was to end on {day_in_words(before)}." if before else ""
        return f"Until {day_in_words(change.finish)}.{was}"
    return change.because


def _words(change: Change) -> str:
    if change.kind is ChangeKind.MOVED and change.weeks == 0 and change.finish:
        return f"now ends {day_in_words(change.finish)}"
    return change.words


def _figures(made: Replan) -> list[str]:
    told = []
    if made.ready_before and made.plan.ready_date and made.ready_before != made.plan.ready_date:
        told.append(f"Ready {day_in_words(made.plan.ready_date)} instead of {day_in_words(made.ready_before)}.")
    if made.price_of_closeness:
        told.append(made.price_of_closeness)
    return told
