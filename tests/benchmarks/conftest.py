"""Two tiny projects in the format of PSPLIB, with best schedules that were found by hand."""

from pathlib import Path

import pytest

SINGLE = """\
************************************************************************
file with basedata            : by hand
************************************************************************
projects                      :  1
jobs (incl. supersource/sink ):  5
horizon                       :  9
RESOURCES
  - renewable                 :  1   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           5
   4        1          1           5
   5        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1
------------------------------------------------------------------------
  1      1     0       0
  2      1     2       2
  3      1     4       2
  4      1     3       1
  5      1     0       0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1
    3
************************************************************************
"""
"""Jobs 2 and 3 cannot overlap, 3 and 4 can, and 4 follows 2: first 2, then 3 beside 4, so 6 periods."""

MULTI = """\
************************************************************************
jobs (incl. supersource/sink ):  4
RESOURCES
  - renewable                 :  1   R
  - nonrenewable              :  1   N
  - doubly constrained        :  0   D
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        2          1           4
   3        2          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  N 1
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     1       1    5
         2     4       1    1
  3      1     2       1    5
         2     7       1    1
  4      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  N 1
    1    6
************************************************************************
"""
"""One at a time, and only one can afford its quick mode: 4 + 2 = 6 periods rather than 1 + 7 = 8."""


@pytest.fixture
def projects(tmp_path: Path) -> Path:
    """A folder with one project of each kind and what is known of them."""
    for name, file, text in (("j30", "single.sm", SINGLE), ("j10.mm", "multi.mm", MULTI)):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text(text, encoding="utf-8")
    rows = ["set,instance,makespan,lower_bound", "j30,single.sm,6,6", "j10.mm,multi.mm,6,6"]
    (tmp_path / "best_known.csv").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path
