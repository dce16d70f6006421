"""The history sheet: every plan that was made with this file, and what the last one changed."""

from liaison_planner.domain.kept import Kept, Made
from liaison_planner.domain.plan import PlanStatus
from liaison_planner.domain.replan import Change, ChangeKind
from liaison_planner.views.content import Content, Row
from liaison_planner.views.wording import counted, day_words, money_words

MOST_CHANGES = 150


def history_content(kept: Kept) -> Content:
    """One line for each plan, the newest first; below, what has become of each step of the plan before."""
    changes = kept.current.changes if kept.current else ()
    return Content(
        {"out_history_line": _line(kept)},
        {
            "tblHistory": tuple(_made(made) for made in kept.history),
            "tblChanges": tuple(_change(change) for change in changes[:MOST_CHANGES]),
        },
    )


def _line(kept: Kept) -> str:
    if not kept.history:
        return "The plans that were made appear here."
    undo = (
        f" {counted(len(kept.earlier), 'plan')} can be taken back: «Undo last plan», or liaison-planner undo FILE"
        if kept.earlier
        else ""
    )
    return f"{counted(kept.history[0].number, 'plan')} made with this file.{undo}"


def _made(made: Made) -> Row:
    return {
        "how": f"{made.number}: {made.how}",
        "changed": made.changed,
        "on": made.on,
        "ready": made.ready,
        "cost": made.cost_usd,
        "figures": _figures(made),
        "stamp": made.stamp,
    }


def _figures(made: Made) -> str:
    spent = f", {money_words(made.spent_usd)} spent before" if made.spent_usd else ""
    return f"{_RESULTS[made.result]}: {counted(made.steps, 'step')} to do, {counted(made.hours, 'hour')}{spent}."


_RESULTS = {
    PlanStatus.OPTIMAL.value: "Proven best",
    PlanStatus.FEASIBLE.value: "Valid",
    PlanStatus.INFEASIBLE.value: "Nothing fits whole",
    PlanStatus.INVALID_INPUT.value: "Answers to mend",
}


def _change(change: Change) -> Row:
    return {
        "change": change_words(change),
        "step": change.title,
        "before": change.start_before,
        "start": change.start,
        "finish": change.finish,
        "because": change.because,
    }


def change_words(change: Change) -> str:
    """«moved 3 weeks later», «now ends on 4 Mar 2027», «kept»."""
    if change.kind is ChangeKind.MOVED and change.weeks == 0 and change.finish:
        return f"now ends {day_words(change.finish)}"
    return change.words


def summary_of(changes: tuple[Change, ...]) -> str:
    """«2 moved, 1 added, 9 kept»."""
    kinds = [change.kind for change in changes]
    counts = [(kind, kinds.count(kind)) for kind in ChangeKind]
    return ", ".join(f"{count} {kind.value}" for kind, count in counts if count)
