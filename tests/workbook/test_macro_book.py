"""The workbook with macros and the add-in, as other programs read them."""

import argparse
import io
import re
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from xml.sax.saxutils import unescape
from zipfile import ZipFile

import pytest
from lxml import etree
from oletools.mraptor import MacroRaptor
from oletools.olevba import VBA_Parser
from pcodedmp import pcodedmp
from pyopenvba import ExcelFile

from liaison_planner import services
from liaison_planner.actions.modules import addin_modules, workbook_modules
from liaison_planner.actions.table import ACTIONS
from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.domain.profile import Profile
from liaison_planner.vba.module import Module
from liaison_planner.workbook.build_buttons import actions_on
from liaison_planner.workbook.macro_book import build_addin, build_macro_template
from liaison_planner.workbook.schema import SHEETS
from liaison_planner.workbook.templates import ADDIN, MACRO_TEMPLATE

Validate = Callable[..., list[object]]
SHIPPED = Path(__file__).parents[2] / "workbook_templates"


@pytest.fixture(scope="module")
def macro_template(catalogue: Catalogue) -> bytes:
    return build_macro_template(catalogue)


@pytest.fixture(scope="module", params=[MACRO_TEMPLATE, ADDIN])
def shipped(request: pytest.FixtureRequest) -> Path:
    return SHIPPED / str(request.param)


def modules_of(path: Path) -> list[Module]:
    return addin_modules() if path.name == ADDIN else workbook_modules(len(SHEETS))


def test_two_builds_are_the_same(catalogue: Catalogue, macro_template: bytes) -> None:
    assert build_macro_template(catalogue) == macro_template
    assert build_addin() == build_addin()


@pytest.mark.parametrize("office", ["Office2019", "Microsoft365"])
def test_microsofts_validator_finds_nothing_wrong(shipped: Path, office: str, validate: Validate) -> None:
    assert validate(shipped, office) == []


def test_olevba_reads_every_module_as_it_was_written(shipped: Path) -> None:
    with closing(VBA_Parser(str(shipped))) as parser:
        read = {Path(name).stem: code for _, _, name, code in parser.extract_all_macros()}
    assert read == {each.name: each.source() for each in modules_of(shipped)}


def test_pyopenvba_reads_every_module_as_it_was_written(shipped: Path) -> None:
    with ExcelFile(shipped) as book:
        project = book.vba_project()
        assert {each.name: each.source for each in project.modules} == {
            each.name: each.source() for each in modules_of(shipped)
        }
        assert [each.name for each in project.references] == ["stdole", "Office"]


def test_pcodedmp_reads_the_directory_to_its_end_and_finds_source_only(shipped: Path) -> None:
    """It shows each record of the directory; code compiled beforehand, which nobody could review, is nowhere."""
    told, wanted = io.StringIO(), modules_of(shipped)
    pcodedmp.processFile(str(shipped), argparse.Namespace(disasmOnly=False, verbose=False), told)
    records = re.findall(r"^[0-9A-F]{8}:  (\w+):?\n((?:[0-9A-F]{8}   .*\n)*)", told.getvalue(), re.MULTILINE)
    found = [(name, bytes.fromhex("".join(line[11:59] for line in dump.splitlines()))) for name, dump in records]
    assert [content.decode("utf-16-le") for name, content in found if name == "MOD_UNICODESTREAM"] == [
        each.name for each in wanted
    ]
    assert {content for name, content in found if name == "MOD_TEXTOFFSET"} == {bytes(4)}
    assert ("PROJ_MODULECOUNT", len(wanted).to_bytes(2, "little")) in found
    assert found[-1][0] == "PROJ_EOF"
    assert "UNKNOWN" not in dict(found)
    assert "Line #" not in told.getvalue()


