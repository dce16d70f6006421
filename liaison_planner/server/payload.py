"""What Excel may send, field by field; only what is described here reaches the planner, in the shape described here."""

from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from liaison_planner.actions.functions import FUNCTIONS
from liaison_planner.workbook.book import MOST_COLUMNS, MOST_ROWS
from liaison_planner.workbook.references import area_of

LONGEST_TEXT = 32_767
"""Characters that a cell holds (Excel specifications and limits)."""

Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
Name = Annotated[str, StringConstraints(max_length=255)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Scalar = bool | Number | Text | None
Count = Annotated[int, Field(ge=0, le=1_048_576)]


class Sent(BaseModel):
    """Whatever else a client sends is left out."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def _area(address: str | None, info: ValidationInfo) -> str | None:
    if address is None or "," in address:
        return address
    area, name = area_of(address), info.data.get("name", "")
    if area is None:
        raise ValueError(f"«{name}» stands nowhere")
    if area.last_row - area.first_row >= MOST_ROWS or area.last_column - area.first_column >= MOST_COLUMNS:
        most = f"{MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns"
        raise ValueError(
            f"«{name}» has more than {most}; move what you added onto a sheet of your own, which is not sent"
        )
    return address


class SentTable(Sent):
    """A table and where it stands."""

    name: Name
    range_address: Name
    row_count: Count
    column_count: Count
    columns: list[Text]
    header_row_range_address: Name | None
    data_body_range_address: Name | None
    total_row_range_address: Name | None = None
    show_headers: bool = True
    show_totals: bool = False
    table_style: Name | None = None
    show_autofilter: bool = True

    _areas = field_validator("range_address", "header_row_range_address", "data_body_range_address")(_area)


class SentSheet(Sent):
    """A sheet with its values from A1 to the last cell in use."""

    name: Name
    visibility: Name = "Visible"
    values: list[list[Scalar]]
    used_range_address: Name | None
    used_range_row_count: Count
    used_range_column_count: Count
    tables: list[SentTable]
    pictures: list[None]

    _areas = field_validator("used_range_address")(_area)

    @field_validator("pictures", mode="before")
    @classmethod
    def _without_pictures(cls, _: object) -> list[None]:
        return []

    @model_validator(mode="after")
    def _rectangular(self) -> "SentSheet":
        if len({len(row) for row in self.values}) > 1:
            raise ValueError("rows of different lengths")
        return self


class SentName(Sent):
    """A defined name."""

    name: Name
    sheet_index: Count | None = None
    address: Text | None = None
    scope_sheet_name: Name | None = None
    scope_sheet_index: Count | None = None
    book_scope: bool = True
    refers_to: Text | None = None
    visible: bool = True
    type: Name = "Range"


class SentBook(Sent):
    """The workbook as such."""

    name: Text
    active_sheet_index: Count
    selection: Name | None = None
    calculation: Literal["Automatic", "AutomaticExceptTables", "Manual"] = "Automatic"


class SentWorkbook(Sent):
    """What a click sends: the workbook, and the day on the user's calendar."""

    client: Literal["Office.js"]
    version: Name
    book: SentBook
    names: list[SentName]
    sheets: Annotated[list[SentSheet], Field(min_length=1, max_length=1000)]
    args: Annotated[list[Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]], Field(max_length=1)] = []

    @model_validator(mode="after")
    def _all_there(self) -> "SentWorkbook":
        if self.book.active_sheet_index >= len(self.sheets):
            raise ValueError("a sheet that is not there")
        if len({sheet.name.casefold() for sheet in self.sheets}) < len(self.sheets):
            raise ValueError("two sheets of one name")
        if any((each.sheet_index or 0) >= len(self.sheets) for each in self.names):
            raise ValueError("a name on a sheet that is not there")
        return self


class SentValue(Sent):
    """A cell value with a format, which Excel sends for some; what counts is the value."""

    type: Name
    basicValue: Scalar  # noqa: N815 - Excel's word


def _rectangle(block: object) -> object:
    if isinstance(block, list) and (not block or len({len(row) for row in block}) > 1 or not block[0]):
        raise ValueError("no rectangle of cells")
    return block


Block = Annotated[list[list[SentValue | Scalar]], AfterValidator(_rectangle)]
_KNOWN = {each.name: each for each in FUNCTIONS}


class SentCall(Sent):
    """What a cell with a function sends."""

    client: Literal["Office.js"]
    version: Name
    func_name: Name
    args: list[Block | SentValue | Scalar]
    runtime: Annotated[str, StringConstraints(pattern=r"^\d{1,2}\.\d{1,2}$")]
    date_format: Annotated[str, StringConstraints(max_length=40)] | None = None
    culture_info_name: Annotated[str, StringConstraints(max_length=40)] | None = None
    caller_address: None = None
    session_id: None = None

    @field_validator("caller_address", "session_id", mode="before")
    @classmethod
    def _not_needed(cls, _: object) -> None:
        """Which cell asked, in which workbook, is nothing to us."""

    @model_validator(mode="after")
    def _known(self) -> "SentCall":
        function = _KNOWN.get(self.func_name)
        if function is None:
            raise ValueError("no function of the planner's")
        if len(self.args) != len(function.arguments):
            raise ValueError("too few or too many arguments")
        if not all(
            isinstance(given, list) for given, each in zip(self.args, function.arguments, strict=True) if each.block
        ):
            raise ValueError("no cells")
        return self


def as_sent(model: type[Sent], body: bytes) -> bytes:
    """The body with nothing but what the model describes; pydantic's ValidationError."""
    return model.model_validate_json(body).model_dump_json(exclude_unset=True).encode()


def in_words(fault: ValidationError) -> str:
    """What is wrong first, and where; without the value, which may be somebody's answer."""
    first = fault.errors(include_url=False, include_input=False, include_context=False)[0]
    if first["type"] == "value_error":
        return first["msg"].removeprefix("Value error, ")
    place = ".".join(str(part) for part in first["loc"])
    return f"{first['msg'].lower()}{f' at {place}' if place else ''}; reload the task pane and try again"
