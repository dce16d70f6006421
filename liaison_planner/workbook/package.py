"""Opens an .xlsx or .xlsm file as what it is, a zip of XML parts, and trusts nothing in it."""

import io
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from lzma import LZMAError
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from liaison_planner.domain.issue import Issue, Place, error

LARGEST_FILE = 64 * 2**20
LARGEST_PART = 64 * 2**20
LARGEST_TOTAL = 256 * 2**20
MOST_PARTS = 5_000
"""Far above any workbook a person fills in; a small file that unpacks to more is an attack or an accident."""

_OLD_CONTAINER = bytes.fromhex("D0CF11E0A1B11AE1")
"""Signature of a compound file: an old .xls, or an encrypted .xlsx ([MS-OFFCRYPTO] 2.3)."""
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_MEMBER = 1
_FAULTS = (BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)
"""What Python's unpackers raise for damaged members."""


class UnreadableError(Exception):
    """The file cannot be read as one of our workbooks; `issue` says why and how to mend it."""

    def __init__(self, code: str, what: str, how_to_fix: str, place: Place | None = None) -> None:
        super().__init__(what)
        self.issue: Issue = error(code, place or Place(), what, how_to_fix)


_LOCAL_HEADER = 30
_NAME_LENGTHS = struct.Struct("<2H")
_AT_NAME_LENGTHS = 26
"""In the header before a member's contents: its size without names, and where their lengths stand (APPNOTE 4.3.7)."""


def packed_contents(data: bytes, member: ZipInfo) -> bytes:
    """What a member holds as it is packed; BadZipFile if the zip ends before."""
    lengths = data[member.header_offset + _AT_NAME_LENGTHS : member.header_offset + _LOCAL_HEADER]
    if len(lengths) < _NAME_LENGTHS.size:
        raise BadZipFile(member.filename)
    start = member.header_offset + _LOCAL_HEADER + sum(_NAME_LENGTHS.unpack(lengths))
    contents = data[start : start + member.compress_size]
    if len(contents) < member.compress_size:
        raise BadZipFile(member.filename)
    return contents


class Parts(Mapping[str, bytes]):
    """The contents of the members by name; each is unpacked, and its checksum compared, when it is first asked for."""

    def __init__(self, archive: ZipFile, data: bytes) -> None:
        self._archive = archive
        self._data = data
        self._members = {member.filename: member for member in archive.infolist()}
        self._unpacked: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        """UnreadableError if the member is damaged; KeyError if there is none."""
        if name not in self._unpacked:
            try:
                self._unpacked[name] = self._unpack(self._members[name])
            except _FAULTS as fault:
                raise damaged("It may not have been copied completely.") from fault
        return self._unpacked[name]

    def _unpack(self, member: ZipInfo) -> bytes:
        """Python's own way takes several times as long for small members; for rare methods it is the only one."""
        if member.compress_type != ZIP_DEFLATED:
            return self._archive.read(member)
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        content = unpacker.decompress(packed_contents(self._data, member), member.file_size + 1)
        if len(content) != member.file_size or zlib.crc32(content) != member.CRC:
            raise BadZipFile(member.filename)
        return content

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)


@dataclass(frozen=True)
class Package:
    """A zip as it came, its members in order, and their contents by name."""

    data: bytes
    members: tuple[ZipInfo, ...]
    parts: Mapping[str, bytes]

    def check(self) -> None:
        """Unpacks every member once; UnreadableError if one is damaged."""
        for name in self.parts:
            self.parts[name]


def open_package(data: bytes) -> Package:
    """A workbook file within the limits above; UnreadableError if it is none, locked, damaged or too large.

    What a member unpacks to is bounded by the size that the directory tells, so the directory alone decides.
    """
    if not data:
        raise UnreadableError("empty_file", "The file is empty.", "Take a backup of it, or start from a clean copy.")
    if data.startswith(_OLD_CONTAINER):
        raise _old_container(data)
    if len(data) > LARGEST_FILE:
        raise too_large()
    try:
        archive = ZipFile(io.BytesIO(data))
    except _FAULTS as fault:
        if not data.startswith(b"PK"):
            raise no_workbook() from fault
        raise damaged("It may not have been copied completely.") from fault
    members = _checked(archive)
    return Package(data, members, Parts(archive, data))


def _old_container(data: bytes) -> UnreadableError:
    if _ENCRYPTED_STREAM in data:
        what = "The file is protected by a password, so it cannot be read."
        return UnreadableError(
            "encrypted", what, "In Excel: File > Info > Protect Workbook, remove the password, save."
        )
    what = "The file is in the old format of Excel 97-2003 (.xls)."
    return UnreadableError("not_a_workbook", what, "In Excel save it as «Excel Workbook (*.xlsx)» and use that file.")


def no_workbook() -> UnreadableError:
    """The file is something else altogether."""
    what = "The file is not an Excel workbook (.xlsx or .xlsm)."
    return UnreadableError("not_a_workbook", what, "Choose the workbook that liaison-planner init made for you.")


def damaged(more: str) -> UnreadableError:
    """The file was a workbook once."""
    fix = "Open it in Excel, let Excel repair it and save it; or take a backup."
    return UnreadableError("damaged", f"The file is damaged. {more}", fix)


def _checked(archive: ZipFile) -> tuple[ZipInfo, ...]:
    members = tuple(archive.infolist())
    names = {member.filename.casefold() for member in members}
    if any(member.flag_bits & _ENCRYPTED_MEMBER for member in members):
        raise UnreadableError("encrypted", "The file is an encrypted zip.", "Save it from Excel without a password.")
    if len(names) != len(members):
        raise damaged("It holds two parts of the same name.")
    sizes = [member.file_size for member in members]
    if len(members) > MOST_PARTS or sum(sizes) > LARGEST_TOTAL or max(sizes, default=0) > LARGEST_PART:
        raise too_large()
    return members


def too_large() -> UnreadableError:
    """The file holds, or unpacks to, more than the limits above."""
    what = "The file is far larger than a planner workbook."
    return UnreadableError("too_large", what, "Copy your answers into a clean copy made by liaison-planner init.")


_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
)


LARGEST_XML = 16 * 2**20
"""Bytes of a part that is parsed as a whole: a tree of them takes some thirty times as much memory."""


def parse(content: bytes) -> etree._Element:
    """The root of an XML part; no entity is replaced and nothing is fetched.

    UnreadableError if it is not plain XML, or far larger than those of a planner workbook.
    """
    if len(content) > LARGEST_XML:
        raise too_large()
    try:
        root = etree.fromstring(content, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise damaged("One of its parts is not valid XML.") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged("One of its parts declares XML entities, which Excel never writes.")
    return root


LONGEST_NUMBER = 15
"""Digits; no attribute of a workbook counts further, and Python refuses to read endless numbers."""


def whole(text: str) -> int:
    """A count or number written in an attribute; UnreadableError if it is none."""
    if not text.isdecimal() or len(text) > LONGEST_NUMBER:
        raise damaged(f"One of its parts has «{text[:20]}» in place of a number.")
    return int(text)
