"""What a message box says; it holds about a thousand characters."""

from collections.abc import Sequence

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.explanation import Explanation, LeftOut, OfferingAnswer, StepReasons
from liaison_planner.domain.issue import Issue, Severity
from liaison_planner.views.wording import counted

LONGEST = 1000
_SHOWN = 3


def issues_in_words(issues: Sequence[Issue]) -> str:
    """How many problems there are, and the first ones in full."""
    errors = [each for each in issues if each.severity is Severity.ERROR]
    first = errors or list(issues)
    found = f"{counted(len(errors), 'error')} to mend" if errors else counted(len(issues), "remark")
    head = f"{found}; the sheet Checks lists {'it' if len(issues) == 1 else 'all'}."
    return cut("\n\n".join([head, *(_issue(each) for each in first[:_SHOWN])]))


def explanation_in_words(explanation: Explanation, catalogue: Catalogue) -> str:
    """Why an offering is in the plan, or why not; cut off where a message box ends."""
    answer = explanation.offering
    if answer is None:
        return "There is no plan to explain yet. Click «Regenerate plan» first."
    lines = _step(answer.step, catalogue) if answer.step else _left_out(answer, answer.left_out)
    return cut("\n\n".join(line for line in lines if line))


def cut(text: str) -> str:
    """The text, or as many whole words of it as fit into a message box."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rsplit(maxsplit=1)[0]} …"


def _issue(issue: Issue) -> str:
    place = " ".join(part for part in (issue.sheet, issue.cell) if part)
    return f"{place + ': ' if place else ''}{issue.what} {issue.how_to_fix}"


def _step(step: StepReasons, catalogue: Catalogue) -> list[str]:
    enables = "; ".join(catalogue.offerings[name].title for name in step.enables)
    closes = "; ".join(each.name for each in step.closes)
    return [
        f"{step.title} is in your plan.",
        f"It brings: {closes}." if closes else "",
        f"It opens: {enables}." if enables else "",
        f"Start: {step.start_hold.text}",
        f"Length: {step.finish_hold.text}",
        f"Without it: {step.without.text}" if step.without else "",
    ]


def _left_out(answer: OfferingAnswer, left_out: LeftOut | None) -> list[str]:
    return [
        f"{answer.title} is not in your plan.",
        left_out.text if left_out else "",
        f"With it: {answer.insisting.text}" if answer.insisting else "",
        *(each.text for each in answer.thresholds),
    ]
