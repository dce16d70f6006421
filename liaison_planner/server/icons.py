"""The icons of task pane and ribbon, by the names that Excel for Windows has for its own."""

from pathlib import Path

from liaison_planner.actions.table import Action

PAGES = Path(__file__).parent / "pages"
"""What the server shows: the task pane, the manifest, icons."""
GENERAL = "pane"


def icon_of(action: Action) -> str:
    """The name of its icon; a general one for an action whose icon nobody has drawn yet."""
    return action.icon if (PAGES / f"templates/icons/{action.icon}.svg").is_file() else GENERAL
