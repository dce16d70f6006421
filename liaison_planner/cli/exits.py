"""Exit codes, and what the computer can refuse, as sentences."""

import errno
from enum import IntEnum


class Exit(IntEnum):
    """What a command ends with; the numbers are part of the contract."""

    DONE = 0
    INPUT_PROBLEMS = 1
    WRONG_USAGE = 2
    NOTHING_FITS = 3
    ENVIRONMENT = 4


class RefusedError(Exception):
    """A command cannot go on; carries the exit code and a sentence that names the place and the mend."""

    def __init__(self, code: Exit, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def sentence_for(fault: OSError) -> str:
    """What the operating system refused, where, and what to do; a fault of ours that is a sentence stays one."""
    if fault.errno is None:
        return str(fault)
    where = fault.filename or fault.filename2
    what, mend = _SENTENCES.get(fault.errno or 0, (f"The computer refused: {fault.strerror or fault}", "Try again."))
    return f"{what}{f' at «{where}»' if where else ''}. {mend}"


_FULL = ("The disk is full", "Free some space and run the command again; no file was changed.")
_FORBIDDEN = (
    "Reading or writing is not allowed",
    "Close the file in other programs, or choose another folder with -o; no file was changed.",
)
_SENTENCES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: ("The folder is read-only", "Choose another folder with -o."),
    errno.EAGAIN: ("Another batch is at work", "Let it finish, or choose another folder with -o."),
    errno.ENOENT: ("There is no such file or folder", "Check the name."),
    errno.ENOTDIR: ("A file stands where a folder is needed", "Choose another name."),
    errno.EISDIR: ("A folder stands where a file is needed", "Choose another name."),
    errno.ENAMETOOLONG: ("The name is too long", "Choose a shorter one."),
}
