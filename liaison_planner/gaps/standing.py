"""What a person holds today, read from the profile: everything declared, or only what somebody has verified."""

from math import floor

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.standing import Standing

_TOKEN_OF_KIND = {"licence": "license", "certification": "cert", "certificate": "certificate"}


def standing_of(profile: Profile, catalogue: Catalogue) -> Standing:
    """The person's standing at the outset, as declared.

    Offerings already done raise levels and give their credentials, but add no years: the years a person states
    are totals that include them. Steps finished since the plan began give all they teach and award. Diplomas of the future and lapsed licences count nothing.
    """
    lapsed = {note.token for note in profile.credential_notes if not note.counts}
    degrees = {(profile.edu_level, profile.degree_field)}
    degrees |= {(degree.level, degree.field) for degree in profile.degrees if degree.counts}
    tokens = {token for token in (*profile.licences, *profile.certificates) if token not in lapsed}
    stated = Standing(
        levels=profile.self_ratings,
        education=max(level for level, _ in degrees),
        tokens=_held(tokens, degrees, catalogue) | _employer(profile),
        tenths=_tenths(profile.years),
        offerings=frozenset(),
        degrees=frozenset(degrees),
    )
    before = stated.after((catalogue.offerings[name] for name in profile.done), count_years=False)
    return before.after(catalogue.offerings[name] for name in profile.finished)


def verified_standing(profile: Profile, catalogue: Catalogue) -> Standing:
    """What is held if only verified claims count: no ratings, no bare totals, no word of one's own.

    Verified credentials and degrees bring the levels that the offerings awarding them teach, never more than declared.
    """
    degrees = {(degree.level, degree.field) for degree in profile.degrees if degree.verified and degree.counts}
    listed = {*profile.licences, *profile.certificates}
    tokens = {note.token for note in profile.credential_notes if note.verified and note.counts} & listed
    held = _held(tokens, degrees, catalogue)
    return Standing(
        levels=_taught(held, degrees, catalogue),
        education=max((level for level, _ in degrees), default=1),
        tokens=held,
        tenths=_tenths(_verified_years(profile)),
        offerings=frozenset(),
        degrees=frozenset(degrees),
    )


def _held(tokens: set[str], degrees: set[tuple[int, str]], catalogue: Catalogue) -> frozenset[tuple[str, str]]:
    named = {(_TOKEN_OF_KIND[kind], token) for token in tokens for kind in catalogue.credential_kinds(token)}
    return frozenset(named | {("degree_field", field) for _, field in degrees})


def _employer(profile: Profile) -> frozenset[tuple[str, str]]:
    return frozenset({("internal_employer", "1")} if profile.internal_employer else ())


def _tenths(years: dict[str, float]) -> dict[str, int]:
    return {field: floor(round(number * 10, 6)) for field, number in years.items()}


def _verified_years(profile: Profile) -> dict[str, float]:
    """The years of verified posts, at most what counts of all posts together."""
    posts = [post for post in profile.posts if post.verified and post.counts]
    total = {field: sum(post.years.get(field, 0.0) for post in posts) for field in profile.years}
    return {field: min(number, profile.years[field]) for field, number in total.items()}


def _taught(tokens: frozenset[tuple[str, str]], degrees: set[tuple[int, str]], catalogue: Catalogue) -> dict[str, int]:
    """What the certifications, certificates and degrees held stand for; proof of mere completion stands for nothing."""
    held = {(kind, value, 0) for kind, value in tokens if value != "completion"}
    held |= {("degree", field, level) for level, field in degrees}
    levels: dict[str, int] = {}
    for offering in catalogue.offerings.values():
        if held & {(award.kind, award.value, award.level) for award in offering.awards}:
            for name, level in offering.teaches.items():
                levels[name] = min(level, levels.get(name, level))
    return levels
