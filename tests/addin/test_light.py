"""A click imports xlwings without the large libraries, and whoever needs those afterwards gets them."""

from collections.abc import Callable


def test_a_click_brings_no_large_library_in(run_python: Callable[[str], str]) -> None:
    code = (
        "import sys, liaison_planner.addin.light, xlwings.utils, liaison_planner.addin.click, liaison_planner.addin.macros;"
        "print(sorted({'pandas', 'numpy', 'ortools', 'openpyxl', 'xlsxwriter', 'rich'} & set(sys.modules)))"
    )
    assert run_python(code) == "[]"


def test_a_check_needs_no_planning_code(run_python: Callable[[str], str]) -> None:
    code = (
        "import sys; from datetime import date; from liaison_planner import services;"
        "from liaison_planner.catalogue import built_in; day = date(2026, 11, 23);"
        "book = services.new_workbook(built_in());"
        "person = services.person_in_workbook(book, built_in(), day);"
        "services.workbook_with_checks(book, person, built_in(), day);"
        "print(sorted(name for name in sys.modules if name.startswith('liaison_planner.planning')))"
    )
    assert run_python(code) == "[]"


def test_pandas_can_be_imported_afterwards(run_python: Callable[[str], str]) -> None:
    assert run_python("import liaison_planner.addin.light, pandas; print(pandas.DataFrame([1]).size)") == "1"


def test_an_xlwings_that_is_there_already_is_left_alone(run_python: Callable[[str], str]) -> None:
    assert run_python("import xlwings, sys, liaison_planner.addin.light; print('pandas' in sys.modules)") == "True"
