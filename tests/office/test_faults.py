"""Whatever stands in the way of a click in LibreOffice: a sentence, and the workbook is as it was."""

from collections.abc import Callable

from liaison_planner.actions.office import SETTINGS
from tests.office.cells import shown
from tests.office.screen import Screen

Opened = Callable[..., Screen]
Planned = Callable[..., bytes]
REGENERATE = "Regenerate plan"


def test_what_stops_a_click_leaves_the_workbook_as_it_was(opened: Opened, blank: Callable[[], bytes]) -> None:
    """A click is stopped, the planner is not set up, a sheet has a password of the user's: one after the other."""
    package = blank()
    office = opened(package)
    before, protected = shown(office.ask("cells")), office.ask("protected")

    office.choose("Compare scenarios")
    office.wait_for(lambda: "Stop" in office.ask("said"))
    assert not office.ask("try_to_close")
    office.press("Escape")
    assert office.message() == "Stopped. The workbook is as it was."

    settings = office.home / SETTINGS
    settings.rename(settings.with_name("away"))
    office.choose(REGENERATE)
    assert office.message().startswith("The planner is not set up on this computer.")
    settings.with_name("away").rename(settings)

    office.ask("protect", "Gaps", "secret")
    office.choose(REGENERATE)
    assert office.message().startswith("The sheet «Gaps» is protected with a password.")

    assert shown(office.ask("cells")) == before
    assert (office.ask("protected"), office.ask("steps")) == (protected, [])


def test_a_fault_amid_the_writing_takes_everything_back(opened: Opened, blank: Callable[[], bytes]) -> None:
    """A formula of the user's covers two rows of the plan, of which LibreOffice changes none by itself."""
    office = opened(blank())
    office.ask("cover", "Plan", "B8:B9")
    before, protected = typed(office), office.ask("protected")
    office.choose(REGENERATE)
    told = office.message()
    assert told.startswith("LibreOffice could not do this (")
    assert told.endswith("The workbook is as it was.")
    assert typed(office) == before
    assert (office.ask("protected"), office.ask("steps")) == (protected, [])


def typed(office: Screen) -> list[object]:
    """Every cell with what was typed into it; values of formulas may be computed anew."""
    return [each[:4] for each in office.ask("cells")]


def test_a_workbook_open_for_reading_only_is_refused(opened: Opened, blank: Callable[[], bytes]) -> None:
    office = opened(blank(), ReadOnly=True)
    office.choose(REGENERATE)
    assert office.message().startswith("This workbook is open for reading only.")


def test_a_workbook_of_somebody_else_is_refused(office: Screen) -> None:
    try:
        office.ask("open", "private:factory/scalc")
        office.wait_for(lambda: any("Calc" in title for title in office.ask("titles")))
        office.choose(REGENERATE)
        assert office.message().startswith("This workbook was not made by the liaison planner")
    finally:
        office.ask("close")
