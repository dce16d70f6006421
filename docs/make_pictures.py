"""Makes the picture in the README from a real workbook: python docs/make_pictures.py (needs soffice and pdftoppm)."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from liaison_planner.cli import main

PICTURE = Path(__file__).parent / "images" / "workbook.png"
TITLE = "When each step runs"
DOTS_PER_INCH = 110
MARGIN = 30
"""White dots left around the page's own drawing."""


def make() -> None:
    """Plans the demo person on a fixed day, prints the workbook, and cuts the page with the timeline out of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if main(["demo", "-o", str(folder), "--today", "2026-11-23"]) != 0:
            raise SystemExit("the demo failed")
        book = next(folder.glob("*.xlsx"))
        office = [tool("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        run([*office, "--convert-to", "pdf", "--outdir", str(folder), str(book)])
        pdf = book.with_suffix(".pdf")
        page = str(page_with(pdf, TITLE))
        cut = ["-x", "0", "-y", str(MARGIN), "-W", str(11 * DOTS_PER_INCH), "-H", str(8 * DOTS_PER_INCH)]
        target = [str(pdf), str(PICTURE.with_suffix(""))]
        run([tool("pdftoppm"), "-png", "-singlefile", "-r", str(DOTS_PER_INCH), "-f", page, "-l", page, *cut, *target])
    print(PICTURE)


def page_with(pdf: Path, text: str) -> int:
    """The number of the first page that says `text`."""
    done = subprocess.run([tool("pdftotext"), str(pdf), "-"], capture_output=True, text=True, check=True)
    pages = done.stdout.split("\f")
    return next(number for number, page in enumerate(pages, start=1) if text in page)


def tool(name: str) -> str:
    """The program's full path."""
    path = shutil.which(name)
    if path is None:
        raise SystemExit(f"{name} is not installed")
    return path


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    make()
