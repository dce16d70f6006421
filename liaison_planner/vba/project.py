"""Writes a `vbaProject.bin` that holds sources only; Excel compiles them when it opens the workbook.

[MS-OVBA] 2.3.4.1 tells writers to leave the performance cache out: `_VBA_PROJECT` says that there is none, and every
module's source begins at offset 0. Numbers in comments are sections of [MS-OVBA].
"""

import struct
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from liaison_planner.vba.compound_file import compound_file
from liaison_planner.vba.compression import compressed
from liaison_planner.vba.module import Kind, Module

CODE_PAGE = 1252
_ENCODING = "cp1252"
_OFFICE = r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library"
_REFERENCES = {
    "stdole": r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    "Office": rf"*\G{{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}}#2.0#0#{_OFFICE}",
}
"""What Excel itself adds to every new project; the ribbon's callbacks need the second one."""
_NO_CACHE = bytes.fromhex("CC61FFFF000000")
_WINDOWS_64, _ENGLISH = 3, 0x409
_SEED = 0x8D


def vba_project(name: str, modules: Sequence[Module]) -> bytes:
    """The project as the bytes of `vbaProject.bin`; the same modules give the same bytes.

    Raises ValueError for names that clash and UnicodeError for a character outside of code page 1252.
    """
    names = [name.casefold(), *(module.name.casefold() for module in modules)]
    if len(set(names)) < len(names):
        raise ValueError("two modules, or a module and the project, have the same name")
    sources = {f"VBA/{each.name}": compressed(each.source().encode(_ENCODING)) for each in modules}
    return compound_file(
        {
            **sources,
            "VBA/_VBA_PROJECT": _NO_CACHE,
            "VBA/dir": compressed(_dir(name, modules)),
            "PROJECT": _project(name, modules).encode(_ENCODING),
            "PROJECTwm": _names(modules),
        }
    )


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _long(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<I", value))


def _text(number: int, unicode_number: int, text: str) -> bytes:
    """A text in the project's code page, then the same in Unicode."""
    return _record(number, text.encode(_ENCODING)) + _record(unicode_number, text.encode("utf-16-le"))


def _dir(name: str, modules: Sequence[Module]) -> bytes:
    """The stream that describes project, references and modules (2.3.4.2)."""
    parts = [
        _long(0x01, _WINDOWS_64),  # PROJECTSYSKIND, 2.3.4.2.1.1
        _long(0x02, _ENGLISH),  # PROJECTLCID
        _long(0x14, _ENGLISH),  # PROJECTLCIDINVOKE
        _record(0x03, struct.pack("<H", CODE_PAGE)),
        _record(0x04, name.encode(_ENCODING)),
        _text(0x05, 0x40, ""),  # PROJECTDOCSTRING
        _record(0x06) + _record(0x3D),  # PROJECTHELPFILEPATH
        _long(0x07, 0),  # PROJECTHELPCONTEXT
        _long(0x08, 0),  # PROJECTLIBFLAGS
        struct.pack("<HIIH", 0x09, 4, 1, 1),  # PROJECTVERSION: its size is 4 though six bytes follow, 2.3.4.2.1.11
        _text(0x0C, 0x3C, ""),  # PROJECTCONSTANTS
        *(_reference(*reference) for reference in _REFERENCES.items()),
        _record(0x0F, struct.pack("<H", len(modules))),  # PROJECTMODULES, 2.3.4.2.3
        _record(0x13, b"\xff\xff"),  # PROJECTCOOKIE
        *(_module(module) for module in modules),
        _record(0x10),
    ]
    return b"".join(parts)


def _reference(name: str, library: str) -> bytes:
    """A library that the project knows (2.3.4.2.2.5)."""
    text = library.encode(_ENCODING)
    return _text(0x16, 0x3E, name) + _record(0x0D, struct.pack("<I", len(text)) + text + bytes(6))


def _module(module: Module) -> bytes:
    """MODULE (2.3.4.2.3.2)."""
    kind = 0x21 if module.kind is Kind.STANDARD else 0x22
    named = _text(0x19, 0x47, module.name) + _text(0x1A, 0x32, module.name) + _text(0x1C, 0x48, "")
    return named + _long(0x31, 0) + _long(0x1E, 0) + _record(0x2C, b"\xff\xff") + _record(kind) + _record(0x2B)


def _project(name: str, modules: Sequence[Module]) -> str:
    """The stream PROJECT, a text like an .ini file (2.3.1); unprotected, visible (2.3.1.15 to 17)."""
    identity = f"{{{uuid5(NAMESPACE_URL, f'liaison-planner/{name}')}}}".upper()
    lines = [
        f'ID="{identity}"',
        *(_project_line(module) for module in modules),
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{_obfuscated(identity, bytes(4))}"',
        f'DPB="{_obfuscated(identity, bytes(1))}"',
        f'GC="{_obfuscated(identity, bytes([255]))}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
        "",
    ]
    return "\r\n".join(lines)


def _project_line(module: Module) -> str:
    """ProjectModule (2.3.1.3 to 2.3.1.7)."""
    if module.kind.is_document:
        return f"Document={module.name}/&H00000000"
    return f"{'Class' if module.kind is Kind.CLASS else 'Module'}={module.name}"


def _obfuscated(identity: str, data: bytes) -> str:
    """Data Encryption (2.4.3.2), which hides nothing and must be right; with a fixed seed in place of chance."""
    version, key = 2, sum(identity.encode("ascii")) & 0xFF
    written = [_SEED, _SEED ^ version, _SEED ^ key]
    plain, last, last_but_one = key, written[2], written[1]
    ignored = bytes([7]) * ((_SEED & 6) // 2)
    for byte in ignored + struct.pack("<I", len(data)) + data:
        written.append(byte ^ ((last_but_one + plain) & 0xFF))
        plain, last, last_but_one = byte, written[-1], last
    return bytes(written).hex().upper()


def _names(modules: Sequence[Module]) -> bytes:
    """The stream PROJECTwm: every name in code page and in Unicode (2.3.3)."""
    pairs = (f"{each.name}\0".encode(_ENCODING) + f"{each.name}\0".encode("utf-16-le") for each in modules)
    return b"".join(pairs) + b"\0\0"
