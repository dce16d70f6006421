"""Sections of labels and single cells: forms, facts, fixed sentences, the rating scale and the lists."""

from liaison_planner.workbook.build_page import Page
from liaison_planner.workbook.heights import row_points
from liaison_planner.workbook.lists import list_values
from liaison_planner.workbook.schema_model import Facts, Field, Form, Lines, Signatures
from liaison_planner.workbook.validation import validation

_LABEL, _INPUT, _NEEDED, _HELP = range(4)
_ROW_POINTS = 25


def add_form(page: Page, form: Form) -> None:
    """A label, the cell to fill in, whether it is required, and help, in one row each."""
    page.heading(form.heading, form.note)
    for field in form.fields:
        _add_field(page, field)


def _add_field(page: Page, field: Field) -> None:
    row, theme = page.row, page.theme
    page.paper.set_row(
        row, row_points([(field.help, page.widths[_HELP], "help")], max(_ROW_POINTS, 16 * field.lines + 8))
    )
    page.write(row, _LABEL, field.label + (" *" if field.required else ""), theme.label())
    page.write(row, _INPUT, None, theme.input(field.kind))
    page.write(row, _NEEDED, "required" if field.required else "optional", theme.help())
    page.write(row, _HELP, field.help, theme.help())
    page.name(field.name, row, _INPUT)
    if field.allowed is not None:
        page.paper.data_validation(row, _INPUT, row, _INPUT, validation(field.kind, field.allowed))
    page.found_input(row, _INPUT)
    page.row += 1


def add_facts(page: Page, facts: Facts) -> None:
    """A label with its value beside it, or the value alone where there is no label."""
    page.heading(facts.heading)
    for field in facts.fields:
        column = 1 if field.label else 0
        page.paper.set_row(page.row, 30 if field.look == "headline" else 20)
        if field.label:
            page.write(page.row, 0, field.label, page.theme.note())
        value, look = page.starting.get(field.name, field.initial), page.theme.line(field.kind, field.look)
        if field.formula:
            page.formula(page.row, column, field.formula, look, value)
        else:
            page.write(page.row, column, value, look)
        page.name(field.name, page.row, column)
        page.row += 1


def add_signatures(page: Page, section: Signatures) -> None:
    """What belongs on each line, and the line."""
    page.heading(section.heading, section.note)
    rule = page.theme.make(bottom=1, bottom_color=page.theme.look.quiet)
    for words in section.lines:
        page.paper.set_row(page.row, 36)
        page.write(page.row, 0, words, page.theme.make(valign="bottom", align="left", indent=1))
        page.write(page.row, 1, None, rule)
        page.row += 1


def add_lines(page: Page, lines: Lines) -> None:
    """A word or two and a sentence in each row."""
    page.heading(lines.heading)
    for lead, text in lines.lines:
        page.paper.set_row(page.row, row_points([(text, page.widths[lines.second_column], "")], 22))
        page.write(page.row, 0, lead, page.theme.make(bold=True, align="left", indent=1))
        page.write(page.row, lines.second_column, text, page.theme.make(text_wrap=True, align="left", indent=1))
        page.row += 1


def add_levels(page: Page, second_column: int) -> None:
    """The rating scale in two columns, so that it stays in sight above the ratings."""
    levels = sorted(page.catalogue.levels, key=lambda level: level.level)
    half = (len(levels) + 1) // 2
    for at, level in enumerate(levels):
        row = page.row + at % half
        page.paper.set_row(row, 18)
        text = f"{level.level}  {level.name.capitalize()}: {level.anchor}"
        page.write(row, second_column if at >= half else 0, text, page.theme.make(valign="vcenter", indent=1))
    page.row += half


def add_drop_downs(page: Page) -> None:
    """Each list in a column of its own under its name."""
    for column, (name, values) in enumerate(list_values(page.catalogue).items()):
        title = name.removeprefix("list_").replace("_", " ").capitalize()
        page.write(page.row, column, title, page.theme.table_header())
        for at, value in enumerate(values, start=page.row + 1):
            page.write(at, column, value, page.theme.make(align="left", indent=1))
        page.name(name, page.row + 1, column, page.row + len(values))
