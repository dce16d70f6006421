"""The command line; see docs/command-line.md for commands and exit codes."""

from liaison_planner.cli.main import entry, main

__all__ = ["entry", "main"]
