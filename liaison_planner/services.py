"""The few doors into the core that command line, batch and add-in share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from liaison_planner import catalogue as catalogues
from liaison_planner.catalogue import Catalogue
from liaison_planner.domain.basis import Earlier, Footing, Outdated
from liaison_planner.domain.cell import RawProfile, RawValue
from liaison_planner.domain.comparison import Comparison
from liaison_planner.domain.explanation import Explanation
from liaison_planner.domain.issue import Issue, Place, error, in_reading_order
from liaison_planner.domain.kept import Kept, KeptPlan
from liaison_planner.domain.merge import Merge, Side
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.replan import Change, Closeness, Replan
from liaison_planner.domain.text import shown
from liaison_planner.domain.unplanned import invalid_plan
from liaison_planner.domain.vocabulary import Objective
from liaison_planner.intake import profile_from

if TYPE_CHECKING:
    from liaison_planner.workbook.held_plan import HeldPlan
    from liaison_planner.workbook.living import Living

MOST_SUGGESTIONS = 3
MOST_CHANGED = 3
"""Answers that a sentence names."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's inputs as far as they could be read; `profile` is None when an issue is an error."""

    person_id: str
    profile: Profile | None
    issues: tuple[Issue, ...]


def silent(_: str) -> None:
    """Hears what is being computed, and keeps it to itself."""


def person_from(raw: RawProfile, catalogue: Catalogue, today: date) -> Person:
    """Reads raw inputs of any door; all issues are collected."""
    profile, issues = profile_from(raw, catalogue, today)
    if raw.sheets:
        issues = in_reading_order(issues, raw.sheets)
    found = raw.fields.get("person_id")
    return Person("" if found is None or found.value is None else str(found.value), profile, issues)


def person_in_workbook(source: Path | bytes, catalogue: Catalogue, today: date, name: str = "") -> Person:
    """Reads a filled-in workbook; one that cannot be read is an issue too, with the file's `name`."""
    from liaison_planner.workbook.read import read_inputs  # noqa: PLC0415 - not needed for rosters

    raw = read_inputs(source, catalogue, every_part=True)
    if isinstance(raw, RawProfile):
        return person_from(raw, catalogue, today)
    named = name or (source.name if isinstance(source, Path) else "")
    return Person("", None, tuple(issue.model_copy(update={"sheet": issue.sheet or named}) for issue in raw))


def plan_for(person: Person, catalogue: Catalogue, today: date, objective: Objective | None = None) -> Plan:
    """The person's plan, or a plan with status `invalid_input` that lists the issues.

    `objective` replaces the person's own. The same arguments give the same plan but for `proof.seconds`.
    """
    if person.profile is None:
        return invalid_plan(person.person_id, catalogue.version, today, person.issues)
    from liaison_planner.planning.planner import make_plan  # noqa: PLC0415 - a check needs no planner

    profile = aiming(person, objective).profile or person.profile
    return make_plan(profile, catalogue, today, person.issues)


def aiming(person: Person, objective: Objective | None) -> Person:
    """The person with this objective in place of the own one; None changes nothing."""
    if person.profile is None or objective is None:
        return person
    return replace(person, profile=person.profile.model_copy(update={"objective": objective}))


