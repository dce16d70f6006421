"""The workbook in front of a task pane: files that a click has made go to the browser, never onto the server."""

from base64 import b64encode

from liaison_planner.addin.open_book import OpenBook

HAND_OVER = "handOver"
"""What the task pane is asked to do with a file: its name and its bytes in base64 follow."""


class PaneBook(OpenBook):
    """As the workbook that is open in Excel, but for what only Excel's own computer has."""

    def hand_over(self, name: str, content: bytes) -> str:
        """Lets the task pane offer the file; nothing is written here."""
        self._book.impl.append_json_action(func=HAND_OVER, args=[name, b64encode(content).decode()])
        return f"«{name}» is ready: your browser saves it among your downloads."
