"""An organization's look is taken over whole, or refused with everything that is wrong with it."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from openpyxl import load_workbook

from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.issue import Issue
from liaison_planner.workbook.build import build_template
from liaison_planner.workbook.look_file import contrast, read_look
from liaison_planner.workbook.theme import PLAIN, Look

WHOLE = """
[colors]
deep = "#3B1F5B"
accent = "#6A3FA0"
[fonts]
name = "Arial"
[organization]
name = "Smith & Sons"
logo = "logo.png"
"""


def picture(width: int, height: int) -> bytes:
    """A purple PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\x00" + b"\x6a\x3f\xa0" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def pictures(package: bytes) -> list[bytes]:
    """The pictures in a workbook as they are packed; openpyxl drops them where Pillow is not installed."""
    with zipfile.ZipFile(io.BytesIO(package)) as members:
        return [members.read(name) for name in members.namelist() if name.startswith("xl/media/")]


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    (tmp_path / "logo.png").write_bytes(picture(120, 60))
    path = tmp_path / "theme.toml"
    path.write_text(WHOLE, encoding="utf-8")
    return path


def wrong(path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    found = read_look(path)
    assert isinstance(found, tuple), found
    assert all(isinstance(each, Issue) for each in found)
    return [f"{issue.what} {issue.how_to_fix}" for issue in found]


def test_what_the_file_says_changes_and_the_rest_stays(theme: Path) -> None:
    look = read_look(theme)
    assert isinstance(look, Look)
    assert (look.deep, look.accent, look.font, look.organization) == ("#3B1F5B", "#6A3FA0", "Arial", "Smith & Sons")
    assert look.logo == theme.parent / "logo.png"
    assert (look.ink, look.gold) == (PLAIN.ink, PLAIN.gold)


def test_an_empty_file_is_the_shipped_look(tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_text("", encoding="utf-8")
    assert read_look(tmp_path / "empty.toml") == PLAIN


def test_a_branded_template_has_colors_font_name_and_logo_and_reads_alike(theme: Path, catalogue: Catalogue) -> None:
    look = read_look(theme)
    assert isinstance(look, Look)
    package = build_template(catalogue, look)
    book = load_workbook(io.BytesIO(package))
    start = book["Start"]
    assert start["A1"].fill.fgColor.rgb == "FF3B1F5B"
    assert start["A1"].font.name == "Arial"
    assert start["L1"].value == "Smith & Sons"
    assert "Smith && Sons" in str(start.HeaderFooter.oddFooter.left.text)
    assert pictures(package) == [picture(120, 60)]
    assert book.sheetnames == load_workbook(io.BytesIO(build_template(catalogue))).sheetnames


def test_microsofts_validator_accepts_a_branded_template(
    theme: Path, catalogue: Catalogue, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    look = read_look(theme)
    assert isinstance(look, Look)
    (tmp_path / "branded.xlsx").write_bytes(build_template(catalogue, look))
    assert request.getfixturevalue("validate")(tmp_path / "branded.xlsx") == []


def test_everything_wrong_is_named_at_once(tmp_path: Path) -> None:
    text = '[colors]\ndeep = "purple"\nglow = "#FFFFFF"\n[fonts]\nname = 3\n[sounds]\n[organization]\nlogo = "no.png"\n'
    assert wrong(tmp_path / "theme.toml", text) == [
        "«deep» is «purple», which is no color. Write it like #17444F.",
        "[colors] has no entry «glow». Entries are deep, accent, ink, quiet, line, band, card, header, input_fill, input_line, gold.",
        "«name» is no text of up to 60 characters. Put it between quotation marks.",
        "There is no section «sounds». Sections are colors, fonts, organization.",
        "There is no picture «no.png». Name a .png or .jpg file in the folder of the theme file.",
    ]


def test_text_that_could_not_be_read_is_refused(tmp_path: Path) -> None:
    assert wrong(tmp_path / "theme.toml", '[colors]\nquiet = "#999999"\ndeep = "#FFD000"\n') == [
        "«quiet» on «white» has a contrast of 2.8; text needs 4.5. Make «quiet» darker.",
        "«quiet» on «card» has a contrast of 2.6; text needs 4.5. Make «quiet» darker or «card» lighter.",
        "«deep» on «white» has a contrast of 1.5; text needs 4.5. Make «deep» darker.",
    ]


def test_what_is_no_toml_says_where(tmp_path: Path) -> None:
    (only,) = wrong(tmp_path / "theme.toml", "colors: red")
    assert "not valid TOML" in only
    assert "line 1" in only


def test_a_huge_logo_is_refused(tmp_path: Path) -> None:
    (tmp_path / "huge.png").write_bytes(bytes(2**20 + 1))
    (only,) = wrong(tmp_path / "theme.toml", '[organization]\nlogo = "huge.png"\n')
    assert "larger than a megabyte" in only


def test_contrast_is_that_of_the_guideline() -> None:
    """Black on white is 21, a color on itself 1, and #767676 is the lightest gray that may carry text on white."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)
    assert contrast("#767676", "#FFFFFF") >= 4.5 > contrast("#777777", "#FFFFFF")
