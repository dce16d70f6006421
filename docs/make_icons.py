"""Draws the icons of the ribbon for Excel on the web and on Mac out of those of the task pane, with a browser.

python docs/make_icons.py
"""

import shutil
import sys

from playwright.sync_api import sync_playwright

from liaison_planner.server.icons import PAGES
from liaison_planner.workbook.theme import PLAIN

SIZES = (16, 32, 64, 80)
_PAGE = """<style>body {{ margin: 0; background: transparent }} svg {{ display: block; width: {size}px; height: {size}px;
fill: none; stroke: {color}; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }}</style>{svg}"""


def main() -> int:
    pages = PAGES
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for source in sorted((pages / "templates/icons").glob("*.svg")):
            for size in SIZES:
                page = browser.new_page(viewport={"width": size, "height": size})
                page.set_content(_PAGE.format(size=size, color=PLAIN.accent, svg=source.read_text(encoding="utf-8")))
                target = pages / f"static/images/icons/{source.stem}-{size}.png"
                page.screenshot(path=target, omit_background=True)
                page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
