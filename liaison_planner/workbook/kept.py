"""Keeps plans in a workbook: as packed text in the cells of a hidden sheet, which every program leaves as they are."""

import base64
import binascii
import zlib

from pydantic import ValidationError

from liaison_planner.domain.kept import Kept
from liaison_planner.views import Content
from liaison_planner.workbook.cells import SheetCells
from liaison_planner.workbook.original import Original

GRID = "out_kept"
PIECE = 30_000
"""Characters in a cell; Excel holds 32,767."""
_LARGEST = 50_000_000
"""Bytes that the packed text may stand for; no file of ours comes near."""


def kept_in(original: Original) -> Kept:
    """What the workbook keeps; nothing if it keeps none, or what it keeps has been damaged."""
    text = "".join(_pieces(original))
    if not text:
        return Kept()
    try:
        packed = zlib.decompressobj()
        plain = packed.decompress(base64.b64decode(text, validate=True), _LARGEST)
        return Kept.model_validate_json(plain)
    except (binascii.Error, zlib.error, ValidationError, ValueError):
        return Kept()


def _pieces(original: Original) -> list[str]:
    place = original.book.names.get(GRID)
    if place is None:
        return []
    sheet, area = place
    cells = SheetCells(original.book, sheet)
    rows = range(area.first_row, area.last_row + 1)
    return [text for row in rows if isinstance(text := cells.value(row, area.first_column + 1), str)]


def kept_content(kept: Kept) -> Content:
    """The rows of the hidden sheet."""
    packed = zlib.compress(kept.model_dump_json(by_alias=True, exclude_defaults=True).encode(), 6)
    text = base64.b64encode(packed).decode()
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    return Content(grids={GRID: tuple((f"part {number}", piece) for number, piece in enumerate(pieces, start=1))})
