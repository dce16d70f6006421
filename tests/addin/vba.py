"""Runs the macros of a workbook in an interpreter for VBA, on a Windows that is made up, up to the command line.

The interpreter opens no files and starts no programs. So the one procedure that reads a settings file is replaced by
one that asks the test, the line that deletes the log is left out, and the shell writes down what it is asked to run.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pyopenvba import ExcelFile
from pyopenvba.apps.excel import ExcelApplication, _bridge, _model
from pyopenvba.interpreter import _intrinsics
from pyopenvba.interpreter._objects import MISSING, VBAObject, member, method
from pyopenvba.interpreter._values import VBAInt, error, to_text

PYTHON = r"C:\Planner\Scripts\python.exe"
SETTINGS = r"C:\Users\ann\.liaison_planner\liaison_planner.conf"
_ENVIRONMENT = {"temp": r"C:\Users\ann\Temp", "userprofile": r"C:\Users\ann"}
_READS_SETTINGS = re.compile(r"Function GetConfigFromFile\(.*?^End Function", re.DOTALL | re.MULTILINE)
_ASKS_THE_TEST = """Function GetConfigFromFile(sFile As String, sName As String, Optional sValue As String) As Boolean
    sValue = Environ("setting|" & sFile & "|" & sName)
    GetConfigFromFile = (sValue <> "")
End Function"""
_DELETES_LOG = re.compile(r"(?m)^\s*Kill .*$")
_COMMENT_AFTER_DIRECTIVE = re.compile(r"(?m)^(\s*#(?:Const|If|ElseIf)\b[^\r\n]*?)\s+'[^\r\n]*")


class Shell(VBAObject):
    """Stands for WScript.Shell."""

    vba_type_name = "IWshShell3"

    def __init__(self, windows: "Windows") -> None:
        super().__init__()
        self._windows = windows

    @method
    def ExpandEnvironmentStrings(self, Src: object = MISSING) -> object:  # noqa: N802, N803 - Windows' own names
        """The interpreter compares a text with False otherwise than VBA does: as numbers they agree."""
        return {"False": "0", "True": "-1"}.get(str(Src), str(Src))

    @method
    def Run(self, Command: object = MISSING, WindowStyle: object = MISSING, Wait: object = MISSING) -> object:  # noqa: ARG002, N802, N803
        self._windows.commands.append(str(Command))
        return VBAInt(0, "Long")


@dataclass
class Windows:
    """The files there are, with the settings in them, and what was run and said."""

    files: dict[str, dict[str, str]] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.files.setdefault(PYTHON, {})
        self.files.setdefault(SETTINGS, {"INTERPRETER_WIN": PYTHON, "ADD_WORKBOOK_TO_PYTHONPATH": "False"})

    def attributes(self, _: object, path: object) -> object:
        self.asked.add(to_text(path))
        if to_text(path).casefold() in {name.casefold() for name in self.files}:
            return VBAInt(32, "Integer")
        raise error(53)

    def environment(self, _: object, name: object) -> object:
        kind, *rest = to_text(name).split("|")
        if kind == "setting":
            file, key = rest
            settings = {name.casefold(): found for name, found in self.files.items()}[file.casefold()]
            return {name.upper(): value for name, value in settings.items()}.get(key.upper(), "")
        return _ENVIRONMENT.get(kind.casefold(), "")


class Macros:
    """The macros of one workbook, ready to be clicked."""

    def __init__(self, path: Path, windows: Windows, *, on_mac: bool = False) -> None:
        """With `on_mac` our own module decides as it does there; xlwings' starts Python as on Windows all the same."""
        self._windows = windows
        self._app = ExcelApplication.open(path, with_vba=False)
        host = self._app.interpreter.host
        with ExcelFile(path) as book:
            for module in book.vba_project().modules:
                known = host.global_object(module.name.lower())
                kind = "standard" if module.kind.value == 33 else "class"
                if kind == "class" and isinstance(known, VBAObject) and known is not self._app.application:
                    kind = "document"
                source = module.source
                if on_mac and module.name == "LiaisonPlanner":
                    source = source.replace("#If Mac Then", "#If True Then")
                self._app.add_module(_runnable(source), name=module.name, kind=kind)

    def click(self, sub: str, *arguments: object) -> tuple[list[str], list[str]]:
        """The commands that a Sub runs, and the messages that it shows."""
        del self._windows.commands[:]
        del self._app.interpreter.dialogs[:]
        self._app.run(sub, *arguments)
        return list(self._windows.commands), [str(dialog[1]) for dialog in self._app.interpreter.dialogs]


def _runnable(source: str) -> str:
    source = source.replace("\r\n", "\n")
    source = _DELETES_LOG.sub("", _READS_SETTINGS.sub(lambda _: _ASKS_THE_TEST, source))
    return _COMMENT_AFTER_DIRECTIVE.sub(r"\1", source)


def in_windows(windows: Windows, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on macros run in this Windows."""
    monkeypatch.setattr(_bridge.ExcelBridge, "create", lambda *_: Shell(windows))
    known: dict[str, Any] = dict(_intrinsics.INTRINSICS)
    try:
        _intrinsics.intrinsic("GetAttr", "PathName", minimum=1)(windows.attributes)
        _intrinsics.intrinsic("Environ", "Expression", minimum=1)(windows.environment)
        ours = {name: _intrinsics.INTRINSICS[name] for name in ("getattr", "environ")}
    finally:
        _intrinsics.INTRINSICS.update(known)
    for name, function in ours.items():
        monkeypatch.setitem(_intrinsics.INTRINSICS, name, function)
    for name, spec in _Excel._vba_members.items():
        if name in ("hwnd", "path"):
            monkeypatch.setitem(_model.Application._vba_members, name, spec)


class _Excel(_model.Application):
    """What xlwings asks of Excel besides."""

    @member
    def Hwnd(self) -> object:  # noqa: N802
        return VBAInt(4242, "Long")

    @member
    def Path(self) -> object:  # noqa: N802
        return r"C:\Program Files\Microsoft Office\root\Office16"
