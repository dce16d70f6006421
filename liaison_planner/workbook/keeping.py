"""Writes plans into a workbook with their history, and takes the last one back."""

from collections.abc import Callable
from datetime import date

from liaison_planner.domain.kept import (
    MOST_AGREED,
    MOST_HISTORY,
    MOST_UNDONE,
    Agreed,
    Earlier,
    Kept,
    KeptPlan,
    Made,
    timeless,
)
from liaison_planner.domain.plan import Plan
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.replan import Change, Closeness
from liaison_planner.views import (
    Content,
    Value,
    agreed_bars,
    agreed_content,
    history_content,
    merged_content,
    summary_of,
    timeline_content,
)
from liaison_planner.workbook.answers import answers_in
from liaison_planner.workbook.fill import fill
from liaison_planner.workbook.kept import kept_content, kept_in
from liaison_planner.workbook.layout import layout_of
from liaison_planner.workbook.original import Original
from liaison_planner.workbook.planned import with_age
from liaison_planner.workbook.snapshot import (
    as_text,
    from_text,
    shown_in,
    words_as_text,
    words_from_text,
    words_in,
)

TABLE = "tblPlan"
HOW = {
    Closeness.CLOSE: "replanned, staying close",
    Closeness.BALANCED: "replanned, balanced",
    Closeness.FRESH: "replanned afresh",
}
PLANNED = "planned"
Changes = Callable[[Plan], tuple[Change, ...]]
"""What has become of each step of an earlier plan."""


def _nothing_changed(_: Plan) -> tuple[Change, ...]:
    return ()


def written(
    original: Original,
    plan: Plan,
    profile: Profile,
    shown: Content,
    *,
    changes: Changes = _nothing_changed,
    closeness: Closeness | None = None,
) -> bytes:
    """The workbook with what a plan shows, the plan itself kept, and a line in the history.

    `changes` tells what has become of the plan shown before, `closeness` how a replan was asked for. The very plan that is
    shown already changes nothing of the history, so that writing it twice is writing it once.
    """
    kept = kept_in(original)
    if not kept.shows(plan):
        told = changes(kept.current.plan) if kept.current else ()
        kept = _made(
            _with_before(kept, original, shown), KeptPlan(plan=timeless(plan), profile=profile, changes=told), closeness
        )
    filled = fill(original, shown | _told(kept) | kept_content(kept))
    if kept.earlier and not kept.earlier[0].wrote:
        wrote = words_as_text(words_in(Original(filled), TABLE))
        newest = kept.earlier[0].model_copy(update={"wrote": wrote})
        kept = kept.model_copy(update={"earlier": (newest, *kept.earlier[1:])})
        filled = fill(filled, kept_content(kept))
    return filled


def kept_first(plan: Plan, profile: Profile) -> Content:
    """What a workbook keeps and tells of the first plan in it."""
    kept = _made(Kept(), KeptPlan(plan=timeless(plan), profile=profile), None)
    return _told(kept) | kept_content(kept)


def _told(kept: Kept) -> Content:
    """What the sheets say of everything kept."""
    return history_content(kept) | agreed_content(kept) | merged_content(kept) | _timeline(kept)


def _timeline(kept: Kept) -> Content:
    """The timeline of the plan beside the agreed one; nothing where nothing has been agreed on."""
    if kept.agreement is None or kept.current is None:
        return Content()
    return timeline_content(kept.current.plan, kept.agreement.plan)


def _with_before(kept: Kept, original: Original, shown: Content) -> Kept:
    """With what stands now where something else will be shown, if there is a plan already."""
    if kept.current is None:
        return kept
    before = as_text(shown_in(original, shown | _told(kept)))
    earlier = Earlier(current=kept.current, shown=before, wrote="")
    return kept.model_copy(update={"earlier": (earlier, *kept.earlier)[:MOST_UNDONE]})


