"""A workbook as its user has made it their own: everything that people and Excel add to a file, as real parts."""

import io
import struct
import zlib
from typing import Any
from unittest.mock import patch
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

from liaison_planner.catalogue import Catalogue
from liaison_planner.workbook import build

OWN_SHEET = "My savings"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PERSON = "{11111111-2222-4333-8444-555555555555}"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def users_file(catalogue: Catalogue, macros: bytes = b"") -> bytes:
    """The template with a sheet, chart, picture, sparklines, comments, a threaded comment, conditional formats, a pivot
    table with its cache, other column widths, a formula and a custom part, on a sheet of its own and on ours.

    With `macros` it is an .xlsm that holds these.
    """
    with patch.object(build, "Workbook", _MadeTheirOwn):
        package = build.build_template(catalogue, project=macros)
    return _with_excel_parts(package)


class _MadeTheirOwn(Workbook):  # type: ignore[misc]
    """The template to which things are added before it is saved."""

    def close(self) -> None:
        sheets = {sheet.get_name(): sheet for sheet in self.worksheets()}
        own = self.add_worksheet(OWN_SHEET)
        own.write_column("A1", ["Month", "Jan", "Feb", "Mar"])
        own.write_column("B1", ["Saved", 120, 90, 200])
        own.write_formula("B5", "=SUM(B2:B4)", None, 410)
        own.write_comment("B2", "From grandma", {"author": "Maria"})
        for sheet, cell in ((own, "D2"), (sheets["Gaps"], "L3")):
            sheet.insert_image(cell, "logo.png", {"image_data": io.BytesIO(_picture()), "description": "Our logo"})
            sheet.insert_chart(cell, self._savings_chart())
            sheet.add_sparkline(cell, {"range": f"'{OWN_SHEET}'!B2:B4", "markers": True})
            sheet.conditional_format("A1:A9", {"type": "data_bar", "data_bar_2010": True})
            sheet.conditional_format("A1:A9", {"type": "cell", "criteria": ">", "value": 100, "format": None})
        sheets["Plan"].write_comment("B4", "Ask the coach about this one.", {"author": "Maria"})
        sheets["Preferences"].set_column(5, 7, 33.3)
        sheets["Plan"].write_formula(399, 1, f"='{OWN_SHEET}'!B5*2", None, 820)
        super().close()

    def _savings_chart(self) -> Any:
        chart = self.add_chart({"type": "column"})
        chart.add_series({"values": [OWN_SHEET, 1, 1, 3, 1], "categories": [OWN_SHEET, 1, 0, 3, 0]})
        return chart


