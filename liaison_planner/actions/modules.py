"""Which modules of VBA a macro workbook and the add-in hold."""

from importlib.util import find_spec
from pathlib import Path

from liaison_planner.actions.subs import button_subs, ribbon_subs
from liaison_planner.actions.wrappers import function_wrappers
from liaison_planner.domain.issue import Issue, Place, error
from liaison_planner.vba.module import Kind, Module, module_from

SETTINGS = "liaison_planner"
"""The name of our settings file, so that those of other xlwings workbooks and ours do not touch."""

_PACKAGE = Path(__file__).parents[1]
_SOURCES = (_PACKAGE / "workbook_templates/vba", _PACKAGE.parent / "workbook_templates/vba")
_XLWINGS_CHANGES = (
    ('PROJECT_NAME As String = "{project}"', f'PROJECT_NAME As String = "{SETTINGS}"', 1),
    ('Optional source As String = "") As Variant', 'Optional source As String = "user") As Variant', 1),
    ('GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")', 'GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "false")', 2),
    ('" -B -c ""import xlwings.utils;', '" -B -c ""import liaison_planner.addin.light;import xlwings.utils;', 1),
)
"""What is changed in xlwings' module: its settings are read from the user's own file only, never from a sheet of the
workbook or a file beside it, and Python does not look for code beside the workbook. And a click imports xlwings without
the large libraries that it can do without."""


class NoXlwingsError(Exception):
    """xlwings, whose VBA module belongs into every macro workbook, is not installed or is not as we know it."""

    def __init__(self, what: str) -> None:
        fix = "Install the one that belongs to the planner: pip install liaison_planner[excel]. Or make a workbook without macros (.xlsx)."
        super().__init__(f"{what} {fix}")
        self.issue: Issue = error("no_xlwings", Place(), what, fix)


def workbook_modules(sheets: int) -> list[Module]:
    """The modules of a macro workbook with so many sheets, which are named `Sheet1` and so on; NoXlwingsError."""
    return [*_documents(sheets), *_ours(), *_from_xlwings("xlwings.bas", "xlwings")]


def addin_modules() -> list[Module]:
    """The modules of the add-in, which works on whatever workbook is active and has the functions; NoXlwingsError."""
    ours = [_for_active_workbook(module) for module in _ours()]
    functions = module_from(function_wrappers())
    return [*_documents(1), *ours, functions, *_from_xlwings("xlwings_custom_addin.bas", "myaddin")]


def xlwings_version() -> str:
    """The version of the installed xlwings; "" if there is none."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow to import, and few ask

    try:
        return version("xlwings")
    except PackageNotFoundError:
        return ""


def _documents(sheets: int) -> list[Module]:
    numbered = (Module(f"Sheet{number}", kind=Kind.SHEET) for number in range(1, sheets + 1))
    return [Module("ThisWorkbook", kind=Kind.WORKBOOK), *numbered]


def _ours() -> list[Module]:
    folder = next(filter(Path.is_dir, _SOURCES))
    own = [module_from(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.bas"))]
    return [*own, module_from(button_subs()), module_from(ribbon_subs())]


def _for_active_workbook(module: Module) -> Module:
    return Module(module.name, module.code.replace("ThisWorkbook", "ActiveWorkbook"), module.kind)


def _from_xlwings(main: str, project: str) -> list[Module]:
    found = find_spec("xlwings")
    if found is None or found.origin is None:
        raise NoXlwingsError("A workbook with macros for this catalogue needs xlwings, which is not installed.")
    folder = Path(found.origin).parent
    text = (folder / main).read_text(encoding="utf-8")
    for before, after, times in _XLWINGS_CHANGES:
        old = before.format(project=project)
        if text.count(old) != times:
            raise NoXlwingsError(f"The planner does not know the installed xlwings {xlwings_version()}.")
        text = text.replace(old, after)
    dictionary = (folder / "addin" / "Dictionary.cls").read_text(encoding="utf-8")
    return [module_from(text), module_from(dictionary)]
