"""The shipped templates are up to date and used where they fit."""

import io
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from liaison_planner import __version__
from liaison_planner.catalogue import Catalogue
from liaison_planner.workbook import templates
from liaison_planner.workbook.templates import TEMPLATE, build_all, differences, made_for, template_bytes

SHIPPED = Path(__file__).parents[2] / "workbook_templates"


def test_the_shipped_templates_are_what_the_sources_build() -> None:
    """If this fails: liaison-planner templates build."""
    assert differences(SHIPPED) == []


def test_a_template_knows_what_it_was_made_for(template: bytes, catalogue: Catalogue) -> None:
    assert made_for(template) == (__version__, catalogue.version)


def test_the_shipped_template_serves_the_catalogue_that_it_was_made_for(catalogue: Catalogue) -> None:
    assert template_bytes(catalogue) == (SHIPPED / TEMPLATE).read_bytes()


def test_another_catalogue_gets_a_template_of_its_own(catalogue: Catalogue) -> None:
    assert made_for(template_bytes(replace(catalogue, version="other"))) == (__version__, "other")


def test_where_no_template_is_shipped_one_is_built(
    catalogue: Catalogue, template: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "_shipped", lambda _: None)
    assert template_bytes(catalogue) == template


def test_differences_name_what_is_missing_out_of_date_or_rearranged(tmp_path: Path) -> None:
    assert differences(tmp_path) == [f"{name} is missing." for name in build_all()]
    built = all_built_into(tmp_path)[TEMPLATE]
    (tmp_path / TEMPLATE).write_bytes(repacked(built, b"<x/>"))
    assert differences(tmp_path) == [f"{TEMPLATE}: docProps/app.xml is out of date."]
    (tmp_path / TEMPLATE).write_bytes(repacked(built, None))
    assert differences(tmp_path) == [f"{TEMPLATE} holds other parts, or holds them in another order."]


def test_another_way_of_packing_is_no_difference(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(all_built_into(tmp_path)[TEMPLATE])) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    (tmp_path / TEMPLATE).write_bytes(buffer.getvalue())
    assert differences(tmp_path) == []


def all_built_into(folder: Path) -> dict[str, bytes]:
    built = build_all()
    for name, data in built.items():
        (folder / name).write_bytes(data)
    return built


def repacked(package: bytes, properties: bytes | None) -> bytes:
    """The package with other properties, or without any."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = properties if name == "docProps/app.xml" else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return buffer.getvalue()
