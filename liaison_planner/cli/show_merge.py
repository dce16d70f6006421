"""The terminal's view of a merge: what came from where, and what is left to talk over."""

from typing import IO

from liaison_planner.cli.page import Page
from liaison_planner.domain.merge import Merge, Side

MOST_CHANGES = 20
"""More would push the differences off the screen, as many take two lines."""


def show_merge(made: Merge, stream: IO[str]) -> None:
    """One sentence, then what was taken over from each copy, then each difference with both cells and all values."""
    page = Page(stream)
    page.line(made.words)
    _show_changes(page, made)
    for clash in made.clashes:
        page.heading(clash.what)
        stands = {side: " (stands)" if clash.stands is side else "" for side in Side}
        page.labelled(
            (
                ("coach", f"{clash.coach_place}: {clash.coach}{stands[Side.COACH]}"),
                ("participant", f"{clash.participant_place}: {clash.participant}{stands[Side.PARTICIPANT]}"),
                ("agreed", clash.agreed),
            ),
            width=12,
        )
    if made.clashes:
        page.line()
        page.line("The sheet History keeps this list.")


def _show_changes(page: Page, made: Merge) -> None:
    shown = made.changes[:MOST_CHANGES]
    for side in Side:
        mine = [change for change in shown if change.by is side]
        if mine:
            page.heading(f"Taken over from the {side}")
        for change in mine:
            page.line(f"{change.place}: {change.what}: {change.was} → {change.now}", indent=3)
    if len(made.changes) > len(shown):
        page.line(f"and {len(made.changes) - len(shown)} more (all of them with --json)", indent=3)
