"""Random catalogues of a given size that look like a real one: steps up, alternatives, jobs, degrees and routes."""

from random import Random

from benchmarks.random_offerings import ORIGIN, Draft
from liaison_planner.catalogue import Catalogue, built_in
from liaison_planner.domain.offering import Competency, Route
from liaison_planner.domain.requirement import EducationLevel, Requirement, Token, Years
from liaison_planner.domain.vocabulary import FOCUS_AREAS, Acceptance

FEWEST_OFFERINGS = 60
REQUIRED = (0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 3, 3)
"""How often a focus area asks for which level; one competency in fifteen is asked for at the highest."""


def random_catalogue(offerings: int, seed: int) -> Catalogue:
    """A catalogue without errors of exactly `offerings` (at least 60); the same arguments give the same one."""
    if offerings < FEWEST_OFFERINGS:
        raise ValueError(f"A random catalogue has at least {FEWEST_OFFERINGS} offerings.")
    rng = Random(f"catalogue of {offerings}, {seed}")
    competencies = _competencies(rng, min(40, 12 + offerings // 8))
    real = built_in()
    return Catalogue(
        competencies=competencies,
        offerings=Draft(rng, competencies, offerings).offerings(),
        routes={route.id: route for route in _routes(rng)},
        credentials=real.credentials,
        gates=real.gates,
        levels=real.levels,
        facts=real.facts,
        version=f"random-{offerings}-{seed}",
        name=f"random {offerings}",
    )


def _competencies(rng: Random, number: int) -> dict[str, Competency]:
    found = {}
    for index in range(number):
        required = {focus: rng.choice(REQUIRED) for focus in FOCUS_AREAS}
        if rng.random() < 1 / 15:
            required[rng.choice(FOCUS_AREAS)] = 4
        core = frozenset(focus for focus in FOCUS_AREAS if required[focus] >= 3 and rng.random() < 0.5)
        name = f"skill_{index:02}"
        found[name] = Competency(
            id=name, name=name, domain="invented", description="", required=required, core_for=core, **ORIGIN
        )
    return found


def _routes(rng: Random) -> list[Route]:
    """Alternative ways to qualify; the first is accepted everywhere, so that every focus area has a firm one."""
    routes = []
    for number, requirement in enumerate(_requirements(rng)):
        words = (Acceptance.YES, Acceptance.SOMETIMES, Acceptance.NO)
        acceptance = {
            focus: Acceptance.YES if number == 0 else rng.choices(words, weights=(3, 3, 2))[0] for focus in FOCUS_AREAS
        }
        name = f"W{number:02}"
        routes.append(
            Route(id=name, name=name, requirement=requirement, description="", acceptance=acceptance, **ORIGIN)
        )
    return routes


def _requirements(rng: Random) -> list[Requirement]:
    """Degrees, licences, certifications and years of experience in the combinations that employers ask for."""
    years = (10, 10, 20, 30)
    bachelor, health, business = (
        EducationLevel(3),
        Token("degree_field", "health"),
        Token("degree_field", "business_marketing"),
    )
    return [
        ((bachelor,), (Years("healthcare", 10), Years("healthcare_sales", 10), Years("public_community", 10))),
        ((bachelor,), (health, Token("degree_field", "health_comm")), (Years("healthcare", rng.choice(years)),)),
        ((bachelor,), (business,), (Years("healthcare", 10), Years("healthcare_sales", 10))),
        ((bachelor,), (Years("healthcare_sales", rng.choice(years)),)),
        ((Token("license", "rn"),), (Years("clinical", 10),)),
        ((Token("license", "lpn"), Token("cert", "medical_assistant")), (Years("clinical", 40),)),
        ((Token("degree_field", "medicine"),),),
        (
            (Token("cert", "any"),),
            (Years("healthcare", 30), Years("healthcare_sales", 30), Years("public_community", 20)),
        ),
        ((Token("certificate", "liaison_training"),), (Years("sales_marketing", 20), Years("education_admin", 20))),
        ((EducationLevel(4),), (Years("healthcare", 20), Years("healthcare_sales", 20))),
    ]
