"""What can go wrong with a click, as a sentence for the user."""


class RefusedError(Exception):
    """The click cannot go on; the text says why and what to do. The workbook is as it was."""