def _made(kept: Kept, new: KeptPlan, closeness: Closeness | None) -> Kept:
    plan = new.plan
    number = kept.history[0].number + 1 if kept.history else 1
    made = Made(
        number=number,
        on=plan.today,
        how=HOW[closeness] if closeness else PLANNED,
        result=plan.status.value,
        ready=plan.ready_date,
        cost_usd=plan.total_cost_usd,
        spent_usd=plan.spent_usd,
        hours=round(plan.total_effort_hours, 1),
        steps=len(plan.items),
        changed=summary_of(new.changes),
        stamp=f"{plan.stamp.inputs_hash} · {plan.stamp.catalogue_version} · {plan.stamp.planner_version}",
    )
    return kept.model_copy(
        update={
            "current": new.model_copy(update={"number": number}),
            "history": (made, *kept.history)[:MOST_HISTORY],
            "agreed": kept.agreed[-MOST_AGREED:],  # older planners kept all of them
        }
    )


def undone(original: Original) -> bytes | None:
    """The workbook as it was before its last plan, or None if no plan can be taken back.

    Answers stay as they are, and so do agreements and what the user wrote beside a step since; every other cell is as it
    was. The banner says it where the answers have changed since that plan.
    """
    kept = kept_in(original)
    if not kept.earlier:
        return None
    last, *rest = kept.earlier
    before = kept.model_copy(update={"current": last.current, "history": kept.history[1:], "earlier": tuple(rest)})
    shown = _with_newer_words(from_text(last.shown), original, words_from_text(last.wrote))
    if before.agreement:  # perhaps agreed on only after the plan that is shown again had been replaced
        shown |= agreed_content(before) | _timeline(before)
    return with_age(fill(original, shown | merged_content(before) | kept_content(before), carrying=False))


def _with_newer_words(shown: Content, original: Original, wrote: dict[str, tuple[Value, ...]]) -> Content:
    """What the user wrote beside a step since the plan was made takes the place of what stood there before it."""
    found = original.table(TABLE)
    if found is None or found.table.carried is None:
        return shown
    carried = found.table.carried
    newer = {
        row.key: row.texts for row in found.written if row.key and row.texts != wrote.get(row.key, _none(row.texts))
    }
    rows = [
        {**row, **dict(zip(carried.columns, newer.pop(str(row.get(carried.key))), strict=True))}
        if str(row.get(carried.key)) in newer
        else row
        for row in shown.tables.get(TABLE, ())
    ]
    titles = {row.key: row.title for row in found.written}
    rows += [
        {carried.key: key, carried.title: titles[key], carried.marked: carried.words}
        | dict(zip(carried.columns, texts, strict=True))
        for key, texts in newer.items()
        if any(text is not None for text in texts)
    ]
    return shown | Content(tables={TABLE: tuple(rows)})


def _none(texts: tuple[Value, ...]) -> tuple[Value, ...]:
    return (None,) * len(texts)


def agreed_on(original: Original, on: date, review: date | None) -> bytes | None:
    """The workbook with the plan that it shows kept as the agreed one, in a version of its own; None if it shows none.

    The last agreements are kept, and their versions go on counting.
    """
    kept = kept_in(original)
    if kept.current is None:
        return None
    version = kept.agreement.version + 1 if kept.agreement else 1
    answers = as_text(answers_in(original))
    agreed = Agreed(version=version, on=on, review=review, plan=kept.current.plan, answers=answers)
    kept = kept.model_copy(update={"agreed": (*kept.agreed, agreed)[-MOST_AGREED:]})
    bars = agreed_bars(agreed.plan, agreed.plan)
    return fill(original, agreed_content(kept) | bars | kept_content(kept))


def kept_of(package: bytes) -> Kept:
    """The plans that a workbook keeps; UnreadableError if it is none of ours, or from a newer planner."""
    original = Original(package)
    layout_of(original.book)
    return kept_in(original)
