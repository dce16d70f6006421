"""What a person holds today, read from the profile."""

from math import floor

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.standing import Standing

_TOKEN_OF_KIND = {"licence": "license", "certification": "cert", "certificate": "certificate"}


def standing_of(profile: Profile, catalogue: Catalogue) -> Standing:
    """The person's standing at the outset.

    Offerings already done raise levels and give their credentials, but add no years: the years a person states
    are totals that include them.
    """
    tokens = {("degree_field", profile.degree_field)}
    for token in (*profile.licences, *profile.certificates):
        tokens |= {(_TOKEN_OF_KIND[kind], token) for kind in catalogue.credential_kinds(token)}
    if profile.internal_employer:
        tokens.add(("internal_employer", "1"))
    stated = Standing(
        levels=profile.self_ratings,
        education=profile.edu_level,
        tokens=frozenset(tokens),
        tenths={field: floor(round(years * 10, 6)) for field, years in profile.years.items()},
        offerings=frozenset(),
    )
    return stated.after((catalogue.offerings[name] for name in profile.done), count_years=False)
