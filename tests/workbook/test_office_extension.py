"""The extension for LibreOffice is written out of the table of actions, and its code suits an older Python."""

import ast
import io
from zipfile import ZipFile

import pytest
from lxml import etree

from liaison_planner import __version__
from liaison_planner.actions import office
from liaison_planner.actions.table import ACTIONS, Action
from liaison_planner.workbook.office_extension import build_extension

_OOR = "{http://openoffice.org/2001/registry}"
OLDEST_PYTHON = (3, 8)
"""What LibreOffice 7.2 brings along on Windows and Mac."""


def members() -> dict[str, bytes]:
    with ZipFile(io.BytesIO(build_extension())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def values(part: str, name: str) -> list[str]:
    """The values of a property in the order of their nodes' names, by which LibreOffice shows them."""
    nodes = etree.fromstring(part.encode()).iter("node")
    found = [(node.get(f"{_OOR}name"), prop.findtext("value")) for node in nodes for prop in node.findall("prop")]
    properties = [prop.get(f"{_OOR}name") for prop in etree.fromstring(part.encode()).iter("prop")]
    return [value or "" for (_, value), each in zip(found, properties, strict=True) if each == name]


def test_two_builds_are_the_same_bytes() -> None:
    assert build_extension() == build_extension()


def test_every_part_is_named_and_well_formed() -> None:
    parts = members()
    manifest = parts["META-INF/manifest.xml"].decode()
    for name, content in parts.items():
        if name.endswith((".xml", ".xcu")):
            etree.fromstring(content)
        if name.endswith(".xcu") or name == office.COMPONENT:
            assert f'full-path="{name}"' in manifest
    assert f'<version value="{__version__}"/>' in parts["description.xml"].decode()


def test_menu_and_toolbar_have_every_action_once() -> None:
    addons = office.parts()["Addons.xcu"]
    commands = [office.command(each.entry) for each in ACTIONS]
    help_ = office.command(office.HELP)
    assert values(addons, "URL") == [*commands, "private:separator", help_, *commands]
    captions = [each.caption for each in ACTIONS]
    assert values(addons, "Title") == ["Liaison Planner", *captions, "What these do", *captions]


def test_a_new_action_is_one_row() -> None:
    words = 'Asks <why> & "how"'
    added = Action("Ask", "ask", words, words, "Help", "Q")
    parts = office.parts((*ACTIONS, added))
    assert values(parts["Addons.xcu"], "Title").count(words) == 2
    facts: dict[str, object] = {}
    exec(parts["pythonpath/liaison_planner_office/made.py"], facts)  # noqa: S102 - our own text
    actions = facts["ACTIONS"]
    assert isinstance(actions, dict)
    assert actions["ask"] == (words, words)
    assert list(actions) == [*(each.entry for each in ACTIONS), "ask"]


@pytest.mark.parametrize("name", [name for name in members() if name.endswith(".py")])
def test_the_code_is_understood_by_the_oldest_python(name: str) -> None:
    ast.parse(members()[name].decode(), feature_version=OLDEST_PYTHON)
