"""The terminal's view of a merge: what came from where, and what is left to talk over."""

from typing import IO

from liaison_planner.cli.page import Page
from liaison_planner.domain.merge import Merge, Side


def show_merge(made: Merge, stream: IO[str]) -> None:
    """One sentence, then each difference with both cells and all values."""
    page = Page(stream)
    page.line(made.words)
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