def test_libreoffice_reads_every_module_as_it_was_written(
    tmp_path: Path, convert: Callable[[list[Path], str, Path], list[Path]]
) -> None:
    (converted,) = convert([SHIPPED / MACRO_TEMPLATE], "ods", tmp_path)
    with ZipFile(converted) as archive:
        read = {Path(name).stem: code_in(archive.read(name)) for name in archive.namelist() if "Basic/Liaison" in name}
    for module in modules_of(SHIPPED / MACRO_TEMPLATE):
        assert read[module.name] == without_attributes(module.code), module.name


def without_attributes(code: str) -> str:
    """LibreOffice leaves out the lines about single procedures that the editor of Excel hides."""
    return "\n".join(line for line in code.split("\n") if not line.startswith("Attribute ")).rstrip("\n")


def code_in(part: bytes) -> str:
    """The code without the lines that LibreOffice puts around what came from Excel."""
    lines = (etree.fromstring(part).text or "").replace("\r\n", "\n").split("\n")
    ours = [line for line in lines if not re.match(r"Rem Attribute |Option (VBASupport|ClassModule)", line)]
    return "\n".join(ours).rstrip("\n")


def test_nothing_runs_by_itself(shipped: Path) -> None:
    with closing(VBA_Parser(str(shipped))) as parser:
        raptor = MacroRaptor(parser.get_vba_code_all_modules())
        raptor.scan()
    assert not raptor.suspicious
    assert not raptor.autoexec


def test_nothing_links_to_the_outside(shipped: Path) -> None:
    with ZipFile(shipped) as archive:
        relations = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
        assert b'TargetMode="External"' not in relations
        assert not [
            name for name in archive.namelist() if re.search("externalLink|activeX|connections|embeddings", name)
        ]


def test_each_sheet_has_the_buttons_of_its_actions(macro_template: bytes) -> None:
    with ZipFile(io.BytesIO(macro_template)) as archive:
        for number, sheet in enumerate(SHEETS, start=1):
            relations = f"xl/worksheets/_rels/sheet{number}.xml.rels"
            text = archive.read(relations).decode() if relations in archive.namelist() else ""
            drawn = re.search(r"drawings/(vmlDrawing\d+\.vml)", text)
            macros = buttons_in(archive.read(f"xl/drawings/{drawn[1]}")) if drawn else []
            assert macros == [(each.macro, each.caption, each.help) for each in actions_on(sheet.name)], sheet.name


def buttons_in(drawing: bytes) -> list[tuple[str, str, str]]:
    text = drawing.decode()
    macros = re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", text)
    captions = re.findall(r"<font[^>]*>([^<]*)</font>", text)
    words = re.findall(r'alt="([^"]*)"', text)
    return [(a, unescape(b), unescape(c, {"&quot;": '"'})) for a, b, c in zip(macros, captions, words, strict=True)]


def test_the_first_sheet_has_a_button_for_everything() -> None:
    assert actions_on(SHEETS[0].name) == ACTIONS
    assert {sheet for each in ACTIONS for sheet in each.sheets} <= {sheet.name for sheet in SHEETS}


def test_a_filled_macro_workbook_keeps_its_macros(
    macro_template: bytes, nurse: Profile, catalogue: Catalogue, tmp_path: Path
) -> None:
    filled = services.new_workbook(catalogue, nurse, sample=True, blank=macro_template)
    with ZipFile(io.BytesIO(macro_template)) as blank, ZipFile(io.BytesIO(filled)) as full:
        assert full.namelist() == blank.namelist()
        assert full.read("xl/vbaProject.bin") == blank.read("xl/vbaProject.bin")


@pytest.mark.parametrize("person_id", sample_people())
def test_the_planned_macro_workbook_of_everybody_is_valid(
    person_id: str, catalogue: Catalogue, today: date, tmp_path: Path, validate: Validate
) -> None:
    person = services.sample_person(person_id, catalogue, today)
    assert person.profile is not None
    plan = services.plan_for(person, catalogue, today)
    path = tmp_path / f"{person_id}.xlsm"
    path.write_bytes(services.workbook_with_plan(catalogue, person.profile, plan, macros=True))
    assert validate(path) == []
