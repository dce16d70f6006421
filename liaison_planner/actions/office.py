"""What LibreOffice is told of the actions: a menu, a toolbar, and the facts that the extension's code rests on.

The forms are those of LibreOffice's registry (Addons.xcs, WindowState.xcs) and of its extension manager.
"""

import re
from collections.abc import Iterable, Sequence
from string import ascii_uppercase
from xml.sax.saxutils import escape

from liaison_planner import __version__
from liaison_planner.actions.table import ACTIONS, Action

IDENTIFIER = "liaison_planner"
TITLE = "Liaison Planner"
COMPONENT = "liaison_planner_component.py"
SETTINGS = ".liaison_planner/libreoffice.json"
"""In the user's own folder: where the planner's Python is."""
ANSWER = "liaison-click/1"
"""The form of the answer to a click, described in docs/command-line.md."""
HELP = "help"
"""The entry of the menu that tells what the others do; it is no action of the planner."""
_HELP_CAPTION = "What these do"
_OLDEST = "7.2"
_CALC = "com.sun.star.sheet.SpreadsheetDocument"
_TOOLBAR = f"{IDENTIFIER}.toolbar"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_REGISTRY = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'


def parts(actions: Sequence[Action] = ACTIONS) -> dict[str, str]:
    """The parts of the extension that are written out of the table of actions, by name."""
    return {
        "description.xml": _description(),
        "META-INF/manifest.xml": _manifest(),
        "Addons.xcu": _addons(actions),
        "WindowState.xcu": _window_state(),
        "pythonpath/liaison_planner_office/made.py": _facts(actions),
    }


def command(entry: str) -> str:
    """What menu and toolbar send."""
    return f"service:{IDENTIFIER}.Click?{entry}"


def _description() -> str:
    return f"""{_HEAD}<description xmlns="http://openoffice.org/extensions/description/2006" xmlns:l="http://libreoffice.org/extensions/description/2011">
  <identifier value="{IDENTIFIER}"/>
  <version value="{__version__}"/>
  <display-name><name lang="en">{TITLE}</name></display-name>
  <dependencies><l:LibreOffice-minimal-version value="{_OLDEST}" name="LibreOffice {_OLDEST}"/></dependencies>
</description>
"""


def _manifest() -> str:
    kinds = {COMPONENT: "uno-component;type=Python"}
    kinds |= dict.fromkeys(("Addons.xcu", "WindowState.xcu"), "configuration-data")
    entries = "".join(
        f'  <manifest:file-entry manifest:media-type="application/vnd.sun.star.{kind}" manifest:full-path="{name}"/>\n'
        for name, kind in kinds.items()
    )
    return f'{_HEAD}<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">\n{entries}</manifest:manifest>\n'


def _addons(actions: Sequence[Action]) -> str:
    buttons = [(each.entry, each.caption) for each in actions]
    menu = [*(_item(*each) for each in buttons), _node("line", _value("URL", "private:separator"))]
    menu.append(_item(HELP, _HELP_CAPTION))
    toolbar = [_item(*each) for each in buttons]
    in_menu = _node(IDENTIFIER, _value("Title", TITLE), _value("Context", _CALC), _group("Submenu", _numbered(menu)))
    body = _group(
        "AddonUI",
        [_group("OfficeMenuBar", [in_menu]), _group("OfficeToolBar", [_node(_TOOLBAR, *_numbered(toolbar))])],
    )
    return _registry("Addons", "org.openoffice.Office", body)


def _item(entry: str, caption: str) -> str:
    values = {"URL": command(entry), "Title": caption, "Target": "_self", "Context": _CALC}
    return _node(entry, *(_value(*each) for each in values.items()))


def _numbered(nodes: Iterable[str]) -> list[str]:
    """LibreOffice shows nodes in the order of their names if these differ in the last letter only."""
    return [
        re.sub('oor:name="[^"]*"', f'oor:name="m{letter}"', node, count=1)
        for letter, node in zip(ascii_uppercase, nodes, strict=False)
    ]


def _window_state() -> str:
    """Under the other toolbars, with a name for the list View > Toolbars."""
    body = _group(
        "UIElements",
        [
            _group(
                "States",
                [
                    _node(
                        f"private:resource/toolbar/addon_{_TOOLBAR}",
                        _value("UIName", TITLE),
                        _value("DockingArea", "0"),
                        _value("DockPos", "0,7"),
                        _value("Docked", "true"),
                        _value("Visible", "true"),
                    )
                ],
            )
        ],
    )
    return _registry("CalcWindowState", "org.openoffice.Office.UI", body)


def _facts(actions: Sequence[Action]) -> str:
    table = "".join(f"    {each.entry!r}: ({each.caption!r}, {each.help!r}),\n" for each in actions)
    return f'''"""Written by «liaison-planner templates build» from the table of actions: change that one, not this text."""

VERSION = {__version__!r}
SETTINGS = {SETTINGS!r}
ANSWER = {ANSWER!r}
HELP = {HELP!r}
ACTIONS = {{
{table}}}
'''


def _registry(name: str, package: str, body: str) -> str:
    return f'{_HEAD}<oor:component-data {_REGISTRY} oor:name="{name}" oor:package="{package}">\n{body}</oor:component-data>\n'


def _group(name: str, nodes: Iterable[str]) -> str:
    return f'<node oor:name="{name}">\n{"".join(nodes)}</node>\n'


def _node(name: str, *inside: str) -> str:
    return f'<node oor:name="{escape(name)}" oor:op="replace">\n{"".join(inside)}</node>\n'


def _value(name: str, value: str) -> str:
    return f'<prop oor:name="{name}"><value>{escape(value)}</value></prop>\n'
