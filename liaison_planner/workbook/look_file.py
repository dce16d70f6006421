"""Reads a theme file (TOML): the colors, the font, the name and the logo that an organization puts on its workbooks."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from liaison_planner.domain.issue import Issue, Place, error
from liaison_planner.domain.text import shown
from liaison_planner.workbook.theme import WHITE, Look

LEAST_CONTRAST = 4.5
"""Of text against its ground (WCAG 2.2, 1.4.3)."""
LONGEST_NAME = 60
LARGEST_LOGO = 2**20
LOGO_SUFFIXES = (".png", ".jpg", ".jpeg")

_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_COLORS = tuple(each.name for each in fields(Look) if each.name not in ("font", "organization", "logo"))
_KNOWN = {"colors": _COLORS, "fonts": ("name",), "organization": ("name", "logo")}
_TEXT_ON_GROUND = (
    ("ink", ""),
    ("ink", "input_fill"),
    ("ink", "header"),
    ("ink", "band"),
    ("quiet", ""),
    ("quiet", "card"),
    ("accent", ""),
    ("deep", ""),
)
"""Which color is read on which other one; "" is white, on which titles are read the other way round too."""


def read_look(path: Path) -> Look | tuple[Issue, ...]:
    """The look that the file describes, or everything that is wrong with it. What it leaves out stays as shipped.

    OSError if the file cannot be opened.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        what = f"The theme file is not valid TOML: {fault}."
        return (_issue(path, "theme_damaged", what, "Compare it with the example in docs/theme.md."),)
    issues = tuple(_issue(path, "theme", what, mend) for what, mend in _problems(found, path.parent))
    if issues:
        return issues
    look = _look(found, path.parent)
    return tuple(_issue(path, "theme_contrast", *each) for each in _too_faint(look)) or look


def _issue(path: Path, code: str, what: str, how_to_fix: str) -> Issue:
    return error(code, Place(sheet=path.name), what, how_to_fix)


def _problems(found: Mapping[str, Any], folder: Path) -> Iterator[tuple[str, str]]:
    for section, entries in found.items():
        if section not in _KNOWN or not isinstance(entries, dict):
            yield f"There is no section {shown(section)}.", f"Sections are {', '.join(_KNOWN)}."
            continue
        for key, value in entries.items():
            if key not in _KNOWN[section]:
                yield f"[{section}] has no entry {shown(key)}.", f"Entries are {', '.join(_KNOWN[section])}."
            elif not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
                yield f"«{key}» is no text of up to {LONGEST_NAME} characters.", "Put it between quotation marks."
            elif section == "colors" and not _COLOR.fullmatch(value):
                yield f"«{key}» is {shown(value)}, which is no color.", "Write it like #17444F."
            elif key == "logo":
                yield from _logo_problems(folder / value)


def _logo_problems(logo: Path) -> Iterator[tuple[str, str]]:
    if logo.suffix.lower() not in LOGO_SUFFIXES or not logo.is_file():
        yield f"There is no picture {shown(logo.name)}.", "Name a .png or .jpg file in the folder of the theme file."
    elif logo.stat().st_size > LARGEST_LOGO:
        yield (
            f"The picture {shown(logo.name)} is larger than a megabyte.",
            "Make it smaller; it is shown 40 pixels high.",
        )


def _look(found: Mapping[str, Mapping[str, str]], folder: Path) -> Look:
    organization = found.get("organization", {})
    return Look(
        **found.get("colors", {}),
        **({"font": found["fonts"]["name"]} if found.get("fonts") else {}),
        organization=organization.get("name", ""),
        logo=folder / organization["logo"] if "logo" in organization else None,
    )


def _too_faint(look: Look) -> Iterator[tuple[str, str]]:
    for text, ground in _TEXT_ON_GROUND:
        below = getattr(look, ground) if ground else WHITE
        reached = contrast(getattr(look, text), below)
        if reached < LEAST_CONTRAST:
            what = f"«{text}» on «{ground or 'white'}» has a contrast of {reached:.1f}; text needs {LEAST_CONTRAST}."
            yield what, f"Make «{text}» darker or «{ground}» lighter." if ground else f"Make «{text}» darker."


def contrast(one: str, other: str) -> float:
    """The ratio of the brighter color to the darker one, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    shares = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
