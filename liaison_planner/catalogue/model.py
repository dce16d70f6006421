"""A catalogue in memory: rows by id, with a stamp of its content."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from liaison_planner.domain.offering import (
    Anchors,
    Competency,
    Credential,
    Fact,
    FocusValue,
    Gate,
    Level,
    Offering,
    Route,
    Task,
)


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
    derived: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What others work out from the content once for everybody; a changed copy starts with nothing."""

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
