"""What clashes when nothing fits, in words that promise no more than is known."""

from collections.abc import Sequence

from liaison_planner.domain.plan import Conflict

_NO_LIMITS = ("catalogue:", "search_limit")


def is_about_limits(conflicts: Sequence[Conflict]) -> bool:
    """Whether the person's own limits clash, not what the catalogue lacks or what could not be settled."""
    return bool(conflicts) and not any(conflict.id.startswith(_NO_LIMITS) for conflict in conflicts)


def heading_of(conflicts: Sequence[Conflict]) -> str:
    """What stands above the list of them: which must change, and never that this alone would be enough."""
    if not is_about_limits(conflicts):
        return "What stands in the way:"
    if len(conflicts) == 1:
        return "Whatever other limits you change, this one must change too:"
    return "At least one of these limits must change, perhaps others too:"


def enough_heading(conflicts: Sequence[Conflict]) -> str:
    """What stands above the ways out."""
    if not is_about_limits(conflicts):
        return "What would help, each one computed and checked:"
    return "What would be enough, each one computed and checked:"


def clash_in_a_sentence(conflicts: Sequence[Conflict]) -> str:
    """The same where there is room for one sentence."""
    texts = [conflict.text.rstrip(".") for conflict in conflicts]
    if not is_about_limits(conflicts):
        return f"{'. '.join(texts)}."
    lowered = "; ".join(text[0].lower() + text[1:] for text in texts)
    if len(texts) == 1:
        return f"Whatever other limits you change, this one must change too: {lowered}."
    return f"At least one of these limits must change, and that may not be enough: {lowered}."
