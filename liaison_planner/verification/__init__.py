"""The independent judge of finished plans; shares no code with the optimiser or the planner."""

from liaison_planner.verification.verify import verify

__all__ = ["verify"]
