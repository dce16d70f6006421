"""Reads the posts of a person: years by field, and, where a post is dated, what its dates and hours can carry."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from liaison_planner.catalogue.syntax import split
from liaison_planner.domain.cell import Cell, Row
from liaison_planner.domain.evidence import Post
from liaison_planner.domain.text import as_text
from liaison_planner.domain.vocabulary import YEARS_FIELDS, YEARS_TITLES
from liaison_planner.intake.cells import CellReader, Limits
from liaison_planner.intake.claims import verification
from liaison_planner.intake.words import Words

_MOST_YEARS = 60
_WORK = Limits("Hours of work a week", 1, 100)
_FULL_TIME = 35.0
"""Hours a week that count in full, as the Bureau of Labor Statistics calls 35 and more full time; three shifts of 12 hours are."""
_MOST_AT_ONCE = 60.0
_DAYS_A_YEAR = 365.25
ROUNDING = 0.25
"""People round years; a quarter more than the dates carry is no contradiction."""


@dataclass(frozen=True)
class _Row:
    """A post and the cells that its problems are told at."""

    post: Post
    place: Cell
    years: dict[str, Cell]


def experience(reader: CellReader, first_day: date) -> dict[str, object]:
    """`years` in each of the seven fields to the tenth of a year, and `posts` if any of them is dated.

    Years of dated posts count up to `first_day`, and posts that overlap count no calendar day more than once.
    """
    rows = [_row(reader, row, first_day) for row in reader.rows("experience")]
    total = {field: _total(reader, field, rows, first_day) for field in YEARS_FIELDS}
    rest = _beyond_posts(reader, total)
    total = {field: round(total[field] + rest.get(field, 0), 1) for field in YEARS_FIELDS}
    _compare_clinical(reader, rows, total)
    _ask_about_load(reader, rows)
    posts = [row.post for row in rows] + ([Post(role="Other posts", years=rest)] if rest else [])
    return {"years": total, "posts": tuple(posts) if any(post.first for post in posts) else ()}


def _beyond_posts(reader: CellReader, carried: dict[str, float]) -> dict[str, float]:
    """Where posts and totals are given apart, as beside a roster: the years of the totals that the posts do not carry."""
    rest: dict[str, float] = {}
    for row in reader.rows("years_in_all"):
        for field, cell, number in _years(reader, row):
            if number > carried[field]:
                rest[field] = round(number - carried[field], 1)
            elif 0 < number < carried[field] - ROUNDING:
                what = (
                    f"The total of «{YEARS_TITLES[field]}» is {number:g} years, but the posts carry {carried[field]:g}, "
                    "which we count."
                )
                reader.warn("years_disagree", cell, what, "Correct the total, or the days and fields of the posts.")
    return rest


def _years(reader: CellReader, row: Row) -> Iterator[tuple[str, Cell, float]]:
    """The years typed into a row, with their cells."""
    for field in YEARS_FIELDS:
        cell = reader.cell(row, f"yrs_{field}")
        number = reader.number(cell, Limits(f"Years of «{YEARS_TITLES[field]}»", 0, _MOST_YEARS))
        if number:
            yield field, cell, number


def _row(reader: CellReader, row: Row, first_day: date) -> _Row:
    told = {field: (cell, number) for field, cell, number in _years(reader, row)}
    first_cell, last_cell = reader.cell(row, "first"), reader.cell(row, "last")
    first, last = reader.day(first_cell, "The first day"), reader.day(last_cell, "The last day")
    post = Post(
        role=reader.text(reader.cell(row, "role")),
        employer=reader.text(reader.cell(row, "employer")),
        first=first,
        last=last,
        hours_per_week=reader.amount(reader.cell(row, "hours_per_week"), _WORK),
        years={field: number for field, (_, number) in told.items()},
        counts=first is None or first <= first_day,
        **verification(reader, row, first_day),
    )
    _check_dates(reader, post, first_cell, last_cell)
    cells = {field: cell for field, (cell, _) in told.items()}
    if "fields" in row:
        post, cells = _with_fields(reader, row, post, first_day)
    return _Row(post, last_cell if first_cell.blank else first_cell, cells)


def _with_fields(reader: CellReader, row: Row, post: Post, first_day: date) -> tuple[Post, dict[str, Cell]]:
    """A post that names its fields of work instead of years: its days and hours give the years."""
    cell = row["fields"]
    reader.refuse_blank(cell, "fields")
    reader.refuse_blank(reader.cell(row, "first"), "first day")
    words = Words("field of experience", dict(YEARS_TITLES))
    parts = (replace(cell, value=part) for part in split(as_text(cell.value)))
    found = [name for part in parts if (name := reader.word(part, words))]
    years = round(years_worked([post], first_day), 1)
    return post.model_copy(update={"years": dict.fromkeys(found, years)}), dict.fromkeys(found, cell)


def _check_dates(reader: CellReader, post: Post, first_cell: Cell, last_cell: Cell) -> None:
    if post.first and post.last and post.last < post.first:
        what = f"The post ends on {post.last}, before it begins on {post.first}."
        reader.refuse("post_backwards", last_cell, what, "Swap the two dates, or correct one.")
    if post.last and not post.first and first_cell.blank:
        reader.refuse("missing", first_cell, "The post has a last day, but no first day.", "Enter its first day.")
    if not post.counts:
        what = f"The post begins on {post.first}, after the plan does, so its years do not count yet."
        reader.warn("future_post", first_cell, what, "Check the year, or leave the post out until then.")


def _total(reader: CellReader, field: str, rows: list[_Row], first_day: date) -> float:
    """`fsum` does not depend on the order of the rows."""
    told = [row for row in rows if row.post.years.get(field)]
    total = math.fsum(row.post.years[field] for row in told)
    if total > _MOST_YEARS:
        what = f"Years of «{YEARS_TITLES[field]}» add up to {total:g}, which is more than {_MOST_YEARS}."
        reader.refuse("out_of_range", told[-1].years[field], what, "Check the years of each row.")
    dated = [row for row in told if row.post.first]
    undated = math.fsum(row.post.years[field] for row in told if not row.post.first)
    return round(undated + _carried(reader, field, dated, first_day), 1)


def _carried(reader: CellReader, field: str, dated: list[_Row], first_day: date) -> float:
    """The years that dated posts stand for: what is typed, but no more than their dates and hours carry."""
    typed = 0.0
    for row in dated:
        most = years_worked([row.post], first_day)
        number = row.post.years[field]
        if number > most + ROUNDING and row.post.counts:
            what = f"{number:g} years are more than the dates and hours of this post carry: {most:.1f}, which we count (35 hours a week and more count in full)."
            reader.warn("years_exceed_dates", row.years[field], what, "Correct the years, the dates or the hours.")
        typed += number if number <= most + ROUNDING else most
    together = years_worked([row.post for row in dated], first_day)
    if typed <= together + ROUNDING:
        return typed
    what = (
        f"These posts overlap: {typed:g} years of «{YEARS_TITLES[field]}» in {together:.1f} years of the calendar. "
        "A day counts once."
    )
    reader.warn("jobs_overlap", dated[-1].years[field], what, "Check the dates, or the years of each row.")
    return together


def years_worked(posts: Iterable[Post], until: date) -> float:
    """Full-time years that the dated posts cover together; a day counts once at most, part-time days in part."""
    dated = [(post, min(post.last or until, until) + timedelta(days=1)) for post in posts if post.first]
    days = sorted({day for post, end in dated for day in (post.first, end) if day})
    total = 0.0
    for begin, end in pairwise(days):
        running = [post for post, over in dated if post.first and post.first <= begin and end <= over]
        total += (end - begin).days * min(
            1.0, sum((post.hours_per_week or _FULL_TIME) / _FULL_TIME for post in running)
        )
    return total / _DAYS_A_YEAR


def _ask_about_load(reader: CellReader, rows: list[_Row]) -> None:
    """More than 60 hours a week in posts at the same time is possible, but seldom meant: two full-time ones, say.

    Not asked where posts of one field have been told to overlap already.
    """
    if any(issue.code == "jobs_overlap" for issue in reader.issues):
        return
    dated = [row for row in rows if row.post.first and row.post.counts]
    for at, row in enumerate(dated):
        at_once = [other for other in dated if _running(other.post, row.post.first)]
        hours = sum(other.post.hours_per_week or _FULL_TIME for other in at_once)
        begun_before = all(other.post.first != row.post.first for other in dated[:at])
        if hours > _MOST_AT_ONCE and len(at_once) > 1 and begun_before:
            what = (
                f"On {row.post.first} {len(at_once)} posts run at the same time, with {hours:g} hours a week together."
            )
            reader.warn("jobs_overlap", row.place, what, "Check the dates and the hours a week.")


def _running(post: Post, day: date | None) -> bool:
    """Whether the post goes on beyond this day: one that ends as another begins is no overlap."""
    return bool(day and post.first and post.first <= day < (post.last or date.max))


def _compare_clinical(reader: CellReader, rows: list[_Row], total: dict[str, float]) -> None:
    if total["clinical"] > total["healthcare"]:
        what = f"Clinical work takes {total['clinical']:g} years, but healthcare in all only {total['healthcare']:g}."
        fix = "Clinical work is healthcare too: count its years in both columns."
        told = [row.years["clinical"] for row in rows if "clinical" in row.years]
        told += [reader.cell(row, "yrs_clinical") for row in reader.rows("years_in_all")]
        cell = told[0]
        reader.warn("years_disagree", cell, what, fix)
