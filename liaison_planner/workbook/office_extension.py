"""The extension for LibreOffice (.oxt): a zip of its code and of what is written out of the table of actions."""

from pathlib import Path
from zipfile import ZipInfo

from liaison_planner.actions.office import parts
from liaison_planner.workbook.packing import deflated, zipped

_PACKAGE = Path(__file__).parents[1]
_SOURCES = (_PACKAGE / "workbook_templates/libreoffice", _PACKAGE.parent / "workbook_templates/libreoffice")


def build_extension() -> bytes:
    """The extension; byte for byte the same whenever it is built."""
    folder = next(filter(Path.is_dir, _SOURCES))
    code = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.py")}
    return zipped(deflated(ZipInfo(name), text.encode()) for name, text in sorted((code | parts()).items()))
