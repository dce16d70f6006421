"""The targets sheet: what its formulas show for a person's first choice of employer."""

from collections.abc import Mapping

from liaison_planner.domain.vocabulary import Focus
from liaison_planner.views.content import Content, Row
from liaison_planner.views.labels import Labels


def targets_content(focus: Focus | None, ratings: Mapping[str, int], labels: Labels) -> Content:
    """The values that the sheet's formulas have for these answers; the formulas stay alive."""
    return Content(
        tables={
            "tblTargets": tuple(_subject(name, focus, ratings.get(name, 0), labels) for name in labels.competencies),
            "tblTargetRoutes": tuple(
                {"name": title, "accepted": labels.accepted.get(name, {}).get(focus, "") if focus else ""}
                for name, title in labels.routes.items()
            ),
        }
    )


def _subject(name: str, focus: Focus | None, held: int, labels: Labels) -> Row:
    asked = labels.asked.get(name, {}).get(focus) if focus else None
    row: Row = {"name": labels.competencies[name]}
    if asked is None:
        return {**row, "asked": "", "bar": "", "words": "Choose a kind of employer above."}
    bar = "●" * min(asked, held) + "○" * max(0, asked - held)
    return {**row, "asked": asked, "bar": bar, "words": _words(asked, held)}


def _words(asked: int, held: int) -> str:
    if asked == 0:
        return "Not asked for."
    return "You are there." if held >= asked else f"Raise it from level {held} to level {asked}."
