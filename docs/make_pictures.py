"""Makes the pictures of the sheets from real workbooks: python docs/make_pictures.py (needs soffice, poppler and ImageMagick)."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from liaison_planner.cli import main
from liaison_planner.workbook.schema import SHEETS
from liaison_planner.workbook.schema_model import Role

IMAGES = Path(__file__).parent / "images"
PEOPLE = ("P01", "P03", "P06")
"""A nurse whose plan fits, somebody for whom nothing fits, and somebody with a new full-time job."""
DAY = "2026-11-23"
DOTS_PER_INCH = 92
COLORS = 48
SAME_FOR_ALL = {sheet.name for sheet in SHEETS if sheet.role is Role.REFERENCE} | {"About"}
README_PICTURE, README_SHEET = IMAGES / "workbook.png", "Timeline"


def make() -> None:
    """Plans for three sample people on a fixed day and draws the first printed page of each sheet."""
    for old in IMAGES.glob("P*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        books = [workbook(person, folder) for person in PEOPLE]
        office = [tool("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        run([*office, "--convert-to", "pdf", "--outdir", str(folder), *map(str, books)])
        for book in books:
            draw_all(book.with_suffix(".pdf"))
    shutil.copyfile(IMAGES / f"{PEOPLE[0]}-{README_SHEET.lower()}.png", README_PICTURE)
    print(f"{len(list(IMAGES.glob('*.png')))} pictures in {IMAGES}")


def workbook(person: str, folder: Path) -> Path:
    """The person's workbook with plan and scenarios."""
    path = folder / f"{person}.xlsx"
    codes = [main(["init", str(path), "--person", person, "--today", DAY])]
    codes.append(main(["plan", str(path), "--in-place", "--scenarios", "--today", DAY]))
    if codes[0] != 0 or codes[1] not in (0, 3):
        raise SystemExit(f"no workbook for {person}")
    return path


def draw_all(pdf: Path) -> None:
    """One picture a sheet; sheets that are the same for everybody once."""
    for sheet, page in first_pages(pdf).items():
        if pdf.stem == PEOPLE[0] or sheet not in SAME_FOR_ALL:
            draw(pdf, page, IMAGES / f"{pdf.stem}-{sheet.lower()}.png")


def first_pages(pdf: Path) -> dict[str, int]:
    """The number of the first page of each sheet, which the footer names."""
    found: dict[str, int] = {}
    for number, footer in footers(pdf):
        for sheet in SHEETS:
            if footer.endswith(f"·  {sheet.name}") or f"·  {sheet.name} " in footer:
                found.setdefault(sheet.name, number)
    return found


def footers(pdf: Path) -> Iterator[tuple[int, str]]:
    done = subprocess.run([tool("pdftotext"), "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    for number, page in enumerate(done.stdout.split("\f"), start=1):
        lines = [line for line in page.splitlines() if line.strip()]
        if lines:
            yield number, " ".join(lines[-1].replace(" · ", " ·  ").split(" ")).replace("·   ", "·  ")


def draw(pdf: Path, page: int, target: Path) -> None:
    """The page without its white margins, in few colors."""
    raw = pdf.with_name("page")
    size = ["-png", "-singlefile", "-r", str(DOTS_PER_INCH), "-f", str(page), "-l", str(page)]
    run([tool("pdftoppm"), *size, str(pdf), str(raw)])
    few = ["-trim", "-bordercolor", "white", "-border", "12", "+dither", "-colors", str(COLORS), "-strip"]
    run([tool("convert"), f"{raw}.png", *few, f"PNG8:{target}"])


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
