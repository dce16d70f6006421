"""The advice on focus areas as rows for a sheet: rank, points part by part, and the trade-off in a sentence."""

from liaison_planner.domain.comparison import Comparison
from liaison_planner.views.content import Row


def advice_rows(comparison: Comparison) -> tuple[Row, ...]:
    """One row for each focus area, the best suited first.

    Keys: rank, focus, total, the five parts (wish, values, time, cost, certainty), trade_off, stepping_stone, because.
    """
    return tuple(
        {
            "rank": each.rank,
            "focus": each.focus.title,
            "total": each.total,
            **{part.name: part.points for part in each.parts},
            "trade_off": each.trade_off,
            "stepping_stone": each.stepping_stone,
            "because": "\n".join(f"{part.name.capitalize()}: {part.because}" for part in each.parts),
        }
        for each in comparison.advice
    )
