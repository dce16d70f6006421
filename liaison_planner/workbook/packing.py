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
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
"""Headers of a member, of its entry in the directory, and of the directory's end (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16)."""
_NEEDED_VERSION = 20
_NAME_IN_UTF8 = 0x800


class Packed(NamedTuple):
    """A member as it stands in a zip: what the directory says of it, and its packed contents."""

    info: ZipInfo
    contents: bytes
    method: int
    checksum: int
    size: int


def packed_members(package: Package) -> tuple[Packed, ...]:
    """Every member of a package, each unpacked once to be sure of it; UnreadableError if one is damaged."""
    for name in package.parts:
        package.parts[name]
    return tuple(
        Packed(info, packed_contents(package.data, info), info.compress_type, info.CRC, info.file_size)
        for info in package.members
    )


def deflated(info: ZipInfo, content: bytes) -> Packed:
    """New contents for a member, which keeps its name, time and attributes."""
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    contents = deflate.compress(content) + deflate.flush()
    return Packed(info, contents, ZIP_DEFLATED, zlib.crc32(content), len(content))


def zipped(members: Iterable[Packed]) -> bytes:
    """The members as a zip, in this order; the same members give the same bytes."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for member in members:
        name, flags = _name(member.info.filename)
        head = _local(member, flags, len(name)) + name
        pieces += (head, member.contents)
        directory.append(_central(member, flags, len(name), at) + name)
        at += len(head) + len(member.contents)
    entries = b"".join(directory)
    count = len(directory)
    return b"".join((*pieces, entries, _END.pack(b"PK\5\6", 0, 0, count, count, len(entries), at, 0)))


def _name(name: str) -> tuple[bytes, int]:
    return (name.encode("ascii"), 0) if name.isascii() else (name.encode("utf-8"), _NAME_IN_UTF8)


def _common(member: Packed, flags: int) -> tuple[int, ...]:
    year, month, day, hour, minute, second = member.info.date_time
    dos_day, dos_time = (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2
    return flags, member.method, dos_time, dos_day, member.checksum, len(member.contents), member.size


def _local(member: Packed, flags: int, name_length: int) -> bytes:
    return _LOCAL.pack(b"PK\3\4", _NEEDED_VERSION, 0, *_common(member, flags), name_length, 0)


def _central(member: Packed, flags: int, name_length: int, at: int) -> bytes:
    info = member.info
    versions = (_NEEDED_VERSION, info.create_system, _NEEDED_VERSION, 0)
    return _CENTRAL.pack(
        b"PK\1\2", *versions, *_common(member, flags), name_length, 0, 0, 0, info.internal_attr, info.external_attr, at
    )
