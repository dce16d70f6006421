"""Patience with an Excel that is busy for a moment, because a cell is being edited or a dialog is open."""

import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")

BUSY = frozenset((-2147418111, -2147417846))
"""RPC_E_CALL_REJECTED and RPC_E_SERVERCALL_RETRYLATER ([MS-ERREF] 2.1.1)."""
_TRIES, _SECONDS = 40, 0.25


def patient(call: Callable[[], Result], wait: Callable[[float], None] = time.sleep) -> Result:
    """What the call gives; while Excel says that it is busy the call is repeated, for ten seconds at most."""
    for _ in range(_TRIES - 1):
        try:
            return call()
        except Exception as fault:  # the class is Windows' own and exists only there
            if getattr(fault, "hresult", None) not in BUSY:
                raise
            wait(_SECONDS)
    return call()
