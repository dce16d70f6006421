"""Everything can be read: contrast as WCAG 2.2 computes it, 4.5 for text and 3 for bars and frames."""

from itertools import combinations

import pytest

from liaison_planner.views import BAR_LETTERS
from liaison_planner.workbook import theme
from liaison_planner.workbook.theme import KIND_COLORS


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (theme.INK, theme.WHITE),
        (theme.INK, theme.INPUT_FILL),
        (theme.INK, theme.HEADER),
        (theme.INK, theme.BAND),
        (theme.QUIET, theme.WHITE),
        (theme.QUIET, theme.CARD),
        (theme.ACCENT, theme.WHITE),
        (theme.WHITE, theme.DEEP),
        (theme.TODAY_LINE, theme.WHITE),
        (theme.DONE, theme.WHITE),
        (theme.LATE, theme.WHITE),
    ],
)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("letter", KIND_COLORS)
def test_white_letters_can_be_read_in_every_bar(letter: str) -> None:
    assert contrast(theme.WHITE, KIND_COLORS[letter]) >= 4.5


def test_every_kind_has_a_letter_and_a_colour_of_its_own() -> None:
    assert set(BAR_LETTERS.values()) == set(KIND_COLORS)
    assert all(one != other for one, other in combinations(KIND_COLORS.values(), 2))
