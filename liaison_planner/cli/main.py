"""The arguments of each command, and the way from them to an exit code."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NoReturn

from liaison_planner import __version__
from liaison_planner.actions.table import entries
from liaison_planner.cli import serve
from liaison_planner.cli.exits import Exit, RefusedError, sentence_for
from liaison_planner.domain.merge import Side
from liaison_planner.domain.replan import Closeness
from liaison_planner.domain.vocabulary import Objective

DEBUG = "LIAISON_PLANNER_DEBUG"
MOST_WORKERS = 1024


def entry() -> NoReturn:
    """Runs the command line and ends the process with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Runs one command; never raises for anything a user or the computer can cause."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        chosen = _parser().parse_args(arguments)
    except SystemExit as end:  # argparse ends the process by itself on wrong usage and on --help
        return end.code if isinstance(end.code, int) else Exit.WRONG_USAGE
    try:
        code = int(_run(chosen))
        sys.stdout.flush()
    except BrokenPipeError:
        return _unheard()
    except RefusedError as refusal:
        print(refusal, file=sys.stderr)
        return int(refusal.code)
    except OSError as fault:
        print(sentence_for(fault), file=sys.stderr)
        return int(Exit.ENVIRONMENT)
    except KeyboardInterrupt:
        print("Stopped. Nothing half-written was left behind.", file=sys.stderr)
        return int(Exit.ENVIRONMENT)
    except Exception as fault:
        if DEBUG in os.environ:
            raise
        print(_apology(fault), file=sys.stderr)
        return int(Exit.ENVIRONMENT)
    return code


def _unheard() -> int:
    """Whoever read our output has gone, as `head` does: no more is said, and nothing is said about that."""
    with suppress(OSError, ValueError):  # not even at the end of the process, when what is left is flushed
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(Exit.ENVIRONMENT)


