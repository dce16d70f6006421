"""The terminal's view of an explanation."""

from typing import IO

from liaison_planner.catalogue import Catalogue
from liaison_planner.cli.page import Page, hours, price, short_day
from liaison_planner.cli.show import STATUS_WORDS, obstacles
from liaison_planner.cli.show_gaps import show_routes
from liaison_planner.cli.show_left_out import ONE_BY_ONE, figures_of, show_left_out
from liaison_planner.domain.employer_share import employer_in_words
from liaison_planner.domain.explanation import Closing, Explanation, More, OfferingAnswer, StepReasons
from liaison_planner.gaps.effort import effort_in_words
from liaison_planner.gaps.words import day_in_words, money_in_words, weeks_in_words


def show_explanation(
    explanation: Explanation, catalogue: Catalogue, label: str, file: str, stream: IO[str] | None = None
) -> None:
    """The headline, then either all steps, what more would buy and what was left out, or one offering."""
    page = Page(stream)
    _headline(page, explanation, label)
    if explanation.offering:
        _offering(page, explanation.offering, catalogue, explanation.ready_date is not None)
        return
    if explanation.conflicts:
        page.console.print(obstacles(explanation.conflicts, explanation.ways_out))
        page.heading(f"What fits best; {_still_open(len(explanation.still_open))}:")
        page.line(f"{', '.join(explanation.still_open)}.", indent=2)
    elif not explanation.steps:
        page.heading("Nothing is missing, so there is nothing to do before you apply.")
    for number, step in enumerate(explanation.steps, start=1):
        _step(page, step, catalogue, number=f"{number}. ", ready=explanation.ready_date is not None)
    _more(page, explanation.more)
    if explanation.routes:
        page.heading("Ways to qualify, each with what the whole plan by it would take")
        show_routes(page, explanation.routes)
    _focus_areas(page, explanation, file)
    show_left_out(page, explanation, catalogue)
    page.heading("Ask about any offering, in the plan or not, by its id:")
    page.line(f'liaison-planner explain "{file}" {_example(explanation)}', indent=2)


def _example(explanation: Explanation) -> str:
    left_out = [each.offering_id for each in explanation.left_out if each.reason in ONE_BY_ONE]
    return next(iter([*left_out, *(each.offering_id for each in explanation.steps)]), "OFFERING")


def _headline(page: Page, explanation: Explanation, label: str) -> None:
    focus = explanation.focus.title if explanation.focus else ""
    words, style = STATUS_WORDS[explanation.status]
    page.line(f"{explanation.person_id} {label} → {focus}", style="bold")
    aim = f"{explanation.objective.value} plan" if explanation.objective else "plan"
    if explanation.ready_date:
        when = f"Ready on {day_in_words(explanation.ready_date)}, for {money_in_words(explanation.total_cost_usd)}"
        work = effort_in_words(explanation.study_hours, explanation.paid_weeks)
        page.line(f"{when} and {work}. The {aim}, {words}.", style=style)
        if explanation.employer_pays:
            page.line(employer_in_words(explanation.employer_pays))
    else:
        page.line(f"{words[0].upper()}{words[1:]}.", style=style)


def _still_open(count: int) -> str:
    return "1 gap stays open" if count == 1 else f"{count} gaps stay open"


def _step(page: Page, step: StepReasons, catalogue: Catalogue, *, ready: bool, number: str = "") -> None:
    page.heading(f"{number}{step.title}")
    paid = catalogue.offerings[step.offering_id].is_full_time_job
    work = "paid full-time job" if paid else f"{hours(step.effort_hours)}, {price(step.cost_usd)}"
    figures = f"{short_day(step.start)} to {short_day(step.finish)}, {work}"
    page.labelled(
        [
            ("", f"{figures}  [{step.offering_id}]"),
            ("Brings", _closings([each for each in step.closes if each.met])),
            ("Nearer to", _closings([each for each in step.closes if not each.met])),
            ("Opens", "; ".join(catalogue.offerings[name].title for name in step.enables)),
            ("Asked for", "You asked for this step." if step.pinned else ""),
            ("Mind", step.remark),
            ("Start", step.start_hold.text),
            ("Length", step.finish_hold.text),
            ("To spare", _spare(step, ready=ready)),
            ("Without", step.without.text if step.without else ""),
        ]
    )


def _closings(closings: list[Closing]) -> str:
    return "; ".join(
        f"{each.name}, {each.have} → {each.need.removeprefix('level ')}" if each.have.startswith("level") else each.name
        for each in closings
    )


def _spare(step: StepReasons, *, ready: bool) -> str:
    """What a later start would leave as it is: the ready date, where there is one."""
    if not step.spare_weeks:
        return ""
    stays = "your ready date would stay" if ready else "the other steps would stay where they are"
    return f"Could start up to {weeks_in_words(step.spare_weeks)} later; {stays}."


def _focus_areas(page: Page, explanation: Explanation, file: str) -> None:
    """Where the chosen focus area stands, and with a plan for each what speaks for and against all of them."""
    if not explanation.focus_standing:
        return
    page.heading("Does another kind of employer suit you better?")
    page.line(explanation.focus_standing, indent=2)
    page.labelled(
        [
            (f"{each.rank}. {each.focus.title}, {each.total:.0f}", f"{each.trade_off} {each.stepping_stone}".strip())
            for each in explanation.focus_areas
        ],
        indent=2,
        width=32,
    )
    if not explanation.focus_areas:
        page.line(f'With a plan for each: liaison-planner explain "{file}" --focus-areas', indent=2, style="dim")


def _more(page: Page, more: tuple[More, ...]) -> None:
    if more:
        page.heading("What a little more would buy")
        page.labelled([(each.title, each.change.text) for each in more], indent=2, width=20)


def _offering(page: Page, answer: OfferingAnswer, catalogue: Catalogue, ready: bool) -> None:
    if answer.step:
        _step(page, answer.step, catalogue, ready=ready)
        page.heading("It is in your plan.")
    elif answer.left_out:
        page.heading(answer.title)
        figures = figures_of(answer.left_out, catalogue)
        page.labelled([("", f"{figures}  [{answer.offering_id}]"), ("Why not", answer.left_out.text)])
        page.labelled([("With it", answer.insisting.text if answer.insisting else "")])
        page.heading("It is not in your plan." + (" When would it be?" if answer.thresholds else ""))
    for threshold in answer.thresholds:
        page.labelled([("•", threshold.text)], indent=1, width=1)
