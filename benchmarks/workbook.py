"""Filling and reading workbooks, against other libraries in the same run and against packing alone."""

import gc
import io
import time
import zlib
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from unittest.mock import patch
from zipfile import ZipFile

import psutil
from openpyxl import load_workbook

from benchmarks.figures import Figure
from benchmarks.full_build import full_build
from benchmarks.openpyxl_build import OpenpyxlBuild
from benchmarks.random_people import TODAY, random_people
from liaison_planner.catalogue import built_in
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.services import plan_for, sample_person
from liaison_planner.views import Content, input_content, result_content
from liaison_planner.workbook import small_parts
from liaison_planner.workbook.fill import Original, fill
from liaison_planner.workbook.labels import labels_of
from liaison_planner.workbook.packing import LEVEL
from liaison_planner.workbook.read import read_inputs
from liaison_planner.workbook.templates import template_bytes

ROUNDS = 9
PEOPLE = 8
LOOKS = 40
"""At the memory; the first tenth of the files is for warming up."""

Work = Callable[[], object]


def measure_workbook(rounds: int = ROUNDS) -> list[Figure]:
    """The ratios of several libraries' times in rounds that take turns, so that a busy machine slows all alike."""
    contents = _contents(PEOPLE)
    return _filling(contents, rounds) + _reading(contents, rounds)


def _contents(people: int) -> list[Content]:
    """What is written for some of the sample people, with their real plans."""
    catalogue = built_in()
    labels, contents = labels_of(catalogue), []
    for name in list(sample_people())[:people]:
        person = sample_person(name, catalogue, TODAY)
        assert person.profile is not None
        plan = plan_for(person, catalogue, TODAY)
        contents.append(input_content(person.profile, labels) | result_content(plan, person.profile, labels))
    return contents


def _filling(contents: Sequence[Content], rounds: int) -> list[Figure]:
    catalogue = built_in()
    template = template_bytes(catalogue)
    original = Original(template)
    filled = [fill(original, content) for content in contents]
    changed = [_changed_parts(template, package) for package in filled]
    builds = [OpenpyxlBuild(package) for package in filled]
    seconds = _in_turns(
        rounds,
        {
            "fill": [partial(fill, original, content) for content in contents],
            "deflate": [partial(_deflate, parts) for parts in changed],
            "xlsxwriter": [partial(full_build, catalogue, content) for content in contents],
            "openpyxl": [build.build for build in builds[:2]],
            "own file": [partial(fill, package, content) for package, content in zip(filled, contents, strict=True)],
        },
    )
    name = f"filling, {len(contents)} people"
    return [
        Figure(name, "one workbook", _milliseconds(seconds["fill"])),
        Figure(name, "deflating its changed parts", _milliseconds(seconds["deflate"])),
        Figure(name, "to deflating", _times(seconds["fill"], seconds["deflate"]), "at most 2.5 times"),
        Figure(name, "XlsxWriter to it", _times(seconds["xlsxwriter"], seconds["fill"]), "at least 10 times"),
        Figure(name, "openpyxl to it", _times(seconds["openpyxl"], seconds["fill"]), "at least 20 times"),
        Figure(name, "a user's own file, in place", _milliseconds(seconds["own file"])),
        Figure(name, "size", f"{sum(map(len, filled)) / len(filled) / 1024:,.0f} KB"),
    ]


def _reading(contents: Sequence[Content], rounds: int) -> list[Figure]:
    original = Original(template_bytes(built_in()))
    filled = [fill(original, content) for content in contents]
    seconds = _in_turns(
        rounds,
        {
            "read": [partial(read_inputs, package) for package in filled],
            "anew": [partial(_read_anew, package) for package in filled],
            "openpyxl": [partial(_read_with_openpyxl, package) for package in filled[:2]],
        },
    )
    name = f"reading, {len(contents)} people"
    return [
        Figure(name, "the answers of one workbook", _milliseconds(seconds["read"])),
        Figure(name, "openpyxl in full mode to it", _times(seconds["openpyxl"], seconds["read"]), "at least 20 times"),
        Figure(name, "with nothing kept of those before", _milliseconds(seconds["anew"])),
        Figure(name, "openpyxl in full mode to that", _times(seconds["openpyxl"], seconds["anew"])),
    ]


def measure_workbook_memory(files: int) -> list[Figure]:
    """The memory of this process while it fills and reads one workbook after the other, each for another person."""
    catalogue = built_in()
    original, labels = Original(template_bytes(catalogue)), labels_of(catalogue)
    people, contents = random_people(catalogue, 100, 1), _contents(PEOPLE)
    process, seen = psutil.Process(), []
    for number in range(files):
        person = people[number % len(people)].model_copy(update={"person_id": f"P{number}", "label": f"{number} " * 20})
        story = {"out_story": ((f"For {number}", f"{number} says " * 9),)}
        package = fill(original, contents[number % PEOPLE] | input_content(person, labels) | Content(grids=story))
        read_inputs(package)
        if number >= files // 10 and number % max(1, files // LOOKS) == 0:
            gc.collect()
            seen.append(process.memory_info().rss / 2**20)
    name = f"{files:,} workbooks filled and read"
    return [
        Figure(name, "memory early on", f"{seen[0]:,.0f} MB"),
        Figure(name, "memory at the end", f"{seen[-1]:,.0f} MB", f"at most {seen[0] + 10:,.0f} MB"),
        Figure(name, "most", f"{max(seen):,.0f} MB"),
    ]


def _in_turns(rounds: int, works: dict[str, list[Work]]) -> dict[str, float]:
    """The median processor time of each kind of work over all rounds; each round does all kinds, one after the other."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds + 1):
        for name, jobs in works.items():
            for job in jobs:
                gc.collect()
                began = time.process_time()
                job()
                if turn:  # the first round warms up
                    seconds[name].append(time.process_time() - began)
    return {name: median(each) for name, each in seconds.items()}


def _changed_parts(template: bytes, package: bytes) -> list[bytes]:
    with ZipFile(io.BytesIO(template)) as old, ZipFile(io.BytesIO(package)) as new:
        return [new.read(name) for name in new.namelist() if new.read(name) != old.read(name)]


def _deflate(parts: Sequence[bytes]) -> None:
    for part in parts:
        zlib.compress(part, LEVEL)


def _read_anew(package: bytes) -> None:
    with patch.object(small_parts, "LARGEST_KEPT", 0):
        read_inputs(package)


def _read_with_openpyxl(package: bytes) -> None:
    for sheet in load_workbook(io.BytesIO(package), data_only=True):
        for row in sheet.iter_rows(values_only=True):
            len(row)


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.1f} ms"


def _times(many: float, one: float) -> str:
    return f"{many / one:.1f} times"
