"""Imports xlwings without the large libraries that it takes along when they are there; a click starts Python anew.

xlwings does without pandas, NumPy, matplotlib and its own PRO part where they are not there. Here they seem not to be, for
as long as it is imported; whoever imports them afterwards gets them. Nothing of ours uses PRO, which looks for licenses.
"""

import sys

_HEAVY = ("numpy", "pandas", "matplotlib", "PIL", "plotly", "polars", "xlwings.pro")


def without_heavy_libraries() -> None:
    """Imports xlwings so; does nothing if it is imported already."""
    if "xlwings" in sys.modules:
        return
    hidden = [name for name in _HEAVY if name not in sys.modules]
    modules: dict[str, object] = dict.fromkeys(hidden)
    sys.modules.update(modules)  # type: ignore[arg-type]  # None says that there is no such module
    try:
        import xlwings  # noqa: F401, PLC0415 - what this is for
    finally:
        for name in hidden:
            del sys.modules[name]


without_heavy_libraries()
