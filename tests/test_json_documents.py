"""The pages on JSON name every field and every value that the documents can hold."""

from enum import StrEnum
from pathlib import Path

import pytest
from pydantic import BaseModel

from liaison_planner.domain import comparison, explanation, hold

PAGE = (Path(__file__).parents[1] / "docs/json-explanations.md").read_text(encoding="utf-8")
MODELS = [
    each
    for module in (explanation, comparison, hold)
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, BaseModel) and each.__module__ == module.__name__
]
ENUMS = [hold.HoldKind, explanation.Absence, explanation.Possible, explanation.ThresholdKind]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_on_the_page(model: type[BaseModel]) -> None:
    names = {field.serialization_alias or name for name, field in model.model_fields.items()}
    assert [name for name in names if f"`{name}`" not in PAGE] == []


@pytest.mark.parametrize("words", ENUMS, ids=lambda words: words.__name__)
def test_every_value_is_on_the_page(words: type[StrEnum]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in PAGE] == []
