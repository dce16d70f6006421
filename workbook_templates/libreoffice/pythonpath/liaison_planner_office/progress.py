"""A small window while the planner computes: what is under way, and a button to stop it."""

import threading
import time

import unohelper
from com.sun.star.awt import XCallback

from liaison_planner_office.faults import RefusedError

LONGEST_MINUTES = 30
_SECONDS_BETWEEN = 0.1
_CANCEL = 2
"""com.sun.star.awt.PushButtonType.CANCEL."""
_WIDTH, _POS = 190, 3
"""Of the window, in LibreOffice's own measure; and com.sun.star.awt.PosSize.POS."""


def wait(context, window, title, run):
    """Waits until the planner has ended; LibreOffice goes on drawing. RefusedError if the user or the clock stops it."""
    dialog = _dialog(context, window, title, run.words)
    watch = _Watch(context, dialog, run)
    try:
        watch.begin()
        dialog.execute()
    finally:
        watch.over.set()
        ended = run.ended()
        run.stop()
        dialog.dispose()
    if watch.too_late:
        raise RefusedError(
            f"The planner took longer than {LONGEST_MINUTES} minutes and was stopped. The workbook is as it was."
        )
    if not ended:
        raise RefusedError("Stopped. The workbook is as it was.")


class _Watch(unohelper.Base, XCallback):
    """Asks LibreOffice again and again to look at the run; only its own thread may touch the window."""

    def __init__(self, context, dialog, run):
        self._dialog, self._run = dialog, run
        self._later = _made(context, "com.sun.star.awt.AsyncCallback")
        self.over, self.too_late = threading.Event(), False
        self._latest = time.monotonic() + 60 * LONGEST_MINUTES

    def begin(self):
        threading.Thread(target=self._ask, daemon=True).start()

    def _ask(self):
        while not self.over.wait(_SECONDS_BETWEEN):
            self._later.addCallback(self, None)

    def notify(self, _):
        if self.over.is_set():
            return
        self.too_late = time.monotonic() > self._latest
        self._dialog.getControl("words").setText(self._run.words)
        if self.too_late or self._run.ended():
            self._dialog.endExecute()


def _dialog(context, window, title, words):
    model = _made(context, "com.sun.star.awt.UnoControlDialogModel")
    for name, value in {"Title": title, "Width": _WIDTH, "Height": 52}.items():
        setattr(model, name, value)
    _add(model, "FixedText", "words", Label=words, PositionX=10, PositionY=10, Width=_WIDTH - 20, Height=12)
    place = {"PositionX": _WIDTH - 50, "PositionY": 30, "Width": 40, "Height": 14}
    _add(model, "Button", "stop", Label="Stop", PushButtonType=_CANCEL, **place)
    dialog = _made(context, "com.sun.star.awt.UnoControlDialog")
    dialog.setModel(model)
    dialog.createPeer(_made(context, "com.sun.star.awt.Toolkit"), window)
    around, own = window.getPosSize(), dialog.getPosSize()
    dialog.setPosSize((around.Width - own.Width) // 2, (around.Height - own.Height) // 3, 0, 0, _POS)
    return dialog


def _made(context, service):
    return context.ServiceManager.createInstanceWithContext(service, context)


def _add(model, kind, name, **properties):
    control = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    for key, value in properties.items():
        setattr(control, key, value)
    model.insertByName(name, control)
