"""One click: a copy of the workbook, the planner's answer to it, the results in place, one message; never a traceback."""

import tempfile
from contextlib import suppress
from pathlib import Path

import uno
from com.sun.star.awt.MessageBoxType import ERRORBOX, INFOBOX
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import DisposedException
from com.sun.star.uno import Exception as UnoError

from liaison_planner_office.answer import apply
from liaison_planner_office.faults import RefusedError
from liaison_planner_office.made import ACTIONS, HELP
from liaison_planner_office.planner import Run, interpreter
from liaison_planner_office.progress import wait

TITLE = "Liaison Planner"
_OK = 1
_NEVER = 0
"""com.sun.star.document.MacroExecMode.NEVER_EXECUTE."""
_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
_XLSX = "Calc MS Excel 2007 XML"


def click(context, entry):
    """Runs the action of this name for the document in front and tells what came of it."""
    desktop = _made(context, "com.sun.star.frame.Desktop")
    window, made = desktop.getCurrentFrame().getContainerWindow(), []
    try:
        words, wrong, made = _run(context, desktop, entry)
    except RefusedError as fault:
        words, wrong = str(fault), True
    except DisposedException:
        words, wrong, window = "The workbook was closed meanwhile; nothing was written.", True, None
    except (UnoError, OSError, Exception) as fault:  # noqa: BLE001 - whatever it is, the user gets a sentence
        said = getattr(fault, "Message", "") or str(fault)
        words, wrong = f"LibreOffice could not do this ({said.strip()}). The workbook is as it was.", True
    _tell(context, window, words, wrong)
    for path in made:
        _open(desktop, path)


def _run(context, desktop, entry):
    """The message at the end, whether something went wrong, and the workbooks to open. RefusedError."""
    if entry == HELP:
        return "\n\n".join(f"{caption}: {told}" for caption, told in ACTIONS.values()), False, []
    document, window = desktop.getCurrentComponent(), desktop.getCurrentFrame().getContainerWindow()
    if document is None or not document.supportsService(_SPREADSHEET):
        raise RefusedError("This is no workbook. Open the one that liaison-planner init made for you.")
    if document.isReadonly():
        raise RefusedError("This workbook is open for reading only. Save it under another name, then click again.")
    python = interpreter()
    caption, _ = ACTIONS[entry]
    with tempfile.TemporaryDirectory(prefix="liaison-planner-") as folder:
        _copy(document, Path(folder) / "copy.xlsx")
        run = Run(python, folder, entry, _shown(document))
        wait(context, window, f"{TITLE} – {caption}", run)
        answer = run.answer()
    apply(document, answer, f"{TITLE}: {caption}")
    return answer["message"]["words"], answer["message"]["wrong"], answer["open"]


def _copy(document, path):
    """The workbook as it is now, saved or not; the open one keeps its name and its place."""
    document.storeToURL(uno.systemPathToFileUrl(str(path)), (PropertyValue("FilterName", 0, _XLSX, 0),))


def _shown(document):
    """Which sheet is shown, the row of the selected cell, and where the workbook is saved, as the planner takes it."""
    controller = document.CurrentController
    yield "--sheet=" + controller.getActiveSheet().Name
    address = getattr(controller.getSelection(), "RangeAddress", None)
    if address:
        yield f"--row={address.StartRow + 1}"
    if document.getURL().startswith("file:"):
        yield "--workbook=" + uno.fileUrlToSystemPath(document.getURL())


def _tell(context, window, words, wrong):
    toolkit = _made(context, "com.sun.star.awt.Toolkit")
    box = toolkit.createMessageBox(window, ERRORBOX if wrong else INFOBOX, _OK, TITLE, words)
    box.execute()
    box.dispose()


def _open(desktop, path):
    """Without a warning of macros, which never run here; the message has said where the file is, should it not open."""
    no_macros = PropertyValue("MacroExecutionMode", 0, _NEVER, 0)
    with suppress(UnoError):
        desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (no_macros,))


def _made(context, service):
    return context.ServiceManager.createInstanceWithContext(service, context)
