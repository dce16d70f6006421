"""Writes streams into a compound file of version 3: [MS-CFB]."""

import struct
from collections.abc import Mapping

from liaison_planner.vba.directory import END_OF_CHAIN, Entry, directory, unused_entry

SECTOR, MINI_SECTOR = 512, 64
SMALL = 4096
"""Streams below this size share the mini stream (2.2, 2.4)."""
_NUMBERS = SECTOR // 4
_ENTRIES = 4
_FREE, _FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFD
_MOST_FAT_SECTORS = 109
"""As many as the header itself can name (2.2); they hold about 7 megabytes."""
_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_MINOR, _MAJOR, _LITTLE_ENDIAN, _SECTOR_SHIFT, _MINI_SHIFT = 0x3E, 3, 0xFFFE, 9, 6


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """The compound file with these streams by path (`VBA/dir`); the same streams give the same bytes.

    Raises ValueError for more than about 7 megabytes, and as `directory` does.
    """
    sectors = _Sectors()
    entries = directory(streams)
    first_entry = sectors.reserve(-(-len(entries) // _ENTRIES))
    mini_fat = _pack_small(entries, sectors)
    for entry in entries:
        if entry.is_stream and entry.size >= SMALL:
            entry.start = sectors.add(entry.contents)
    packed = b"".join(entry.packed() for entry in entries)
    sectors.fill(first_entry, packed + unused_entry() * (-len(entries) % _ENTRIES))
    first_fat, fat_count = sectors.add_fat()
    return _header(first_entry, mini_fat, first_fat, fat_count) + bytes(sectors.body)


def _pack_small(entries: list[Entry], sectors: "_Sectors") -> tuple[int, int]:
    """Puts the small streams into the mini stream, which belongs to the root; where its table stands, and its sectors."""
    chains: list[int] = []
    mini_stream = bytearray()
    for entry in entries:
        if entry.is_stream and entry.size < SMALL:
            entry.start = len(chains) if entry.size else END_OF_CHAIN
            chains += _chain(len(chains), -(-entry.size // MINI_SECTOR))
            mini_stream += entry.contents.ljust(-(-entry.size // MINI_SECTOR) * MINI_SECTOR, b"\0")
    table = _numbers(chains)
    first = sectors.add(table)
    entries[0].start, entries[0].size = sectors.add(bytes(mini_stream)), len(mini_stream)
    return first, len(table) // SECTOR


def _chain(first: int, count: int) -> list[int]:
    """Every sector names the one after it (2.3)."""
    return [*range(first + 1, first + count), END_OF_CHAIN] if count else []


def _numbers(numbers: list[int]) -> bytes:
    """The numbers in whole sectors."""
    filled = [*numbers, *[_FREE] * (-len(numbers) % _NUMBERS)]
    return struct.pack(f"<{len(filled)}I", *filled)


class _Sectors:
    """The sectors behind the header, and for each the number of the one after it in its chain."""

    def __init__(self) -> None:
        self.body = bytearray()
        self._fat: list[int] = []

    def reserve(self, count: int) -> int:
        """Room for so many sectors; the number of the first."""
        first = len(self._fat)
        self._fat += _chain(first, count)
        self.body += bytes(count * SECTOR)
        return first if count else END_OF_CHAIN

    def add(self, data: bytes) -> int:
        """The data in sectors of its own; the number of the first."""
        first = self.reserve(-(-len(data) // SECTOR))
        self.fill(first, data)
        return first

    def fill(self, first: int, data: bytes) -> None:
        """Writes into reserved sectors."""
        if data:
            self.body[first * SECTOR : first * SECTOR + len(data)] = data

    def add_fat(self) -> tuple[int, int]:
        """The table of all chains as the last sectors: the number of the first, and how many (2.3)."""
        count = next(n for n in range(1, len(self._fat) + 2) if n * _NUMBERS >= len(self._fat) + n)
        if count > _MOST_FAT_SECTORS:
            raise ValueError("the streams are too large for one compound file of ours")
        first = len(self._fat)
        self._fat += [_FAT_SECTOR] * count
        self.body += _numbers(self._fat)
        return first, count


def _header(first_entry: int, mini_fat: tuple[int, int], first_fat: int, fat_count: int) -> bytes:
    """The header sector (2.2)."""
    fat = [*range(first_fat, first_fat + fat_count), *[_FREE] * (_MOST_FAT_SECTORS - fat_count)]
    return (
        _SIGNATURE
        + bytes(16)
        + struct.pack("<5H6x", _MINOR, _MAJOR, _LITTLE_ENDIAN, _SECTOR_SHIFT, _MINI_SHIFT)
        + struct.pack("<9I", 0, fat_count, first_entry, 0, SMALL, *mini_fat, END_OF_CHAIN, 0)
        + struct.pack(f"<{_MOST_FAT_SECTORS}I", *fat)
    )
