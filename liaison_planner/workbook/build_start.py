"""The start sheet's sections: headline figures, the five steps, and the story the planner tells."""

from liaison_planner.workbook.build_page import Page
from liaison_planner.workbook.schema_model import Card, Cards, CellKind, Steps, Story
from liaison_planner.workbook.theme import WHITE

_FIGURES = {
    CellKind.DATE: "d mmm yyyy",
    CellKind.MONEY: '"$"#,##0',
    CellKind.NUMBER: "#,##0",
}


def add_cards(page: Page, cards: Cards) -> None:
    """A title, a large figure and a line under it for each card, two columns wide; hidden while there are no figures."""
    hidden = {"hidden": any(card.value.reveals for card in cards.cards)}
    for row, points in enumerate((10, 26, 46, 32), start=page.row):
        page.paper.set_row(row, points, None, hidden)
    for at, card in enumerate(cards.cards):
        _add_card(page, card, 2 * at)
    page.row += 4


def _add_card(page: Page, card: Card, column: int) -> None:
    title, value, note = page.row + 1, page.row + 2, page.row + 3
    small = page.theme.make(
        **_card_look(page),
        font_size=10,
        font_color=page.theme.look.quiet,
        valign="bottom",
        top=5,
        top_color=page.theme.look.accent,
    )
    page.paper.merge_range(title, column, title, column + 1, card.title, small)
    page.paper.merge_range(value, column, value, column + 1, card.value.initial, _figure(page, card.value.kind))
    fine = page.theme.make(
        **_card_look(page), font_size=10, font_color=page.theme.look.quiet, text_wrap=True, valign="top"
    )
    page.paper.merge_range(note, column, note, column + 1, card.note.initial, fine)
    page.name(card.value.name, value, column)
    page.name(card.note.name, note, column)


def _card_look(page: Page) -> dict[str, object]:
    return {"bg_color": page.theme.look.card, "align": "left", "indent": 1, "right": 5, "right_color": WHITE}


def _figure(page: Page, kind: CellKind) -> object:
    if kind in _FIGURES:
        return page.theme.make(**_card_look(page), font_size=19, num_format=_FIGURES[kind], valign="vcenter")
    return page.theme.make(**_card_look(page), font_size=13, bold=True, text_wrap=True, valign="vcenter")


def add_steps(page: Page, steps: Steps) -> None:
    """Numbered links to the sheets with what to do there."""
    page.heading(steps.heading)
    link = page.theme.make(bold=True, font_color=page.theme.look.accent, underline=1, valign="vcenter", indent=1)
    for number, step in enumerate(steps.steps, start=1):
        page.paper.set_row(page.row, 22)
        page.paper.write_url(page.row, 0, f"internal:'{step.sheet}'!A1", link, f"{number}  {step.sheet}", step.words)
        page.write(page.row, 1, step.words, page.theme.make(valign="vcenter", indent=1))
        page.row += 1


def add_story(page: Page, story: Story) -> None:
    """The cells of the story, with headings drawn where a row has a lead but no text; rows without text are hidden."""
    first, last = page.row, page.row + story.grid.rows - 1
    look = page.theme.look
    lead = page.theme.make(
        font_color=look.accent, bold=True, align="left", valign="vcenter", indent=1, num_format="d mmm yyyy"
    )
    text = page.theme.make(valign="vcenter", indent=1, text_wrap=story.grid.wrapped_column is not None)
    for row in range(first, last + 1):
        page.paper.set_row(row, 20, None, {"hidden": story.grid.hides_spare})
        page.write(row, 0, None, lead)
        page.write(row, 1, None, text)
    page.name(story.grid.name, first, 0, last, 1)
    heading = f'=AND($A{first + 1}<>"",$B{first + 1}="")'
    line = page.theme.bare(bottom=1, bottom_color=look.line)
    columns = len(page.widths) - 1
    page.paper.conditional_format(first, 0, last, columns, {"type": "formula", "criteria": heading, "format": line})
    page.row = last + 1
