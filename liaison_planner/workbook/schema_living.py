"""The sheets of a plan that is lived with: the agreement to sign, the history, and the plans that a workbook keeps."""

from liaison_planner.domain.kept import MOST_HISTORY
from liaison_planner.views import MOST_CLASHES
from liaison_planner.workbook.schema_model import (
    CellKind,
    Column,
    Facts,
    Field,
    Grid,
    Role,
    Sheet,
    Signatures,
    Story,
    Table,
    Tables,
)
from liaison_planner.workbook.schema_overview import MOST_STEPS

AGREEMENT = Sheet(
    name="Agreement",
    role=Role.RESULT,
    tells_age=True,
    title="Agreement",
    purpose="One page to print, talk over and sign with your coach.",
    form_widths=(24, 92),
    pages_tall=1,
    sections=(
        Facts(
            fields=(
                Field(
                    name="out_agreement_line",
                    since=2,
                    initial="The page fills when a plan has been computed.",
                    look="headline",
                ),
            ),
        ),
        Story(grid=Grid(name="out_agreement", rows=40, columns=2, wrapped_column=1, hides_spare=True)),
        Signatures(
            heading="Signed",
            note="We have talked this plan over. Dates and costs are plans, not promises; nothing here is a contract of employment.",
            lines=("Participant, date", "Coach, date", "Next review on"),
        ),
    ),
)

HISTORY = Sheet(
    name="History",
    role=Role.RESULT,
    tells_age=True,
    title="History",
    purpose="Every plan that was made with this file, what the last one changed, and where it stands against the agreed one.",
    landscape=True,
    sections=(
        Facts(
            fields=(
                Field(name="out_history_line", since=3, initial="The plans that were made appear here."),
                Field(name="out_agreed_line", since=3, initial="Nothing has been agreed on yet."),
                Field(name="out_merged_line", since=3, initial="Copies of this file have not been merged."),
            ),
        ),
        Tables(
            heading="Against the agreed plan",
            note="Step by step; «Agree on plan», or liaison-planner agree FILE, keeps the plan that is shown as the agreed one.",
            tables=(
                Table(
                    name="tblAgreed",
                    since=3,
                    capacity=MOST_STEPS,
                    hides_spare=True,
                    columns=(
                        Column(key="standing", header="Standing", look="strong"),
                        Column(key="step", header="Step"),
                        Column(key="start", header="Agreed start", kind=CellKind.DATE),
                        Column(key="agreed", header="Agreed end", kind=CellKind.DATE),
                        Column(key="now", header="Ends (now)", kind=CellKind.DATE),
                        Column(key="why", header="Why", look="help"),
                    ),
                ),
            ),
        ),
        Tables(
            heading="What the last plan changed",
            note="Beside the plan before it. A plan made with liaison-planner replan moves as little as it can.",
            tables=(
                Table(
                    name="tblChanges",
                    since=3,
                    capacity=MOST_STEPS,
                    hides_spare=True,
                    columns=(
                        Column(key="change", header="Change", width=20, look="strong"),
                        Column(key="step", header="Step", width=40),
                        Column(key="before", header="Began (before)", width=14, kind=CellKind.DATE),
                        Column(key="start", header="Begins (now)", width=14, kind=CellKind.DATE),
                        Column(key="finish", header="Ends (now)", width=14, kind=CellKind.DATE),
                        Column(key="because", header="Because", width=60, look="help"),
                    ),
                ),
            ),
        ),
        Tables(
            heading="To talk over after merging two copies",
            note="What both copies have changed since the agreement, each in its own way, and what only the participant's copy has. What does not stand is kept here.",
            tables=(
                Table(
                    name="tblMerged",
                    since=3,
                    capacity=MOST_CLASHES,
                    hides_spare=True,
                    columns=(
                        Column(key="what", header="About", look="strong"),
                        Column(key="coach", header="The coach's copy says", look="help"),
                        Column(key="stands", header="What stands"),
                        Column(key="coach_place", header="Coach's cell"),
                        Column(key="participant_place", header="Participant's cell"),
                        Column(key="participant", header="The participant's copy says", look="help"),
                        Column(key="agreed", header="Agreed on was", look="help", printed=False),
                    ),
                ),
            ),
        ),
        Tables(
            heading="Plans, the newest first",
            tables=(
                Table(
                    name="tblHistory",
                    since=3,
                    capacity=MOST_HISTORY,
                    columns=(
                        Column(key="how", header="How", look="strong"),
                        Column(key="changed", header="Changed"),
                        Column(key="on", header="As of", kind=CellKind.DATE),
                        Column(key="ready", header="Ready on", kind=CellKind.DATE),
                        Column(key="cost", header="To pay (USD)", kind=CellKind.MONEY),
                        Column(key="figures", header="Figures", look="help"),
                        Column(key="stamp", header="Stamp", width=44, look="quiet", printed=False),
                    ),
                ),
            ),
        ),
    ),
)

KEPT = Sheet(
    name="Kept",
    role=Role.CONTROL,
    title="Kept",
    purpose="The plans of this file in packed form, for replan, undo and agree. Nothing to do here.",
    form_widths=(14, 100),
    hidden=True,
    sections=(Story(grid=Grid(name="out_kept", rows=60, columns=2)),),
)
