"""Modules are read from exported text and written as a project keeps them."""

import pytest

from liaison_planner.vba.module import LONGEST_LINE, Kind, Module, module_from

CLASS = """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "Basket"
Attribute VB_GlobalNameSpace = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = True
Option Explicit
"""


def test_a_standard_module_is_its_name_and_its_code() -> None:
    module = module_from('Attribute VB_Name = "Tools"\r\nSub A()\r\nEnd Sub\r\n')
    assert (module.name, module.kind, module.code) == ("Tools", Kind.STANDARD, "Sub A()\nEnd Sub\n")
    assert module.source() == 'Attribute VB_Name = "Tools"\r\nSub A()\r\nEnd Sub\r\n'


def test_a_class_keeps_what_its_header_says() -> None:
    module = module_from(CLASS)
    assert (module.name, module.kind, module.code) == ("Basket", Kind.CLASS, "Option Explicit\n")
    assert "Attribute VB_Exposed = True\r\n" in module.source()
    assert "Attribute VB_PredeclaredId = False\r\n" in module.source()


def test_a_document_module_belongs_to_its_sheet() -> None:
    source = Module("Sheet1", kind=Kind.SHEET).source()
    assert 'Attribute VB_Base = "0{00020820-0000-0000-C000-000000000046}"' in source
    assert "Attribute VB_PredeclaredId = True" in source


@pytest.mark.parametrize("name", ["", "1st", "_a", "a b", "é", "x" * 32])
def test_a_name_that_vba_does_not_take_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be called"):
        Module(name)


def test_a_line_that_vba_does_not_take_is_refused_with_its_place() -> None:
    assert Module("A", "'" * LONGEST_LINE)
    with pytest.raises(ValueError, match="A, line 2"):
        Module("A", "\n" + "'" * (LONGEST_LINE + 1))


def test_text_without_a_name_is_no_module() -> None:
    with pytest.raises(ValueError, match="name of a module"):
        module_from("Sub A()\nEnd Sub\n")
