"""How ready somebody is today: as a range from what is verified to what is declared, and for each half apart."""

from collections.abc import Iterable

from liaison_planner.catalogue.model import Catalogue
from liaison_planner.domain.evidence import Proof
from liaison_planner.domain.offering import Competency
from liaison_planner.domain.picture import Backing, Half, HalfStanding, Readiness
from liaison_planner.domain.profile import Profile
from liaison_planner.domain.standing import Standing
from liaison_planner.gaps.allotment import Need, allot
from liaison_planner.gaps.analysis import accepted_routes
from liaison_planner.gaps.halves import half_of
from liaison_planner.gaps.priority import level_weight
from liaison_planner.gaps.standing import standing_of, verified_standing


def readiness_of(profile: Profile, catalogue: Catalogue) -> Readiness:
    """The share of the levels of the focus area that is in place, verified and declared; low never exceeds high."""
    declared, verified = standing_of(profile, catalogue), verified_standing(profile, catalogue)
    asked = {row.id: row for row in catalogue.competencies.values() if row.required[profile.focus]}
    backed = _backed(profile, asked, declared)
    sure = {name: _sure(name, backed, declared, verified) for name in asked}
    halves = tuple(_half(half, asked.values(), profile, declared, sure) for half in Half)
    total = sum(half.asked for half in halves) or 1
    names = {each.competency for each in backed}
    return Readiness(
        low=round(sum(half.verified for half in halves) / total, 4),
        high=round(sum(half.declared for half in halves) / total, 4),
        halves=halves,
        route_declared=_complete(profile, catalogue, declared),
        route_verified=_complete(profile, catalogue, verified),
        backed=backed,
        unbacked=_shown_in_vain(profile, asked, names),
    )


def _needed(row: Competency, profile: Profile, declared: Standing) -> int:
    """The level to be backed: what the person declares, but no more than is asked for."""
    return min(declared.levels.get(row.id, 0), row.required[profile.focus])


def _backed(profile: Profile, asked: dict[str, Competency], declared: Standing) -> tuple[Backing, ...]:
    """References and pieces shared among the skills they show: as many as can be by verified ones, then by the others.

    What a first interview tests comes first. Which skills verified pieces can carry is found by themselves; then all are
    shared at once, so that the others take nothing from those.
    """
    order = [row.id for row in sorted(asked.values(), key=lambda row: -level_weight(row, profile.focus))]
    proofs = [proof for proof in profile.proofs if proof.counts]
    levels = {name: _needed(asked[name], profile, declared) for name in order}
    limits = {_key(proof): proof.kind.limit for proof in proofs}
    sure = allot(limits, [_need(name, levels[name], [p for p in proofs if p.verified]) for name in order])
    first = [_need(name, levels[name], [p for p in proofs if p.verified]) for name in order if sure[name]]
    others = [_need(name, levels[name], proofs) for name in order if not sure[name]]
    titles = {_key(proof): proof.title for proof in proofs}
    return tuple(
        Backing(competency=name, by=titles[piece], verified=bool(sure[name]))
        for name, pieces in allot(limits, [*first, *others]).items()
        for piece in pieces
    )


def _need(name: str, level: int, proofs: Iterable[Proof]) -> Need:
    """What is declared wants one piece that shows it at that level."""
    pieces = (_key(proof) for proof in proofs if proof.competency == name and proof.level >= level)
    return Need(name, 1 if level else 0, tuple(dict.fromkeys(pieces)))


def _key(proof: Proof) -> str:
    return f"{proof.kind}:{proof.title.casefold()}"


def _sure(name: str, backed: tuple[Backing, ...], declared: Standing, verified: Standing) -> int:
    """The verified level: all of the declared one where a verified piece backs it, else what credentials stand for."""
    if any(each.verified and each.competency == name for each in backed):
        return declared.levels.get(name, 0)
    return min(verified.levels.get(name, 0), declared.levels.get(name, 0))


def _half(
    half: Half, asked: Iterable[Competency], profile: Profile, declared: Standing, sure: dict[str, int]
) -> HalfStanding:
    rows = [(row.id, row.required[profile.focus]) for row in asked if half_of(row) is half]
    have = {name: min(declared.levels.get(name, 0), need) for name, need in rows}
    return HalfStanding(
        half=half,
        asked=sum(need for _, need in rows),
        declared=sum(have.values()),
        verified=sum(min(sure[name], need) for name, need in rows),
        brings=tuple(name for name, need in rows if have[name] == need),
        partly=tuple(name for name, need in rows if 0 < have[name] < need),
        lacks=tuple(name for name, _ in rows if not have[name]),
    )


def _complete(profile: Profile, catalogue: Catalogue, standing: Standing) -> str | None:
    routes = accepted_routes(profile, catalogue)
    return next((route.id for route in routes if not standing.open_terms(route.requirement)), None)


def _shown_in_vain(profile: Profile, asked: dict[str, Competency], backed: set[str]) -> tuple[str, ...]:
    """Skills that are asked for and that some piece names, but that no piece is left for, or none at the level needed."""
    named = {proof.competency for proof in profile.proofs if proof.counts}
    return tuple(name for name in asked if name in named - backed)
