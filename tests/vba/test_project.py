"""A project is put together from modules that do not get in each other's way."""

import io

import olefile
import pytest
from oletools.olevba import decompress_stream

from liaison_planner.vba.module import Kind, Module
from liaison_planner.vba.project import vba_project

MODULES = (
    Module("ThisWorkbook", kind=Kind.WORKBOOK),
    Module("Greeting", 'Sub Greet()\n    MsgBox "café – €"\nEnd Sub\n'),
    Module("Basket", "Public Count As Long\n", Kind.CLASS),
)


def stream(name: str) -> bytes:
    with olefile.OleFileIO(io.BytesIO(vba_project("Ours", MODULES))) as project:
        found: bytes = project.openstream(name).read()
        return found


def test_sources_are_in_the_code_page_of_the_project() -> None:
    assert bytes(decompress_stream(bytearray(stream("VBA/Greeting")))).decode("cp1252") == MODULES[1].source()


def test_there_is_no_performance_cache() -> None:
    assert stream("VBA/_VBA_PROJECT").hex() == "cc61ffff000000"


def test_the_project_names_each_module_as_what_it_is() -> None:
    lines = stream("PROJECT").decode("cp1252").split("\r\n")
    assert lines[1:5] == ["Document=ThisWorkbook/&H00000000", "Module=Greeting", "Class=Basket", 'Name="Ours"']


def test_nothing_is_protected() -> None:
    """[MS-OVBA] 2.4.3.3 undoes the obfuscation: no protection, no password, visible."""
    lines = dict(line.split("=", 1) for line in stream("PROJECT").decode("cp1252").split("\r\n") if "=" in line)
    assert [revealed(lines[name].strip('"')) for name in ("CMG", "DPB", "GC")] == [bytes(4), b"\0", b"\xff"]


def revealed(text: str) -> bytes:
    data = bytes.fromhex(text)
    seed, version, key = data[0], data[1] ^ data[0], data[2] ^ data[0]
    assert version == 2
    plain, last, last_but_one, found = key, data[2], data[1], bytearray()
    for byte in data[3:]:
        plain = byte ^ ((last_but_one + plain) & 0xFF)
        last, last_but_one = byte, last
        found.append(plain)
    ignored = (seed & 6) // 2
    length = int.from_bytes(found[ignored : ignored + 4], "little")
    assert len(found) == ignored + 4 + length
    return bytes(found[ignored + 4 :])


def test_the_same_modules_give_the_same_bytes() -> None:
    assert vba_project("Ours", MODULES) == vba_project("Ours", MODULES)


def test_names_that_clash_are_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        vba_project("Ours", [Module("A"), Module("a")])
    with pytest.raises(ValueError, match="same name"):
        vba_project("Ours", [Module("OURS")])


def test_a_character_outside_of_the_code_page_is_refused() -> None:
    with pytest.raises(UnicodeError):
        vba_project("Ours", [Module("A", "' Ж")])
