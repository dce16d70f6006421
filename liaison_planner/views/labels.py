"""What sheets say of a catalogue: titles instead of `hipaa` or `R04`, and what each kind of employer asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from liaison_planner.domain.vocabulary import Focus


@dataclass(frozen=True, slots=True)
class Labels:
    """Titles by id, each in the order of the catalogue."""

    competencies: Mapping[str, str]
    offerings: Mapping[str, str]
    routes: Mapping[str, str]
    gates: Mapping[str, str]
    credentials: Mapping[str, str]
    asked: Mapping[str, Mapping[Focus, int]] = field(default_factory=dict)
    """The level of each competency that a kind of employer asks for."""
    accepted: Mapping[str, Mapping[Focus, str]] = field(default_factory=dict)
    """Whether a kind of employer accepts a route: yes, sometimes or no."""
    means: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """What each level from 1 up of a competency means, in a sentence."""
