"""The workbook with buttons, ribbon and macros (.xlsm), and the add-in for any workbook (.xlam)."""

import io
from collections.abc import Iterable
from zipfile import ZipInfo

from xlsxwriter import Workbook

from liaison_planner.actions import ribbon
from liaison_planner.actions.modules import addin_modules, workbook_modules
from liaison_planner.catalogue import Catalogue
from liaison_planner.vba.project import vba_project
from liaison_planner.workbook.build import CREATED, build_template
from liaison_planner.workbook.package import open_package
from liaison_planner.workbook.packing import Packed, deflated, packed_members, zipped
from liaison_planner.workbook.schema import SHEETS
from liaison_planner.workbook.theme import PLAIN, Look

_RELATIONS = "_rels/.rels"
_CONTENT_TYPES = "[Content_Types].xml"
_RELATION = f'<Relationship Id="rIdRibbon" Type="{ribbon.RELATION}" Target="{ribbon.PART}"/></Relationships>'.encode()
_WORKBOOK_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN_TYPE = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"


def build_macro_template(catalogue: Catalogue, look: Look = PLAIN) -> bytes:
    """An empty workbook (.xlsm) for this catalogue in this look; byte for byte the same whenever it is built.

    It has the sheets of `build_template`, and besides them the macros of all actions. Raises NoXlwingsError.
    """
    project = vba_project("LiaisonPlannerBook", workbook_modules(len(SHEETS)))
    return _with_ribbon(build_template(catalogue, look, project))


def build_addin() -> bytes:
    """The add-in (.xlam): the same actions on the ribbon for whatever workbook is active. Raises NoXlwingsError."""
    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"title": "Liaison Planner", "created": CREATED})
    workbook.set_vba_name("ThisWorkbook")
    workbook.add_worksheet("About").set_vba_name("Sheet1")
    workbook.add_vba_project(io.BytesIO(vba_project("LiaisonPlannerAddin", addin_modules())), is_stream=True)
    workbook.close()
    return _with_ribbon(buffer.getvalue(), _ADDIN_TYPE)


def _with_ribbon(package: bytes, kind: bytes = _WORKBOOK_TYPE) -> bytes:
    """The package with the description of the ribbon in it."""
    return zipped(_members(package, kind))


def _members(package: bytes, kind: bytes) -> Iterable[Packed]:
    opened = open_package(package)
    for member in packed_members(opened):
        content = opened.parts[member.info.filename]
        if member.info.filename == _RELATIONS:
            yield deflated(member.info, content.replace(b"</Relationships>", _RELATION))
        elif member.info.filename == _CONTENT_TYPES:
            yield deflated(member.info, content.replace(_WORKBOOK_TYPE, kind))
        else:
            yield member
    yield deflated(ZipInfo(ribbon.PART), ribbon.ribbon().encode())