def offering_named(text: str, catalogue: Catalogue) -> str | Issue:
    """The id of the offering with this id or title, whatever its case, or an issue with the nearest ones there are."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a wrong name needs it

    names = {name.casefold(): name for name in catalogue.offerings}
    names |= {row.title.split(" (")[0].casefold(): row.id for row in catalogue.offerings.values()}
    names |= {row.title.casefold(): row.id for row in catalogue.offerings.values()}
    wanted = text.strip().casefold()
    if wanted in names:
        return names[wanted]
    inside = [name for title, name in names.items() if len(wanted) > 2 and wanted in title]
    near = [names[match] for match in get_close_matches(wanted, names, n=MOST_SUGGESTIONS, cutoff=0.5)]
    found = list(dict.fromkeys([*near, *inside]))[:MOST_SUGGESTIONS]
    meant = ", ".join(f"{name} ({catalogue.offerings[name].title})" for name in found)
    mend = (
        f"Did you mean {meant}?" if meant else "The sheet Catalogue of the workbook lists every offering with its id."
    )
    return error("unknown_offering", Place(), f"The catalogue has no offering {shown(text)}.", mend)


def explanation_for(
    person: Person,
    catalogue: Catalogue,
    today: date,
    offering_id: str = "",
    tell: Callable[[str], None] = silent,
    *,
    focus_areas: bool = False,
) -> Explanation:
    """Why the person's plan is as it is, or everything about one offering; `offering_id` must be the catalogue's. With
    `focus_areas` all of them are ranked, which takes a plan for each.

    Inputs that cannot be planned give an explanation with status `invalid_input` and the issues. `tell` hears what is
    being computed. The same arguments give the same explanation.
    """
    from liaison_planner.planning.explain import explain_offering, explain_plan, unexplained  # noqa: PLC0415

    if person.profile is None:
        return unexplained(person.person_id, catalogue, today, person.issues)
    if offering_id:
        return explain_offering(person.profile, catalogue, today, offering_id, issues=person.issues, tell=tell)
    return explain_plan(person.profile, catalogue, today, person.issues, tell, focus_areas=focus_areas)


def comparison_for(
    person: Person, catalogue: Catalogue, today: date, tell: Callable[[str], None] = silent
) -> Comparison:
    """Objectives and focus areas side by side; with status `invalid_input` and the issues where nothing can be planned."""
    from liaison_planner.planning.scenarios import compare_plans, uncompared  # noqa: PLC0415 - a check needs no planner

    if person.profile is None:
        return uncompared(person.person_id, catalogue, today, person.issues)
    return compare_plans(person.profile, catalogue, today, person.issues, tell)


def outdated_in(footing: Footing, catalogue: Catalogue) -> tuple[Outdated, ...]:
    """What a plan rests on and what the catalogue says otherwise now."""
    from liaison_planner.planning.basis import outdated  # noqa: PLC0415 - most have no earlier plan

    return outdated(footing, catalogue)


def footing_in(source: Path) -> Footing | None:
    """What the plan in a workbook rests on; None if it holds none. UnreadableError if it is no workbook of ours."""
    from liaison_planner.workbook.held_plan import HeldPlan  # noqa: PLC0415 - only a few commands need it
    from liaison_planner.workbook.read import contents  # noqa: PLC0415

    return HeldPlan.of(contents(source)).footing()


def earlier_in(package: bytes, catalogue: Catalogue) -> Earlier:
    """What a workbook holds before it is filled anew. UnreadableError if it is no workbook of ours."""
    from liaison_planner.workbook.held_plan import HeldPlan  # noqa: PLC0415 - a check writes nothing

    return _earlier(HeldPlan.of(package), catalogue)


def with_held_plan(person: Person, source: Path | bytes, catalogue: Catalogue, today: date) -> Person:
    """The person, and what must be said of the plan that stands in the workbook: answers and a catalogue that have
    changed since, old prices; and settings for planning again that cannot be.
    """
    from liaison_planner.planning.held import agreed_issues, held_issues  # noqa: PLC0415 - only a check needs it
    from liaison_planner.workbook.held_plan import HeldPlan  # noqa: PLC0415
    from liaison_planner.workbook.package import UnreadableError  # noqa: PLC0415
    from liaison_planner.workbook.read import contents  # noqa: PLC0415

    try:
        package = source if isinstance(source, bytes) else contents(source)
        held, settings = HeldPlan.of(package), living_in_workbook(package).issues
        footing, changed, agreed = held.footing(), held.changed(person.profile), held.agreement()
    except UnreadableError:  # the person's issues say so already
        return person
    told = (*person.issues, *settings, *changed)
    if agreed is not None:
        told += tuple(agreed_issues(agreed, catalogue, held.agreement_place))
    if footing is not None:
        told += tuple(held_issues(footing, catalogue, today, held.place_of))
    return replace(person, issues=in_reading_order(told, held.sheets))


def answers_changed(package: bytes, person: Person) -> tuple[Issue, ...]:
    """What the person has answered otherwise since the plan in the workbook was made; UnreadableError if it is none."""
    from liaison_planner.workbook.held_plan import HeldPlan  # noqa: PLC0415 - only a file with a plan needs it
    from liaison_planner.workbook.original import Original  # noqa: PLC0415

    return HeldPlan(Original(package)).changed(person.profile)


def out_of_date(package: bytes, catalogue: Catalogue, today: date) -> str:
    """What is to be said of a plan that was made from other answers than the workbook has now, with the first of them and
    the mend; "" where there is none, or it is up to date. UnreadableError if it is no workbook of ours.
    """
    from liaison_planner.workbook.planned import sheets_changed  # noqa: PLC0415 - only a file with a plan needs it

    sheets = sheets_changed(package)
    if not sheets:
        return ""
    issues = answers_changed(package, person_in_workbook(package, catalogue, today))
    told = [f"{each.sheet} {each.cell}".strip() + f": {each.what}" for each in issues if each.sheet in sheets]
    if len(told) > MOST_CHANGED:
        told[MOST_CHANGED:] = [f"And {len(told) - MOST_CHANGED} more."]
    lead = f"The plan is out of date: answers have changed on {', '.join(sheets)} since it was made."
    return " ".join(
        [lead, *told, "To take them in, plan again: «Update progress», or liaison-planner replan FILE --in-place."]
    )


def plan_of_equal(known: Plan, person: Person, today: date) -> Plan:
    """The plan of somebody with the same problem as this person's plan: what names the person is this person's.

    Right only where the two profiles differ in nothing but id, label, background and notes.
    """
    from liaison_planner.planning.planner import inputs_hash  # noqa: PLC0415 - a check needs no planner

    hashed = inputs_hash(person.profile) if person.profile else ""
    stamp = known.stamp.model_copy(update={"inputs_hash": hashed, "today": today})
    own = {"person_id": person.person_id, "today": today, "stamp": stamp, "issues": person.issues}
    return known.model_copy(update=own)


def replan_for(person: Person, catalogue: Catalogue, today: date, before: Plan, closeness: Closeness) -> Replan:
    """The plan that comes after an earlier one, what changed, and what staying close costs; the profile must be there.

    The same arguments give the same answer but for `plan.proof.seconds`.
    """
    from liaison_planner.planning.replan import replan  # noqa: PLC0415 - a check needs no planner

    if person.profile is None:
        raise ValueError("only somebody whose answers can be read can be planned for")
    return replan(person.profile, catalogue, today, before, closeness=closeness, issues=person.issues)


def kept_in_workbook(package: bytes) -> Kept:
    """The plans that a workbook keeps; UnreadableError if it is no workbook."""
    from liaison_planner.workbook.keeping import kept_of  # noqa: PLC0415 - a check reads answers only

    return kept_of(package)


def living_in_workbook(package: bytes) -> "Living":
    """How much a new plan may move and when the next review is, as the workbook says; UnreadableError if it is none."""
    from liaison_planner.workbook.living import living_in  # noqa: PLC0415 - a check reads answers only

    return living_in(package)


EXPORTS = ("ics", "csv", "json", "text", "msproject")
"""The forms in which a plan can leave its workbook."""


def exported(kept: KeptPlan, form: str, today: date) -> bytes:
    """The plan in one of the `EXPORTS`; the same plan gives the same bytes on the same day."""
    from liaison_planner import exports  # noqa: PLC0415 - few plans leave their workbook

    plan = kept.plan
    if form == "ics":
        return exports.calendar(plan, kept.changes, today, kept.number)
    if form == "csv":
        return exports.table(plan).encode("utf-8-sig")  # Excel takes the mark for the sign of UTF-8
    if form == "msproject":
        return exports.project(plan)
    text = plan.to_json(indent=2) + "\n" if form == "json" else exports.letter(plan, today)
    return text.encode()


def agreed_workbook(package: bytes, on: date, review: date | None = None) -> bytes | None:
    """The workbook with the plan that it shows as the agreed one, in a new version; None if it shows no plan."""
    from liaison_planner.workbook.keeping import agreed_on  # noqa: PLC0415 - few plans are agreed on in a run
    from liaison_planner.workbook.original import Original  # noqa: PLC0415

    return agreed_on(Original(package), on, review)


def merged_workbook(
    coach: tuple[str, bytes],
    participant: tuple[str, bytes],
    on: date,
    *,
    base: tuple[str, bytes] | None = None,
    prefer: Side = Side.COACH,
) -> tuple[bytes, Merge] | tuple[Issue, ...]:
    """Two copies of one workbook as one, and what came from where; or why they cannot be merged.

    Each copy is its file's name and bytes. They are measured by the `base`, else by the last agreement that both hold.
    The workbook is the coach's copy with the merged answers; its plan stays, and is out of date.
    """
    from liaison_planner.workbook.merged import merged_from  # noqa: PLC0415 - few copies are ever merged

    return merged_from(coach, participant, on, base=base, prefer=prefer)


def undone_workbook(package: bytes) -> bytes | None:
    """The workbook as it was before its last plan, answers and newer notes apart; None if there is none to take back."""
    from liaison_planner.workbook.keeping import undone  # noqa: PLC0415 - few take a plan back
    from liaison_planner.workbook.original import Original  # noqa: PLC0415

    return undone(Original(package))


def filled_workbook(
    package: bytes,
    profile: Profile,
    plan: Plan,
    catalogue: Catalogue,
    comparison: Comparison | None = None,
    *,
    replan: Replan | None = None,
) -> bytes:
    """The workbook with the plan written into it; everything else in it stays as it was.

    One with an older layout is left alone, and a copy of its answers in the newest layout gets the plan; one with macros
    a copy with today's, NoXlwingsError if they cannot be built.
    `comparison` fills the sheet Scenarios, which otherwise says how to get them. The sheet History tells what has changed
    since the plan that stood there; a `replan` says that already, and how close it was to stay.
    """
    from liaison_planner.views import result_content  # noqa: PLC0415 - a check writes nothing
    from liaison_planner.workbook.held_plan import HeldPlan  # noqa: PLC0415
    from liaison_planner.workbook.keeping import written  # noqa: PLC0415
    from liaison_planner.workbook.labels import labels_of  # noqa: PLC0415
    from liaison_planner.workbook.links import with_links  # noqa: PLC0415
    from liaison_planner.workbook.original import Original  # noqa: PLC0415
    from liaison_planner.workbook.planned import with_answers  # noqa: PLC0415

    original = Original(_in_newest_layout(package, catalogue))
    earlier = _earlier(HeldPlan(original), catalogue)
    content = result_content(plan, profile, labels_of(catalogue), comparison, earlier=earlier)
    shown = with_links(original, with_answers(original, content))

    def changes(before: Plan) -> tuple[Change, ...]:
        from liaison_planner.planning.changes import changes_between  # noqa: PLC0415 - many files hold no plan yet

        return replan.changes if replan else changes_between(before, plan, profile, catalogue)

    return written(original, plan, profile, shown, changes=changes, closeness=replan.closeness if replan else None)


def _in_newest_layout(package: bytes, catalogue: Catalogue) -> bytes:
    from liaison_planner.workbook.layout import is_older  # noqa: PLC0415 - as above

    if not is_older(package):
        return package
    from liaison_planner.workbook.migrate import has_macros, in_newest_layout  # noqa: PLC0415 - few files are old
    from liaison_planner.workbook.templates import template_bytes  # noqa: PLC0415

    return in_newest_layout(package, template_bytes(catalogue, macros=has_macros(package)))


def _earlier(held: "HeldPlan", catalogue: Catalogue) -> Earlier:
    """What the workbook holds as long as nobody has written the new plan into it."""
    footing = held.footing()
    if footing is None:
        return Earlier(catalogue_version=held.catalogue_version)
    changes = outdated_in(footing, catalogue)
    return Earlier(catalogue_version=held.catalogue_version, made_on=footing.made_on, changes=changes)


def workbook_with_checks(package: bytes, person: Person, catalogue: Catalogue, today: date) -> bytes:
    """The workbook with every problem of the answers on the sheet Checks; everything else in it stays as it was."""
    from liaison_planner.views import checks_content  # noqa: PLC0415 - most checks write nothing
    from liaison_planner.workbook.fill import fill  # noqa: PLC0415
    from liaison_planner.workbook.links import with_links  # noqa: PLC0415
    from liaison_planner.workbook.original import Original  # noqa: PLC0415

    original = Original(package)
    unplanned = invalid_plan(person.person_id, catalogue.version, today, person.issues)
    return fill(original, with_links(original, checks_content(unplanned, None)))


def workbook_with_plan(catalogue: Catalogue, profile: Profile, plan: Plan, *, macros: bool = False) -> bytes:
    """A new workbook with the person's answers and the plan: the same bytes as filled one after the other, made faster.

    Raises TooManyRowsError if the person has more of something than the workbook has rows for, and NoXlwingsError.
    """
    from liaison_planner.views import input_content, result_content  # noqa: PLC0415 - a check writes nothing
    from liaison_planner.workbook.fill import fill  # noqa: PLC0415
    from liaison_planner.workbook.keeping import kept_first  # noqa: PLC0415
    from liaison_planner.workbook.labels import labels_of  # noqa: PLC0415
    from liaison_planner.workbook.links import with_links  # noqa: PLC0415
    from liaison_planner.workbook.original import original_of  # noqa: PLC0415
    from liaison_planner.workbook.planned import with_answers  # noqa: PLC0415
    from liaison_planner.workbook.templates import template_bytes  # noqa: PLC0415

    labels = labels_of(catalogue)
    content = input_content(profile, labels, sample=False) | result_content(plan, profile, labels)
    content |= kept_first(plan, profile)
    original = original_of(template_bytes(catalogue, macros=macros))
    return fill(original, with_links(original, with_answers(original, content)))


def new_workbook(
    catalogue: Catalogue,
    profile: Profile | None = None,
    *,
    sample: bool = False,
    blank: bytes | None = None,
    macros: bool = False,
) -> bytes:
    """A blank workbook, or one with the person's answers filled in; a `sample` person's says that it is one.

    `blank` takes the place of the shipped template. With `macros` it is an .xlsm.

    Raises TooManyRowsError if the person has more of something than the workbook has rows for, and NoXlwingsError.
    """
    from liaison_planner.views import input_content  # noqa: PLC0415 - a check writes nothing
    from liaison_planner.workbook.fill import fill  # noqa: PLC0415
    from liaison_planner.workbook.labels import labels_of  # noqa: PLC0415
    from liaison_planner.workbook.templates import template_bytes  # noqa: PLC0415

    blank = blank or template_bytes(catalogue, macros=macros)
    return blank if profile is None else fill(blank, input_content(profile, labels_of(catalogue), sample=sample))


def sample_person(person_id: str, catalogue: Catalogue, today: date) -> Person:
    """One of the invented people that ship with the package; an unknown id is an issue."""
    from liaison_planner.catalogue.samples import sample_people  # noqa: PLC0415
    from liaison_planner.intake.roster_row import raw_from_text  # noqa: PLC0415

    row = sample_people().get(person_id.upper())
    if row is None:
        what = f"There is no sample person «{person_id}»."
        known = error("unknown_sample", Place(), what, f"Choose one of {', '.join(sample_people())}.")
        return Person(person_id, None, (known,))
    return person_from(raw_from_text(row, "sample people", 2), catalogue, today)


def person_in_row(row: Mapping[str, RawValue], catalogue: Catalogue, today: date) -> Person:
    """The person of one row with the columns of a roster, which need no file."""
    from liaison_planner.intake.roster_row import raw_from_text  # noqa: PLC0415 - not needed for workbooks

    return person_from(raw_from_text(row, "the row", 1), catalogue, today)


def catalogue_at(place: str, on: date = date.max) -> tuple[Catalogue | None, tuple[Issue, ...]]:
    """The catalogue in a folder or workbook as it is on a day, and what is wrong with it; "" is the built-in one.

    It is read again only when a file has changed.
    """
    if not place:
        return catalogues.built_in(), ()
    path = Path(place).absolute()
    return _catalogue_at(path, place, on, _state(path))


def _state(path: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells that a file was changed: name, time and size."""
    try:
        files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        stats = [(file.name, file.stat()) for file in files]
    except OSError:
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


@lru_cache(maxsize=32)
def _catalogue_at(path: Path, place: str, on: date, _state: object) -> tuple[Catalogue | None, tuple[Issue, ...]]:
    if path.suffix.lower() not in (".xlsx", ".xlsm") or path.is_dir():
        catalogue, issues = catalogues.load(Path(place), on)
        return catalogue, tuple(issues)
    from liaison_planner.workbook.catalogue_book import catalogue_texts  # noqa: PLC0415 - few have such a workbook

    found = catalogue_texts(path, catalogues.NAMES)
    if isinstance(found, Issue):
        return None, (found,)
    catalogue, issues = catalogues.from_tables(found, path.name, [], on)
    return catalogue, tuple(issues)


def catalogue_copy() -> bytes:
    """The built-in catalogue as a workbook to edit."""
    from liaison_planner.workbook.catalogue_book import catalogue_workbook  # noqa: PLC0415 - xlsxwriter is slow to import

    return catalogue_workbook(catalogues.built_in_texts(), catalogues.headings())
