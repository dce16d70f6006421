"""A catalogue folder in every state a user can leave it in."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.load import BUILT_IN, TABLES, load

Edit = Callable[..., int]
Found = Callable[..., list[str]]

BOM = b"\xef\xbb\xbf"


def loaded(folder: Path) -> Catalogue:
    catalogue, issues = load(folder)
    assert catalogue is not None, issues
    return catalogue


def test_a_copy_is_the_same_catalogue_under_its_own_name(folder: Path) -> None:
    copy, built_in = loaded(folder), loaded(BUILT_IN)
    assert (copy.offerings, copy.version) == (built_in.offerings, built_in.version)
    assert copy.name == "catalogue"


@pytest.mark.parametrize("kept", TABLES)
def test_tables_that_a_folder_leaves_out_are_the_built_in_ones(folder: Path, kept: str) -> None:
    for name in TABLES:
        if name != kept:
            (folder / f"{name}.csv").unlink()
    assert loaded(folder).version == loaded(BUILT_IN).version


def test_a_folder_with_one_changed_table_uses_it(folder: Path, edit: Edit) -> None:
    edit("offerings", "c_hipaa_core", cost_usd="7")
    for name in TABLES:
        if name != "offerings":
            (folder / f"{name}.csv").unlink()
    assert loaded(folder).offerings["c_hipaa_core"].cost_usd == 7


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_a_folder_without_any_table_is_an_issue(tmp_path: Path, name: str) -> None:
    catalogue, issues = load(tmp_path / name)
    assert catalogue is None
    assert [(issue.code, issue.sheet) for issue in issues] == [("catalogue_not_found", str(tmp_path / name))]


def test_a_file_in_place_of_a_folder_is_an_issue() -> None:
    catalogue, issues = load(BUILT_IN / "offerings.csv")
    assert catalogue is None
    assert [issue.code for issue in issues] == ["catalogue_not_found"]


# text


def test_a_byte_order_mark_is_no_part_of_the_first_heading(folder: Path) -> None:
    for name in TABLES:
        path = folder / f"{name}.csv"
        path.write_bytes(BOM + path.read_bytes())
    assert loaded(folder).offerings == loaded(BUILT_IN).offerings


def test_text_that_is_not_utf_8_is_an_issue_of_its_file(folder: Path, found: Found) -> None:
    path = folder / "levels.csv"
    path.write_bytes(path.read_bytes() + "5,Müller,x,x,2026,judgement\n".encode("latin-1"))
    assert "catalogue_encoding levels.csv " in found()


@pytest.mark.parametrize("data", [b"", b"id,name\n"], ids=["nothing", "headings only"])
def test_a_table_without_rows_is_an_issue(folder: Path, found: Found, data: bytes) -> None:
    (folder / "facts.csv").write_bytes(data)
    assert found() == ["catalogue_empty facts.csv "]


def test_line_endings_and_blank_lines_do_not_matter(folder: Path) -> None:
    for name in TABLES:
        path = folder / f"{name}.csv"
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    assert loaded(folder).offerings == loaded(BUILT_IN).offerings


def test_a_cell_longer_than_any_csv_reader_takes_is_an_issue(folder: Path, found: Found, edit: Edit) -> None:
    edit("offerings", 0, source="x" * (csv.field_size_limit() + 1))
    assert found()


# version


def test_the_version_changes_with_any_cell_of_any_table(folder: Path, edit: Edit) -> None:
    versions = {loaded(folder).version}
    for name in TABLES:
        edit(name, 0, source="somewhere else")
        versions.add(loaded(folder).version)
    assert len(versions) == len(TABLES) + 1


def test_the_version_does_not_change_with_line_endings(folder: Path) -> None:
    before = loaded(folder).version
    for name in TABLES:
        path = folder / f"{name}.csv"
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert loaded(folder).version == before


def test_the_version_does_not_depend_on_where_the_folder_is(folder: Path, tmp_path: Path) -> None:
    assert loaded(folder.rename(tmp_path / "elsewhere")).version == loaded(BUILT_IN).version


# everything at once


def test_all_faults_of_all_tables_are_reported_at_once(folder: Path, edit: Edit, found: Found) -> None:
    line = edit("competencies", "hipaa", consulting="5")
    edit("offerings", "c_hipaa_core", cost_usd="cheap", start_pattern="whenever", teaches="hipaa")
    edit("offerings", "c_hipaa_role", prerequisites="juggling>=1")
    edit("routes", "R01", consulting="perhaps", requirements="yrs_golf>=1")
    edit("credentials", "teacher", kind="medal")
    edit("gates", 0, question="")
    edit("levels", 0, confidence="")
    edit("facts", "F01", as_of="")
    (folder / "facts.csv").write_bytes((folder / "facts.csv").read_bytes() + b"F01,pay,x,,,2026,x,primary\n")
    assert sorted(found()) == [
        "catalogue_dangling offerings.csv c_hipaa_role, prerequisites",
        "catalogue_duplicate facts.csv row 48, id",
        "catalogue_missing facts.csv row 2, as_of",
        "catalogue_missing gates.csv row 2, question",
        "catalogue_missing levels.csv row 2, confidence",
        "catalogue_unknown_word credentials.csv row 5, kind",
        "catalogue_unknown_word offerings.csv row 2, start_pattern",
        "catalogue_unknown_word routes.csv row 2, consulting",
        f"catalogue_value competencies.csv row {line}, consulting",
        "catalogue_value offerings.csv row 2, cost_usd",
        "catalogue_value offerings.csv row 2, teaches",
        "catalogue_value routes.csv row 2, requirements",
    ]


def test_a_catalogue_with_an_error_is_not_used(folder: Path, edit: Edit) -> None:
    edit("offerings", 0, cost_usd="-1")
    assert load(folder)[0] is None


def test_a_catalogue_with_warnings_only_is_used(folder: Path, edit: Edit, found: Found) -> None:
    edit("offerings", "c_hipaa_core", prerequisites="license=md")
    assert loaded(folder)
    assert "catalogue_unreachable offerings.csv c_hipaa_core" in found("warning")


def test_every_issue_says_what_is_wrong_and_how_to_mend_it(folder: Path, edit: Edit) -> None:
    edit("offerings", 0, cost_usd="cheap", teaches="hipaa:9", prerequisites="juggling", kind="")
    _, issues = load(folder)
    assert len(issues) >= 4
    assert all(issue.what.endswith(".") and issue.how_to_fix.endswith(".") for issue in issues)
