"""Point 35 of the workbook's checklist: every message about an input is in one catalogue, by its code."""

import ast
import importlib.util
import re
import sys
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def maker() -> Any:
    spec = importlib.util.spec_from_file_location("make_messages", DOCS / "make_messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_35_every_code_that_the_sources_raise_has_its_sentences_in_the_catalogue(maker: Any) -> None:
    raised = {
        maker._code_of(node)
        for path in maker.SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    } - {""}
    assert len(raised) > 80
    assert raised == {message.code for message in maker.messages()}


def test_35_a_message_stands_there_with_blanks_for_its_values(maker: Any) -> None:
    texts = {message.text for message in maker.messages() if message.code == "newer_schema"}
    assert "Install the newest planner: pip install --upgrade liaison_planner." in texts
    assert any(re.search(r"layout \{version\}", text) for text in texts)


def test_35_the_catalogue_is_a_gettext_template_with_each_message_once(maker: Any) -> None:
    written = maker.catalogue()
    entries = re.findall(r"^msgctxt (\".*\")\nmsgid (\".*\")\nmsgstr \"\"$", written, re.MULTILINE)
    assert len(entries) == len(set(entries)) == len(maker.messages())
