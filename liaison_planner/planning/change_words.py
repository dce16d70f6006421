"""A change of the catalogue in a sentence, as a coach would tell it to the person whose plan rests on it."""

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.catalogue.syntax import parse_levels, parse_requirement
from liaison_planner.domain.basis import Outdated
from liaison_planner.domain.vocabulary import Focus
from liaison_planner.gaps.words import hours_in_words, money_in_words, term_in_words, weeks_in_words

OFFERINGS, COMPETENCIES, ROUTES, TASKS = "offerings", "competencies", "routes", "tasks"
FOCUS_TABLE = "focus_areas"
PAY = "pay_usd_per_year"
"""Of no matter to those who did not give their savings."""

_NOTHING = "nothing"
_ACCEPTED = {"yes": "accepted", "sometimes": "accepted only sometimes", "no": "not accepted"}
_NAMES = {
    "cost_usd": "the price",
    PAY: "the pay a year",
    "effort_hours": "the time it takes",
    "hours": "the time it takes",
    "duration_weeks_min": "the shortest time",
    "weeks": "the shortest time",
    "prerequisites": "what it asks for first",
    "requirements": "what it takes",
    "teaches": "what it teaches",
    "credential_awarded": "what it awards",
    "delivery": "the way it is taught",
    "start_pattern": "when it starts",
    "stage": "the stage of the search",
    "title": "the title",
}


def change_in_words(change: Outdated, focus: Focus, catalogue: Catalogue) -> str:
    """One sentence with the old and the new value; `change.text` is not looked at."""
    if change.now is None:
        return f"«{change.title}» ({change.id}) is no longer in the catalogue."
    if change.table == COMPETENCIES:
        return _of_a_skill(change)
    if change.column == focus.value:
        before, now = (_ACCEPTED.get(text or "", text) for text in (change.before, change.now))
        return f"Route {change.id}, «{change.title}», was {before} and is now {now}."
    before, now = (_value(change.column, text or "", catalogue) for text in (change.before, change.now))
    name = _NAMES.get(change.column, change.column)
    thing = f"Route {change.id}, «{change.title}»" if change.table == ROUTES else f"«{change.title}»"
    return f"{thing}: {name} was {before}, and is now {now}."


def _of_a_skill(change: Outdated) -> str:
    if change.column == "core_for":
        now = "is now tested" if change.now else "is no longer tested"
        return f"«{change.title}» {now} in a first interview."
    if change.before is None:
        return f"«{change.title}» is newly asked for, at level {change.now}."
    if change.now == "0":
        return f"«{change.title}» was asked for at level {change.before}, and is no longer asked for."
    return f"«{change.title}» was asked for at level {change.before}, and is now at level {change.now}."


def _value(column: str, text: str, catalogue: Catalogue) -> str:
    """A cell in the words of the workbook; nothing that stands there is lost, even if it names rows that are gone."""
    match column:
        case "cost_usd" | "pay_usd_per_year":
            return money_in_words(float(text)) if text else "not known"
        case "effort_hours" | "hours":
            return hours_in_words(float(text))
        case "duration_weeks_min" | "weeks":
            return weeks_in_words(int(text))
        case "prerequisites" | "requirements":
            return _requirement(text, catalogue)
        case "teaches":
            names = {name: row.name for name, row in catalogue.competencies.items()}
            levels = parse_levels(text, _unheard).items()
            return ", ".join(f"{names.get(name, name)} at level {level}" for name, level in levels) or _NOTHING
        case "delivery" | "start_pattern" | "stage":
            return text.replace("_", " ")
        case _:
            return f"«{text}»" if text else _NOTHING


def _requirement(text: str, catalogue: Catalogue) -> str:
    try:
        terms = [term_in_words(term, catalogue) for term in parse_requirement(text, _unheard)]
    except KeyError:  # it names a row that has left the catalogue since
        return f"«{text}»"
    return "; ".join(terms) or _NOTHING


def _unheard(_: str) -> None:
    """These texts were written by the planner itself."""
