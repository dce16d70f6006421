"""The key for xlwings' remote engine must be there before xlwings is imported; only tests use that engine."""

import os

os.environ["XLWINGS_LICENSE_KEY"] = "noncommercial"
