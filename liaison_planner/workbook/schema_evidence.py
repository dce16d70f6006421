"""The sheet on which a person says what backs the answers, and the columns that came with it."""

from liaison_planner.workbook.schema_allowed import a_day
from liaison_planner.workbook.schema_model import Allowed, CellKind, Column, Role, Sheet, Table, Tables

VERIFIED = Allowed("A name of up to 200 characters, for example: state board, former manager.", 0, 200)
PIECE = Allowed("Up to 200 characters, for example: Dr. Lee, or: referral dashboard 2025.", 0, 200)


def later(key: str, header: str, kind: CellKind, allowed: Allowed, width: float = 0, *, since: int = 2) -> Column:
    """An input column that files of the first layout do not have."""
    return Column(key=key, header=header, width=width, kind=kind, allowed=allowed, reads_as=key, since=since)


EVIDENCE = Sheet(
    name="Evidence",
    role=Role.INPUT,
    title="Evidence",
    purpose="Optional: what backs your answers, and who has verified it. The plan counts what you declare; the readiness on Standing shows how much of it is verified.",
    form_widths=(34, 34, 30, 16, 22, 16),
    landscape=True,
    sections=(
        Tables(
            heading="Your degrees",
            note="Level and field of one degree belong together: a route never takes the level of one and the field of another.",
            tables=(
                Table(
                    name="tblDegrees",
                    reads_as="degrees",
                    known_by=("level", "field"),
                    capacity=6,
                    since=2,
                    columns=(
                        later(
                            "level",
                            "Degree",
                            CellKind.CHOICE,
                            Allowed("Choose from the list.", choices="list_education"),
                        ),
                        later(
                            "field",
                            "Field",
                            CellKind.CHOICE,
                            Allowed("Choose from the list.", choices="list_degree_fields"),
                        ),
                        later("finished", "Day of the diploma", CellKind.DATE, a_day("2019-05-15")),
                        later("verified_by", "Verified by", CellKind.TEXT, VERIFIED),
                        later("verified_on", "Verified on", CellKind.DATE, a_day("2026-11-02")),
                    ),
                ),
            ),
        ),
        Tables(
            heading="Dates of licenses, certifications and certificates",
            note="For those on Profile: when each expires and who has seen it. An expired one counts for nothing.",
            tables=(
                Table(
                    name="tblCredentialNotes",
                    reads_as="credential_notes",
                    known_by=("token",),
                    capacity=8,
                    since=2,
                    columns=(
                        later(
                            "token",
                            "License or certificate",
                            CellKind.CHOICE,
                            Allowed("Choose from the list.", choices="list_credentials"),
                        ),
                        later("verified_by", "Verified by", CellKind.TEXT, VERIFIED),
                        later("verified_on", "Verified on", CellKind.DATE, a_day("2026-11-02")),
                        later("expires", "Expires on", CellKind.DATE, a_day("2028-10-31")),
                    ),
                ),
            ),
        ),
        Tables(
            heading="References and portfolio pieces",
            note="One skill a row. A reference carries up to three skills with an employer, a portfolio piece two (our judgement): the planner picks which, so that as much as possible is backed.",
            tables=(
                Table(
                    name="tblProofs",
                    reads_as="proofs",
                    known_by=("title", "competency"),
                    capacity=24,
                    since=2,
                    columns=(
                        later("title", "Who or what", CellKind.TEXT, PIECE),
                        later(
                            "competency",
                            "Shows",
                            CellKind.CHOICE,
                            Allowed("Choose a subject from the list.", choices="list_subjects"),
                        ),
                        later(
                            "kind",
                            "Kind",
                            CellKind.CHOICE,
                            Allowed("Choose reference or portfolio piece.", choices="list_proofs"),
                        ),
                        later(
                            "level", "Level (1-4)", CellKind.WHOLE, Allowed("The level it shows.", choices="list_shown")
                        ),
                        later("verified_by", "Verified by", CellKind.TEXT, VERIFIED),
                        later("verified_on", "Verified on", CellKind.DATE, a_day("2026-11-02")),
                    ),
                ),
            ),
        ),
    ),
)