def _picture() -> bytes:
    """One blue dot as PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\x1f\x5f\x8b")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _with_excel_parts(package: bytes) -> bytes:
    """What XlsxWriter cannot write: a threaded comment, a pivot table with its cache, a custom part, a formula order."""
    with ZipFile(io.BytesIO(package)) as archive:
        parts = {
            name: archive.read(name).decode("utf-8") if _is_text(name) else archive.read(name)
            for name in archive.namelist()
        }
    own = max(int(name[19:-4]) for name in parts if name.startswith("xl/worksheets/sheet"))
    rels = f"xl/worksheets/_rels/sheet{own}.xml.rels"
    new = {
        **_threaded_comment(),
        **_pivot(),
        "customXml/item1.xml": "<mine>kept</mine>",
        "xl/calcChain.xml": _calculation_order(own),
    }
    _append(
        parts,
        rels,
        "</Relationships>",
        _relation(
            "rIdT",
            "../threadedComments/threadedComment1.xml",
            "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
        ),
    )
    _append(
        parts, rels, "</Relationships>", _relation("rIdP", "../pivotTables/pivotTable1.xml", f"{_RELATION}/pivotTable")
    )
    book = "xl/_rels/workbook.xml.rels"
    _append(
        parts,
        book,
        "</Relationships>",
        _relation("rIdA", "persons/person.xml", "http://schemas.microsoft.com/office/2017/10/relationships/person"),
    )
    _append(
        parts,
        book,
        "</Relationships>",
        _relation("rIdC", "pivotCache/pivotCacheDefinition1.xml", f"{_RELATION}/pivotCacheDefinition"),
    )
    _append(parts, book, "</Relationships>", _relation("rIdO", "calcChain.xml", f"{_RELATION}/calcChain"))
    _append(parts, book, "</Relationships>", _relation("rIdX", "../customXml/item1.xml", f"{_RELATION}/customXml"))
    _append(parts, "xl/workbook.xml", "</workbook>", '<pivotCaches><pivotCache cacheId="7" r:id="rIdC"/></pivotCaches>')
    for part, kind in _KINDS.items():
        _append(parts, "[Content_Types].xml", "</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/>')
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in {**parts, **new}.items():
            archive.writestr(name, content)
    return buffer.getvalue()


_KINDS = {
    "xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
    "xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
    "xl/pivotCache/pivotCacheDefinition1.xml": f"{_TYPE}.pivotCacheDefinition+xml",
    "xl/pivotCache/pivotCacheRecords1.xml": f"{_TYPE}.pivotCacheRecords+xml",
    "xl/pivotTables/pivotTable1.xml": f"{_TYPE}.pivotTable+xml",
    "xl/calcChain.xml": f"{_TYPE}.calcChain+xml",
}


def _is_text(name: str) -> bool:
    return name.endswith((".xml", ".rels", ".vml"))


def _append(parts: dict[str, Any], name: str, end: str, more: str) -> None:
    assert end in parts[name], name
    parts[name] = parts[name].replace(end, more + end)


def _relation(number: str, target: str, kind: str) -> str:
    return f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>'


def _calculation_order(own: int) -> str:
    return f'{_HEAD}<calcChain xmlns="{_MAIN}"><c r="B5" i="{own}"/></calcChain>'


def _threaded_comment() -> dict[str, str]:
    comment = "{99999999-2222-4333-8444-555555555555}"
    return {
        "xl/threadedComments/threadedComment1.xml": f'{_HEAD}<ThreadedComments xmlns="{_THREADED}"><threadedComment ref="B2"'
        f' dT="2026-11-20T08:00:00.00" personId="{_PERSON}" id="{comment}"><text>Is this right?</text></threadedComment>'
        f"</ThreadedComments>",
        "xl/persons/person.xml": f'{_HEAD}<personList xmlns="{_THREADED}"><person displayName="Maria" id="{_PERSON}"'
        ' userId="maria" providerId="None"/></personList>',
    }


def _pivot() -> dict[str, str]:
    """Saved by month, in a pivot table at G2 of the user's sheet."""
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    items = "".join(f'<s v="{month}"/>' for month in ("Jan", "Feb", "Mar"))
    records = "".join(f'<r><x v="{at}"/><n v="{saved}"/></r>' for at, saved in enumerate((120, 90, 200)))
    rows = "".join(f'<i><x v="{at}"/></i>' if at else "<i><x/></i>" for at in range(3))
    return {
        "xl/pivotCache/pivotCacheDefinition1.xml": f'{_HEAD}<pivotCacheDefinition xmlns="{_MAIN}" xmlns:r="{_RELATION}"'
        f' r:id="rId1" recordCount="3"><cacheSource type="worksheet"><worksheetSource ref="A1:B4" sheet="{OWN_SHEET}"/>'
        f'</cacheSource><cacheFields count="2"><cacheField name="Month"><sharedItems count="3">{items}</sharedItems>'
        '</cacheField><cacheField name="Saved"><sharedItems containsSemiMixedTypes="0" containsString="0"'
        ' containsNumber="1" containsInteger="1" minValue="90" maxValue="200"/></cacheField></cacheFields>'
        "</pivotCacheDefinition>",
        "xl/pivotCache/pivotCacheRecords1.xml": f'{_HEAD}<pivotCacheRecords xmlns="{_MAIN}" count="3">{records}'
        "</pivotCacheRecords>",
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": _HEAD
        + relations
        + _relation("rId1", "pivotCacheRecords1.xml", f"{_RELATION}/pivotCacheRecords")
        + "</Relationships>",
        "xl/pivotTables/pivotTable1.xml": f'{_HEAD}<pivotTableDefinition xmlns="{_MAIN}" name="Saved by month" cacheId="7"'
        ' dataCaption="Values"><location ref="G2:H6" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
        '<pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="4"><item x="0"/><item x="1"/>'
        '<item x="2"/><item t="default"/></items></pivotField><pivotField dataField="1" showAll="0"/></pivotFields>'
        f'<rowFields count="1"><field x="0"/></rowFields><rowItems count="4">{rows}<i t="grand"><x/></i></rowItems>'
        '<colItems count="1"><i/></colItems><dataFields count="1"><dataField name="Sum of Saved" fld="1"/></dataFields>'
        "</pivotTableDefinition>",
        "xl/pivotTables/_rels/pivotTable1.xml.rels": _HEAD
        + relations
        + _relation("rId1", "../pivotCache/pivotCacheDefinition1.xml", f"{_RELATION}/pivotCacheDefinition")
        + "</Relationships>",
    }
