"""`python -m liaison_planner` is the command line."""

from liaison_planner.cli import entry

if __name__ == "__main__":
    entry()
