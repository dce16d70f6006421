"""What the sheet History tells of the last merge of two copies: what came from each, and what is left to talk over."""

from liaison_planner.domain.kept import Kept
from liaison_planner.domain.merge import Clash
from liaison_planner.views.content import Content, Row

MOST_CLASHES = 200
"""Rows for what two copies disagree on, the last of which counts those that have no room."""
NEVER_MERGED = "Copies of this file have not been merged: liaison-planner merge COACH.xlsx PARTICIPANT.xlsx"


def merged_content(kept: Kept) -> Content:
    """The line and the rows about the last merge."""
    made = kept.merged
    if made is None:
        return Content({"out_merged_line": NEVER_MERGED}, {"tblMerged": ()})
    rows = [_row(clash) for clash in made.clashes]
    if len(rows) > MOST_CLASHES:
        more = {"what": f"{len(rows) - MOST_CLASHES + 1} more; both copies still have them."}
        rows = [*rows[: MOST_CLASHES - 1], more]
    return Content({"out_merged_line": made.words}, {"tblMerged": tuple(rows)})


def _row(clash: Clash) -> Row:
    return {
        "what": clash.what,
        "coach": clash.coach,
        "participant": clash.participant,
        "agreed": clash.agreed,
        "stands": f"the {clash.stands.value}'s",
        "coach_place": str(clash.coach_place),
        "participant_place": str(clash.participant_place),
    }
