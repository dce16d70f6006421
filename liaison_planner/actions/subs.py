"""The modules of Subs behind buttons and ribbon, written out of the table of actions."""

from collections.abc import Iterable, Sequence

from liaison_planner.actions.table import ACTIONS, Action

BUTTONS, RIBBON = "LiaisonPlannerButtons", "LiaisonPlannerRibbon"
_MADE = "' Written by «liaison-planner templates build» from the table of actions: change that one, not this text."


def button_subs(actions: Sequence[Action] = ACTIONS) -> str:
    """A module with one Sub for each action."""
    subs = (f'\' {each.help}\nPublic Sub {each.macro}()\n    RunAction "{each.entry}"\nEnd Sub\n' for each in actions)
    return _module(BUTTONS, subs)


def ribbon_subs(actions: Sequence[Action] = ACTIONS) -> str:
    """A module with what the ribbon calls: the same Subs behind the argument that a ribbon gives."""
    subs = (f"Public Sub {callback(each)}(control As IRibbonControl)\n    {each.macro}\nEnd Sub\n" for each in actions)
    return _module(RIBBON, subs)


def callback(action: Action) -> str:
    """The Sub that the ribbon calls."""
    return f"Ribbon{action.macro}"


def _module(name: str, subs: Iterable[str]) -> str:
    head = f'Attribute VB_Name = "{name}"\n{_MADE}\nOption Explicit\n\n'
    return head + "\n".join(subs)
