"""Builds the template workbook from the schema: the same bytes every time."""

import io
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.image import Image
from xlsxwriter.utility import xl_col_to_name

from liaison_planner import __version__
from liaison_planner.actions.modules import xlwings_version
from liaison_planner.catalogue import Catalogue
from liaison_planner.views import Row, Value, targets_content
from liaison_planner.workbook import (
    build_buttons,
    build_charts,
    build_forms,
    build_gantt,
    build_planned,
    build_start,
    build_tables,
)
from liaison_planner.workbook.build_page import LAST_ROW, Page, Strict
from liaison_planner.workbook.labels import labels_of
from liaison_planner.workbook.level_words import level_prompts
from liaison_planner.workbook.reference import reference_rows
from liaison_planner.workbook.schema import SCHEMA_VERSION, SHEETS
from liaison_planner.workbook.schema_foci import with_foci
from liaison_planner.workbook.schema_model import (
    Cards,
    CellKind,
    Charts,
    DropDowns,
    Facts,
    Field,
    Form,
    Gantt,
    Levels,
    Lines,
    Planned,
    Section,
    Signatures,
    Steps,
    Story,
    Tables,
)
from liaison_planner.workbook.theme import PLAIN, STALE_FILL, Look, Theme

CREATED = datetime(2026, 11, 1, tzinfo=UTC).replace(tzinfo=None)
"""A file that carries the time of its making would differ from build to build."""
_PROPERTIES = {"title": "Liaison planner", "created": CREATED}
MADE_WITH = "Macros made with xlwings "

_ALLOWED_WHILE_PROTECTED = ("format_columns", "format_rows", "sort", "autofilter")
_LETTER_PAPER = 1
_LOGO_PIXELS = 40


def build_template(catalogue: Catalogue, look: Look = PLAIN, project: bytes = b"") -> bytes:
    """An empty workbook (.xlsx) for this catalogue in this look; byte for byte the same whenever it is built.

    With a VBA `project` it is an .xlsm with buttons, whose sheets are called `Sheet1` and so on in there. Whatever XlsxWriter would only warn about is raised: a schema that does not fit Excel's limits is our bug.
    """
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        workbook = Workbook(buffer, {"in_memory": True})
        workbook.set_properties(_PROPERTIES)
        if project:
            workbook.set_properties({**_PROPERTIES, "comments": MADE_WITH + xlwings_version()})
            workbook.set_vba_name("ThisWorkbook")
            workbook.add_vba_project(io.BytesIO(project), is_stream=True)
        _add_sheets(workbook, catalogue, look, with_buttons=bool(project))
        workbook.close()
    return buffer.getvalue()


def _add_sheets(workbook: Workbook, catalogue: Catalogue, look: Look, *, with_buttons: bool) -> None:
    theme, rows, places = Theme(workbook, look), _rows(catalogue), dict[str, str]()
    later: list[Callable[[], None]] = []
    for number, usual in enumerate(SHEETS, start=1):
        sheet = with_foci(usual, catalogue.foci)
        paper = Strict(workbook.add_worksheet(sheet.name))
        page = Page(sheet, paper, workbook, theme, catalogue, rows, _versions(catalogue), places, later)
        _set_up(page)
        _add_title(page)
        if with_buttons:
            paper.set_vba_name(f"Sheet{number}")
            build_buttons.add_buttons(page)
        for section in page.sheet.sections:
            _add_section(page, section)
        build_charts.draw_charts(page)
        _finish(page)
    for write in later:
        write()


def _rows(catalogue: Catalogue) -> dict[str, tuple[Row, ...]]:
    """The fixed rows, and beside them what the formulas show while nobody has answered anything."""
    rows = dict(reference_rows(catalogue))
    for name, live in targets_content(None, {}, labels_of(catalogue)).tables.items():
        rows[name] = tuple({**fixed, **computed} for fixed, computed in zip(rows[name], live, strict=True))
    rows["tblSkills"] = tuple(
        {**fixed, **means} for fixed, means in zip(rows["tblSkills"], level_prompts(catalogue), strict=True)
    )
    rows["tblProgress"] = tuple({**row, "steps": 0} for row in rows["tblProgress"])
    return rows


def _add_section(page: Page, section: Section) -> None:  # noqa: C901, PLR0912 - one line for each kind of section
    match section:
        case Form():
            build_forms.add_form(page, section)
        case Tables():
            build_tables.add_tables(page, section)
        case Facts():
            build_forms.add_facts(page, section)
        case Lines():
            build_forms.add_lines(page, section)
        case Levels(second_column=column):
            build_forms.add_levels(page, column)
        case DropDowns():
            build_forms.add_drop_downs(page)
        case Planned():
            build_planned.add_planned(page, section)
        case Cards():
            build_start.add_cards(page, section)
        case Steps():
            build_start.add_steps(page, section)
        case Story():
            build_start.add_story(page, section)
        case Charts():
            build_charts.add_charts(page, section)
        case Signatures():
            build_forms.add_signatures(page, section)
        case Gantt():
            build_gantt.add_gantt(page, section)


