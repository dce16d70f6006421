"""The directory of a compound file: storages and streams as red-black trees, [MS-CFB] 2.6."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

NO_STREAM = 0xFFFFFFFF
END_OF_CHAIN = 0xFFFFFFFE
LONGEST_NAME = 31
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_ENTRY = struct.Struct("<64sHBB3I16sI16sIQ")


@dataclass(eq=False)
class Entry:
    """A storage or a stream; `left`, `right` and `child` are numbers of other entries."""

    name: str
    kind: int
    contents: bytes = b""
    children: list["Entry"] = field(default_factory=list)
    number: int = 0
    color: int = _BLACK
    left: int = NO_STREAM
    right: int = NO_STREAM
    child: int = NO_STREAM
    start: int = 0
    size: int = 0

    @property
    def is_stream(self) -> bool:
        return self.kind == _STREAM

    @property
    def order(self) -> tuple[int, str]:
        """Shorter names come first, equally long ones by their capital letters (2.6.4)."""
        return len(self.name), self.name.upper()

    def packed(self) -> bytes:
        """The 128 bytes of the entry (2.6.1), without class, state or times."""
        name = self.name.encode("utf-16-le")
        tree = (self.color, self.left, self.right, self.child)
        return _ENTRY.pack(name, len(name) + 2, self.kind, *tree, b"", 0, b"", self.start, self.size)


def unused_entry() -> bytes:
    """What fills the last sector of the directory (2.6.3)."""
    return _ENTRY.pack(b"", 0, 0, 0, NO_STREAM, NO_STREAM, NO_STREAM, b"", 0, b"", 0, 0)


def directory(streams: Mapping[str, bytes]) -> list[Entry]:
    """The entries for these streams by path, such as `VBA/dir`, numbered; the root is the first.

    Raises ValueError for a name that is too long and for two that a compound file cannot tell apart.
    """
    root = Entry("Root Entry", _ROOT)
    storages = {"": root}
    for path, contents in streams.items():
        *folders, name = path.split("/")
        _add(_storage(storages, folders), Entry(name, _STREAM, contents, size=len(contents)))
    entries = list(_walk(root))
    for number, entry in enumerate(entries):
        entry.number = number
    for entry in entries:
        entry.child = _rooted(sorted(entry.children, key=lambda child: child.order))
    return entries


def _storage(storages: dict[str, Entry], folders: list[str]) -> Entry:
    path, inner = "", storages[""]
    for name in folders:
        path = f"{path}/{name}"
        if path not in storages:
            storages[path] = _add(inner, Entry(name, _STORAGE))
        inner = storages[path]
    return inner


def _add(parent: Entry, entry: Entry) -> Entry:
    if not 0 < len(entry.name.encode("utf-16-le")) // 2 <= LONGEST_NAME:
        raise ValueError(f"an entry's name has 1 to {LONGEST_NAME} characters, not «{entry.name}»")
    if any(child.order == entry.order for child in parent.children):
        raise ValueError(f"«{entry.name}» is there already")
    parent.children.append(entry)
    return entry


def _walk(entry: Entry) -> Iterator[Entry]:
    yield entry
    for child in entry.children:
        yield from _walk(child)


def _rooted(entries: list[Entry]) -> int:
    """Links sorted siblings into a balanced tree and gives the number of its root.

    All levels but the deepest are full. Those are black, and a deepest level that is not full is red: so no red entry
    has a red child, and every way down passes the same number of black ones (2.6.4).
    """
    full_levels = (len(entries) + 1).bit_length() - 1
    return _linked(entries, 0, full_levels)


def _linked(entries: list[Entry], depth: int, full_levels: int) -> int:
    if not entries:
        return NO_STREAM
    middle = len(entries) // 2
    entry = entries[middle]
    entry.color = _BLACK if depth < full_levels else _RED
    entry.left = _linked(entries[:middle], depth + 1, full_levels)
    entry.right = _linked(entries[middle + 1 :], depth + 1, full_levels)
    return entry.number
