"""Writes a zip: members that have not changed are copied as they are packed, new contents are deflated."""

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipInfo

from liaison_planner.workbook.package import Package, packed_contents

LEVEL = 6
"""Of deflate; a higher one takes much longer and saves next to nothing."""

_LOCAL = struct.Struct("<4s2B4HL2L2H")
_ENTRY = struct.Struct("<4s4B4HL2L5HL")
_PLACE = struct.Struct("<L")
_END = struct.Struct("<4s4H2LH")
"""Headers of a member, of its entry in the directory with its place, and of the directory's end (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16)."""
_NEEDED_VERSION = 20
_NAME_IN_UTF8 = 0x800


class Packed(NamedTuple):
    """A member as it stands in a zip: its header, its packed contents, and its entry in the directory without its place."""

    info: ZipInfo
    head: bytes
    contents: bytes
    entry: bytes
    name: bytes


def packed_members(package: Package) -> tuple[Packed, ...]:
    """Every member of a package, each unpacked once to be sure of it; UnreadableError if one is damaged."""
    package.check()
    return tuple(
        _packed(info, packed_contents(package.data, info), (info.compress_type, info.CRC, info.file_size))
        for info in package.members
    )


class Piece(NamedTuple):
    """A piece of a member's contents, and how it is packed whatever stands before and after it."""

    content: bytes
    packed: bytes


_END_OF_STREAM = b"\3\0"
"""An empty last block (RFC 1951 3.2.6)."""


def packed_piece(content: bytes) -> Piece:
    """A piece that can be kept: it ends with a whole byte, and refers to nothing before it."""
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Piece(content, deflate.compress(content) + deflate.flush(zlib.Z_FULL_FLUSH))


def deflated(info: ZipInfo, *pieces: bytes | Piece) -> Packed:
    """New contents for a member, which keeps its name, time and attributes; only what is not packed yet is packed."""
    packed, checksum, size = list[bytes](), 0, 0
    for each in pieces:
        piece = each if isinstance(each, Piece) else packed_piece(each)
        packed.append(piece.packed)
        checksum, size = zlib.crc32(piece.content, checksum), size + len(piece.content)
    return _packed(info, b"".join((*packed, _END_OF_STREAM)), (ZIP_DEFLATED, checksum, size))


def zipped(members: Iterable[Packed]) -> bytes:
    """The members as a zip, in this order; the same members give the same bytes."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for _, head, contents, entry, name in members:
        pieces += (head, contents)
        directory += (entry, _PLACE.pack(at), name)
        at += len(head) + len(contents)
    entries = b"".join(directory)
    count = len(directory) // 3
    return b"".join((*pieces, entries, _END.pack(b"PK\5\6", 0, 0, count, count, len(entries), at, 0)))


def _packed(info: ZipInfo, contents: bytes, unpacked: tuple[int, int, int]) -> Packed:
    """`unpacked` are the method, and the checksum and size of the contents before it."""
    name, flags = _name(info.filename)
    year, month, day, hour, minute, second = info.date_time
    dos_day, dos_time = (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2
    method, checksum, size = unpacked
    common = (flags, method, dos_time, dos_day, checksum, len(contents), size, len(name), 0)
    head = _LOCAL.pack(b"PK\3\4", _NEEDED_VERSION, 0, *common)
    versions = (_NEEDED_VERSION, info.create_system, _NEEDED_VERSION, 0)
    entry = _ENTRY.pack(b"PK\1\2", *versions, *common, 0, 0, info.internal_attr, info.external_attr)
    return Packed(info, head + name, contents, entry, name)


def _name(name: str) -> tuple[bytes, int]:
    return (name.encode("ascii"), 0) if name.isascii() else (name.encode("utf-8"), _NAME_IN_UTF8)
