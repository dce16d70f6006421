"""The catalogue that ships with the package is sound."""

from liaison_planner.catalogue import Catalogue
from liaison_planner.catalogue.load import BUILT_IN, load
from liaison_planner.catalogue.samples import sample_people
from liaison_planner.domain.offering import Sourced
from liaison_planner.domain.vocabulary import FOCUS_AREAS, Acceptance, Kind


def rows_of(catalogue: Catalogue) -> list[Sourced]:
    tables = (
        catalogue.competencies,
        catalogue.offerings,
        catalogue.routes,
        catalogue.credentials,
        catalogue.gates,
    )
    return [*(row for table in tables for row in table.values()), *catalogue.levels, *catalogue.facts]


def test_it_has_as_many_rows_as_its_sources(catalogue: Catalogue) -> None:
    tables = catalogue.competencies, catalogue.offerings, catalogue.routes, catalogue.facts
    assert [len(table) for table in tables] == [30, 92, 14, 46]
    assert [level.level for level in catalogue.levels] == [0, 1, 2, 3, 4]


def test_every_row_says_where_it_comes_from_and_from_when(catalogue: Catalogue) -> None:
    assert [row for row in rows_of(catalogue) if not (row.source and row.as_of and row.confidence)] == []


def test_nothing_is_wrong_with_it_but_the_one_certification_that_takes_two_years_of_work() -> None:
    _, issues = load(BUILT_IN)
    assert [(issue.severity, issue.code, issue.cell) for issue in issues] == [
        ("warning", "catalogue_unreachable", "cert_tagme")
    ]


def test_ids_are_the_keys_of_their_tables(catalogue: Catalogue) -> None:
    for table in (catalogue.competencies, catalogue.offerings, catalogue.routes, catalogue.gates):
        assert [row.id for row in table.values()] == list(table)
    assert [row.token for row in catalogue.credentials.values()] == list(catalogue.credentials)


def test_an_unsourced_figure_is_called_an_estimate(catalogue: Catalogue) -> None:
    wrong = [
        row.id
        for row in catalogue.offerings.values()
        if row.source.startswith("estimate, no source") and row.confidence != "estimate"
    ]
    assert wrong == []


def test_what_recurs_is_continuing_education_or_company(catalogue: Catalogue) -> None:
    recurring = {row.kind for row in catalogue.offerings.values() if row.recurs}
    assert recurring == {Kind.CONTINUING_EDUCATION, Kind.NETWORKING}
    assert all(row.recurs for row in catalogue.offerings.values() if row.kind is Kind.CONTINUING_EDUCATION)


def test_every_focus_area_has_core_competencies_that_it_requires(catalogue: Catalogue) -> None:
    for focus in FOCUS_AREAS:
        core = [row for row in catalogue.competencies.values() if focus in row.core_for]
        assert core
        assert all(row.required[focus] > 0 for row in core)


def test_every_focus_area_has_a_firmly_accepted_route(catalogue: Catalogue) -> None:
    for focus in FOCUS_AREAS:
        assert any(row.acceptance[focus] is Acceptance.YES for row in catalogue.routes.values())


def test_a_credential_is_known_under_its_kind_only(catalogue: Catalogue) -> None:
    assert catalogue.credential_kinds("rn") == {"licence"}
    assert catalogue.credential_kinds("capm") == {"certification"}
    assert catalogue.credential_kinds("liaison_training") == {"certificate"}
    assert catalogue.credential_kinds("juggling") == set()


def test_there_are_fifteen_sample_people_in_order() -> None:
    assert list(sample_people()) == [f"P{number:02}" for number in range(1, 16)]