def _apology(fault: Exception) -> str:
    """For a mistake of ours; names the place in the code, none of the person's data."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{type(fault).__name__} in {Path(place.filename).name}, line {place.lineno}"
    return (
        f"The planner itself made a mistake ({where}). Your files are as they were. "
        f"Please report it; with the environment variable {DEBUG}=1 the full account is printed."
    )


def _run(chosen: argparse.Namespace) -> Exit:
    # only here, so that --help and wrong usage answer at once
    from liaison_planner.actions.modules import NoXlwingsError  # noqa: PLC0415
    from liaison_planner.cli import commands, export, living, merge, reasons  # noqa: PLC0415

    run = {
        "demo": commands.demo,
        "init": commands.init,
        "check": commands.check,
        "plan": commands.plan,
        "replan": living.replan,
        "undo": living.undo,
        "agree": living.agree,
        "merge": merge.merge,
        "export": export.export,
        "gaps": reasons.gaps,
        "explain": reasons.explain,
        "compare": reasons.compare,
        "batch": commands.batch,
        "catalogue": commands.catalogue,
        "doctor": commands.doctor,
        "addin": commands.addin,
        "serve": serve.serve,
        "click": commands.click,
        "templates": commands.templates_build,
    }
    try:
        return run[chosen.command](chosen)
    except NoXlwingsError as fault:
        raise RefusedError(Exit.ENVIRONMENT, str(fault)) from fault


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="liaison-planner",
        description="Plans your way into physician-liaison work: what is missing, what closes it, when and at what cost.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"liaison-planner {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_demo(commands)
    _add_init(commands)
    _add_check(commands)
    _add_plan(commands)
    _add_replan(commands)
    _add_undo(commands)
    _add_agree(commands)
    _add_merge(commands)
    _add_export(commands)
    _add_gaps(commands)
    _add_explain(commands)
    _add_compare(commands)
    _add_batch(commands)
    _add_catalogue(commands)
    _add_doctor(commands)
    _add_addin(commands)
    serve.add_parser(commands)
    _add_click(commands)
    _add_templates(commands)
    return parser


Commands = argparse._SubParsersAction  # the type argparse gives no public name


def _add_demo(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("demo", help="make a workbook for a sample person, with the plan, and show it")
    parser.add_argument("-o", "--output", type=Path, default=Path("demo"), metavar="DIR", help="folder (default: demo)")
    _add_today(parser)


def _add_init(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("init", help="make a blank workbook, or one with a sample person's answers")
    parser.add_argument("file", type=Path, metavar="FILE", help="the workbook to make: .xlsx, or .xlsm with buttons")
    parser.add_argument("--person", metavar="ID", help="fill in a sample person, P01 to P15")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there already")
    parser.add_argument("--theme", type=Path, metavar="TOML", help="colors, font, name and logo of an organization")
    _add_own_catalogue(parser)
    _add_today(parser)


def _add_check(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("check", help="list every problem in the answers of a workbook")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    _add_own_catalogue(parser)
    _add_today(parser)


def _add_plan(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("plan", help="compute the plan and write it into a workbook")
    parser.add_argument("file", type=Path, metavar="FILE")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("-o", "--output", type=Path, metavar="OUT", help="workbook to write (default: NAME.plan.xlsx)")
    where.add_argument("--in-place", action="store_true", help="write into FILE itself and keep a backup")
    parser.add_argument("--scenarios", action="store_true", help="also fill the sheet Scenarios; takes minutes")
    parser.add_argument("--objective", type=Objective, choices=tuple(Objective), metavar="fastest|cheapest|balanced")
    parser.add_argument("--json", action="store_true", help="print the plan as one JSON document")
    _add_own_catalogue(parser)
    _add_today(parser)


def _add_replan(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("replan", help="plan again from the plan in a workbook, moving as little as can be")
    parser.add_argument("file", type=Path, metavar="FILE", help="a workbook with a plan, and what has become of it")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("-o", "--output", type=Path, metavar="OUT", help="workbook to write (default: NAME.plan.xlsx)")
    where.add_argument("--in-place", action="store_true", help="write into FILE itself and keep a backup")
    where.add_argument("--dry-run", action="store_true", help="only tell what would change; write nothing")
    parser.add_argument(
        "--closeness",
        type=Closeness,
        choices=tuple(Closeness),
        metavar="close|balanced|fresh",
        help="how much may move: as little as can be, some for a better plan, or anything (default: what the sheet Preferences says, else close)",
    )
    parser.add_argument("--json", action="store_true", help="print the plan and its changes as one JSON document")
    _add_own_catalogue(parser)
    _add_today(parser)


def _add_undo(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("undo", help="take back the last plan in a workbook; answers and notes stay")
    parser.add_argument("file", type=Path, metavar="FILE")


def _add_agree(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("agree", help="keep the plan in a workbook as the one that was agreed on")
    parser.add_argument("file", type=Path, metavar="FILE", help="a workbook with a plan")
    parser.add_argument("--review", type=_day, metavar="YYYY-MM-DD", help="the day of the next review")
    _add_today(parser)


def _add_merge(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("merge", help="bring the coach's and the participant's copy of a workbook together")
    parser.add_argument(
        "coach", type=Path, metavar="COACH", help="the coach's copy; plan and own sheets are taken from it"
    )
    parser.add_argument("participant", type=Path, metavar="PARTICIPANT", help="the participant's copy")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("-o", "--output", type=Path, metavar="OUT", help="workbook to write (default: NAME.merged.xlsx)")
    where.add_argument("--dry-run", action="store_true", help="only tell what would come out; write nothing")
    parser.add_argument(
        "--base", type=Path, metavar="AGREED", help="the version that both started from (default: the last agreement)"
    )
    parser.add_argument(
        "--prefer",
        type=Side,
        choices=tuple(Side),
        default=Side.COACH,
        metavar="coach|participant",
        help="whose answer stands where both changed it differently (default: coach); both are kept in words",
    )
    parser.add_argument("--json", action="store_true", help="print what came from where as one JSON document")
    _add_today(parser)


def _add_export(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("export", help="the plan in a workbook for calendars, tables, mail and project tools")
    parser.add_argument("file", type=Path, metavar="FILE", help="a workbook with a plan")
    words = {
        "ics": "a calendar; import it again after a new plan and it is updated",
        "csv": "a table, one row a step",
        "json": "the JSON plan",
        "text": "the next four weeks as plain text for a mail",
        "msproject": "Microsoft Project XML, for project tools",
    }
    for name, told in words.items():
        parser.add_argument(f"--{name}", type=Path, metavar="OUT", help=told)
    _add_today(parser)


def _add_gaps(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("gaps", help="where you stand: readiness, what you bring, routes, law and employers")
    parser.add_argument("file", type=Path, metavar="FILE", help="a filled-in workbook, as for plan")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    _add_own_catalogue(parser)
    _add_today(parser)


def _add_explain(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("explain", help="why each step is there and why then, or all about one offering")
    parser.add_argument("file", type=Path, metavar="FILE", help="a filled-in workbook, as for plan")
    parser.add_argument("offering", nargs="?", default="", metavar="OFFERING", help="id or title of an offering")
    parser.add_argument("--focus-areas", action="store_true", help="rank all focus areas too, with a plan for each")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    _add_own_catalogue(parser)
    _add_today(parser)


def _add_compare(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("compare", help="fastest, cheapest, balanced and the focus areas side by side")
    parser.add_argument("file", type=Path, metavar="FILE", help="a filled-in workbook, as for plan")
    parser.add_argument("--steps", action="store_true", help="name every step in which the plans differ")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    _add_own_catalogue(parser)
    _add_today(parser)


def _add_batch(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("batch", help="one workbook for each person of a roster or folder, and a summary")
    parser.add_argument(
        "roster", metavar="ROSTER", help=".csv, .xlsx, .parquet, a folder of workbooks, or an address such as s3://…"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="folder for the results")
    parser.add_argument(
        "--workers", type=_count, metavar="N", help="people planned at a time (default: all processors)"
    )
    parser.add_argument("--engine", choices=("local", "dask"), default="local", help="this computer, or a Dask cluster")
    parser.add_argument("--dask-address", default="", metavar="A", help="Dask scheduler, such as tcp://host:8786")
    parser.add_argument(
        "--format",
        choices=("xlsx", "xlsm"),
        default="xlsx",
        metavar="xlsx",
        help="kind of workbook: xlsx, or xlsm with buttons",
    )
    parser.add_argument("--seats", type=Path, metavar="FILE", help="CSV file of offerings with few seats")
    parser.add_argument(
        "--evidence", type=Path, metavar="DIR", help="folder with posts, degrees, credentials, references (.csv, …)"
    )
    parser.add_argument("--redo", action="store_true", help="plan everybody anew, also those who are up to date")
    parser.add_argument("--progress", choices=("auto", "json"), default="auto", help="json: one object a line")
    parser.add_argument("--quiet", action="store_true", help="print only the last line")
    _add_today(parser)


def _add_catalogue(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("catalogue", help="work with the catalogue of offerings and routes")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="find everything wrong with a catalogue, and old prices")
    check.add_argument("place", nargs="?", default="", metavar="PLACE", help=_PLACE)
    copy = actions.add_parser("copy", help="make a copy of the built-in catalogue to edit")
    copy.add_argument("target", type=Path, metavar="TARGET", help="a new workbook (.xlsx) or folder of CSV files")
    changes = actions.add_parser("changes", help="say which plans rest on something that has changed")
    changes.add_argument(
        "plans", type=Path, metavar="PLANS", help="results folder of a batch, plans.jsonl, or a JSON plan"
    )
    changes.add_argument("place", nargs="?", default="", metavar="PLACE", help=_PLACE)
    changes.add_argument("--json", action="store_true", help="print one JSON document")
    for action in (check, copy, changes):
        _add_today(action)


_PLACE = "folder of CSV files or workbook (default: the built-in catalogue)"


def _add_own_catalogue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--catalogue", default="", metavar="PLACE", help=_PLACE)


def _add_templates(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("templates", help="work with the shipped workbook templates")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    build = actions.add_parser("build", help="build the templates from their sources")
    build.add_argument("--check", action="store_true", help="only compare the shipped ones with fresh ones")
    build.add_argument("-o", "--output", type=Path, metavar="DIR", help="folder (default: the shipped templates)")
    build.add_argument("--theme", type=Path, metavar="TOML", help="colors, font, name and logo of an organization")


def _add_doctor(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("doctor", help="tell what works on this computer, and how to mend what does not")
    _add_today(parser)


def _add_addin(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("addin", help="set up the buttons in Excel for Windows or Mac, or in LibreOffice")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    install = actions.add_parser("install", help="let Excel know where the planner is, and add its tab to the ribbon")
    install.add_argument(
        "--catalogue",
        metavar="PLACE",
        help="what buttons and functions plan with: folder of CSV files or workbook, or built-in (default: as before)",
    )
    status = actions.add_parser("status", help="tell whether that has been done")
    uninstall = actions.add_parser("uninstall", help="take all of it away again")
    for action in (install, status, uninstall):
        action.add_argument("--libreoffice", action="store_true", help="in LibreOffice: its menu and toolbar")


def _add_click(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("click", help="for front ends: run a button's action on a copy of the open workbook")
    parser.add_argument("action", choices=tuple(entries()), metavar="ACTION", help=", ".join(entries()))
    parser.add_argument("copy", type=Path, metavar="COPY", help="the open workbook as it is now, saved as .xlsx")
    parser.add_argument(
        "--answer", type=Path, required=True, metavar="OUT", help="file for the answer, one JSON object"
    )
    parser.add_argument("--sheet", default="", metavar="NAME", help="the sheet that is shown")
    parser.add_argument("--row", type=int, default=0, metavar="N", help="the row of the selected cell")
    parser.add_argument("--workbook", type=Path, metavar="FILE", help="the open workbook's own file, if it is saved")
    parser.add_argument(
        "--front-end", default="", metavar="VERSION", help="refuse if this is not the planner's version"
    )
    _add_today(parser)


def _add_today(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--today", type=_day, default=None, metavar="YYYY-MM-DD", help="plan as if it were this day (default: today)"
    )


def _count(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= MOST_WORKERS:
        return int(text)
    message = f"«{text}» is not a number of workers; write one from 1 to {MOST_WORKERS}"
    raise argparse.ArgumentTypeError(message)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"«{text}» is not a day; write it like 2027-01-04"
        raise argparse.ArgumentTypeError(message) from None
