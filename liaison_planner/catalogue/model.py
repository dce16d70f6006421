"""A catalogue in memory: rows by id, with a stamp of its content."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from liaison_planner.domain.offering import (
    Anchors,
    Competency,
    Credential,
    Fact,
    FocusArea,
    FocusValue,
    Gate,
    Level,
    Offering,
    Route,
    Task,
)
from liaison_planner.domain.vocabulary import FOCUS_AREAS, Focus


@dataclass(frozen=True)
class Catalogue:
    """Everything a plan can draw on. Mappings keep the order of their files; `version` changes with any content."""

    competencies: dict[str, Competency]
    offerings: dict[str, Offering]
    routes: dict[str, Route]
    credentials: dict[str, Credential]
    gates: dict[str, Gate]
    levels: tuple[Level, ...]
    facts: tuple[Fact, ...]
    version: str
    name: str = field(default="built-in")
    tasks: dict[str, Task] = field(default_factory=dict)
    values: dict[str, FocusValue] = field(default_factory=dict)
    anchors: dict[str, Anchors] = field(default_factory=dict)
    focus_areas: dict[str, FocusArea] = field(default_factory=dict)
    derived: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What others work out from the content once for everybody; a changed copy starts with nothing."""

    @property
    def foci(self) -> tuple[Focus, ...]:
        """The focus areas in the order of the catalogue; the usual ones where it has no table of them."""
        return tuple(area.focus for area in self.focus_areas.values()) or FOCUS_AREAS

    def kind_of(self, focus: Focus) -> str:
        """The id of the area that this one is like, or its own."""
        area = self.focus_areas.get(focus)
        return area.like if area and area.like else focus.value

    def short_title(self, focus: Focus) -> str:
        """The area in a few words, for the margin of a table."""
        area = self.focus_areas.get(focus)
        return area.short if area else focus.title

    def at_level(self, competency: str, level: int) -> str:
        """What somebody at this level says of a competency, «I can …»: by its own sentences, else by the general scale."""
        own = self.anchors.get(competency)
        if own and level in own.can:
            return f"I {own.can[level]}."
        return next((row.anchor for row in self.levels if row.level == level), "")

    def credential_kinds(self, token: str) -> frozenset[str]:
        """The kinds (licence, certification, certificate) under which a token is known; empty if unknown."""
        credential = self.credentials.get(token)
        return frozenset() if credential is None else frozenset({credential.kind})