def _versions(catalogue: Catalogue) -> dict[str, Value]:
    return {
        "out_template_version": __version__,
        "out_schema_version": SCHEMA_VERSION,
        "out_catalogue_version": catalogue.version,
        "out_dashboard_checks": "Nothing checked yet",
        "out_checks_verdict": "Nothing checked yet",
    }


def _set_up(page: Page) -> None:
    """What holds for the whole sheet: widths, paper, footer, protection."""
    paper, sheet = page.paper, page.sheet
    for column, (width, look) in enumerate(zip(page.widths, _column_formats(page), strict=True)):
        paper.set_column(column, column, width, look)
    paper.hide_gridlines(2)
    paper.set_tab_color(page.theme.look.tabs[sheet.role])
    if sheet.landscape:
        paper.set_landscape()
    paper.set_paper(_LETTER_PAPER)
    paper.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    paper.fit_to_pages(1, sheet.pages_tall)
    if sheet.hidden:
        paper.hide()
    paper.set_footer(
        f"&L&8{_escaped(page.theme.look.organization) or 'Liaison planner'} {__version__}&C&8&F  ·  &A&R&8&D  ·  Page &P of &N"
    )
    paper.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(page.widths) - 1)}{LAST_ROW + 1}"})
    paper.protect("", dict.fromkeys(_ALLOWED_WHILE_PROTECTED, True))


def _escaped(text: str) -> str:
    """A footer takes `&` for the beginning of a code."""
    return text.replace("&", "&&")


def _column_formats(page: Page) -> list[Any]:
    """Result cells do not exist until they are filled, so their format is that of the column.

    Tables that hide their spare rows have cells with formats of their own, so the column is left to the others.
    """
    if any(isinstance(section, Gantt) for section in page.sheet.sections):
        return build_gantt.column_formats(page)
    looks: list[Any] = [None] * len(page.widths)
    ordered = [*reversed(page.sheet.tables)]
    ordered.sort(key=lambda table: not table.hides_spare)
    for table in ordered:
        for at, column in enumerate(table.columns, start=table.first_column):
            if not table.is_input and not column.fixed and not column.formula:
                looks[at] = page.theme.result(column.kind, column.look, locked=column.allowed is None)
    return looks


def _add_title(page: Page) -> None:
    """A1 holds the title; a word says what the sheet is for; a link leads back to the start."""
    last = len(page.widths) - 1
    page.paper.set_row(0, 36)
    page.paper.set_row(1, 24)
    page.paper.set_row(2, 3 if page.sheet.banner else 8)
    for column in range(1, last + 1):
        page.write(0, column, None, page.theme.title())
        page.write(1, column, None, page.theme.purpose())
    page.write(0, 0, page.sheet.title, page.theme.title())
    page.write(1, 0, f"{page.sheet.role.value}  ·  {page.sheet.purpose}", page.theme.purpose())
    if page.sheet is SHEETS[0]:
        _add_sender(page, last)
    page.row = 3
    if page.sheet.banner:
        _add_banner(page, page.sheet.banner, last)


def _add_banner(page: Page, banner: Field, last: int) -> None:
    """Under the title: nothing, or across the whole sheet that the plan is out of date."""
    page.paper.set_row(page.row, 20)
    page.formula(page.row, 0, banner.formula, page.theme.line(CellKind.TEXT), "")
    page.name(banner.name, page.row, 0)
    loud = page.theme.bare(bg_color=STALE_FILL, font_color=page.theme.look.ink, bold=True)
    criteria = {"type": "formula", "criteria": f'={banner.name}<>""', "format": loud}
    page.paper.conditional_format(page.row, 0, page.row, last, criteria)
    page.row += 1


def _add_sender(page: Page, last: int) -> None:
    """Who hands the workbook out: the name at the right end of the title bar, the logo before it."""
    look = page.theme.look
    if look.organization:
        page.write(0, last, look.organization, page.theme.sender())
    if look.logo is not None:
        scale = _LOGO_PIXELS / Image(str(look.logo)).height
        place = {"x_scale": scale, "y_scale": scale, "x_offset": 4, "y_offset": 4, "object_position": 2}
        alt = {"description": f"Logo of {look.organization}"} if look.organization else {"decorative": True}
        page.paper.insert_image(0, last // 2, str(look.logo), {**place, **alt})


def _finish(page: Page) -> None:
    """Frozen panes, repeated rows and where the cursor stands, which depend on where things went."""
    titles = 4 if page.sheet.banner else 2
    if not page.sheet.hidden:  # LibreOffice prints no sheet without a print area where others have one
        page.set_print_area()
    frozen = page.header_row + 1 if page.sheet.freeze_table and page.header_row is not None else titles
    page.paper.freeze_panes(frozen, page.sheet.freeze_columns)
    page.paper.repeat_rows(
        0, titles - 1 if any(isinstance(each, Gantt) for each in page.sheet.sections) else frozen - 1
    )
    if page.first_input:
        page.paper.set_selection(*page.first_input, *page.first_input)
