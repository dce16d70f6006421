"""One validation for workbook and roster alike: raw cells in, a Profile or every problem out."""

from liaison_planner.intake.profile import profile_from

__all__ = ["profile_from"]
