"""The ribbon's description: [MS-CUSTOMUI2], written out of the table of actions."""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from liaison_planner.actions.subs import RIBBON, callback
from liaison_planner.actions.table import ACTIONS, Action

PART = "customUI/customUI14.xml"
RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
_LONGEST_TIP = 1024
"""Characters of a supertip (ST_LongString)."""


def ribbon(actions: Sequence[Action] = ACTIONS) -> str:
    """A tab «Liaison Planner» with a button for each action."""
    buttons = "\n".join(f"          {_button(each)}" for each in actions)
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<customUI xmlns="{_NAMESPACE}">
  <ribbon>
    <tabs>
      <tab id="tabLiaisonPlanner" label="Liaison Planner" keytip="LP">
        <group id="groupPlan" label="Your plan">
{buttons}
        </group>
      </tab>
    </tabs>
  </ribbon>
</customUI>
"""


def _button(action: Action) -> str:
    attributes = {
        "id": f"button{action.macro}",
        "label": action.caption,
        "imageMso": action.icon,
        "size": "large",
        "onAction": f"{RIBBON}.{callback(action)}",
        "screentip": action.caption,
        "supertip": action.help[:_LONGEST_TIP],
        "keytip": action.key,
    }
    return f"<button {' '.join(f'{name}={quoteattr(value)}' for name, value in attributes.items())}/>"
