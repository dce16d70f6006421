"""The ribbon shows every action and calls Subs that there are."""

import re

from lxml import etree

from liaison_planner.actions.modules import workbook_modules
from liaison_planner.actions.ribbon import ribbon
from liaison_planner.actions.table import ACTIONS, Action


def buttons(text: str) -> list[dict[str, str]]:
    return [
        {str(name): str(value) for name, value in each.items()}
        for each in etree.fromstring(text.encode()).iter("{*}button")
    ]


def test_each_action_is_a_button_with_its_words() -> None:
    shown = [(each["label"], each["supertip"], each["imageMso"], each["keytip"]) for each in buttons(ribbon())]
    assert shown == [(each.caption, each.help, each.icon, each.key) for each in ACTIONS]


def test_every_callback_is_a_sub_that_takes_a_control() -> None:
    code = {module.name: module.code for module in workbook_modules(1)}
    for each in buttons(ribbon()):
        module, _, sub = each["onAction"].partition(".")
        assert re.search(rf"^Public Sub {sub}\(control As IRibbonControl\)$", code[module], re.MULTILINE)


def test_words_with_marks_of_xml_stay_words() -> None:
    action = Action("Go", "go", 'R&D <now> "fast"', "a < b", "Help", "G")
    assert buttons(ribbon([action]))[0]["label"] == 'R&D <now> "fast"'
