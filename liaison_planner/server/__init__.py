"""The planner behind a task pane: an optional server for Excel on the web, on Mac and on Windows, by way of xlwings Server.

xlwings Server has a licence of its own: free for noncommercial use, paid for otherwise. Nothing else needs it.
"""

from pathlib import Path


def pages_folder() -> Path:
    """What the server shows: the task pane, the manifest, icons."""
    return Path(__file__).parent / "pages"
