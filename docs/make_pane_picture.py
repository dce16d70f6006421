"""Draws the task pane with a sample person's plan for docs/server.md: python docs/make_pane_picture.py (needs Chromium)."""

import sys
import tempfile
from pathlib import Path

from liaison_planner import services
from liaison_planner.catalogue import built_in
from tests.conftest import TODAY
from tests.server.browser import panes_of
from tests.server.conftest import serving

PICTURE = Path(__file__).parent / "images/pane.png"


def main() -> int:
    catalogue = built_in()
    person = services.sample_person("P01", catalogue, TODAY)
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as server:
        opened = panes_of()
        pane = next(opened)(server.address, services.new_workbook(catalogue, person.profile, sample=True))
        pane.click("Regenerate plan")
        pane.page.screenshot(path=PICTURE)
        opened.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
