"""The run-length compression of VBA sources: [MS-OVBA] 2.4.1."""

import struct
from collections import defaultdict

CHUNK = 4096
_SIGNATURE = b"\1"
_COMPRESSED, _RAW = 0xB000, 0x3FFF
"""Chunk headers (2.4.1.1.5): the signature 0b011, whether compressed, and room for the size less three."""
_SHORTEST_COPY = 3
_FEWEST_OFFSET_BITS = 4
_TOKENS = 8


def compressed(data: bytes) -> bytes:
    """The data as a CompressedContainer (2.4.1.1.1); the same data gives the same bytes.

    Unpacked it is the data again; a last chunk that cannot be made smaller, which no text has, is filled up with
    zeros to 4096 bytes as 2.4.1.3.10 says.
    """
    chunks = (data[at : at + CHUNK] for at in range(0, len(data), CHUNK))
    return _SIGNATURE + b"".join(_packed(chunk) for chunk in chunks)


def _packed(chunk: bytes) -> bytes:
    tokens = _Tokens(chunk).packed()
    if len(tokens) < CHUNK:
        return struct.pack("<H", _COMPRESSED | (len(tokens) - 1)) + tokens
    return struct.pack("<H", _RAW) + chunk.ljust(CHUNK, b"\0")


class _Tokens:
    """One chunk as literal bytes and copies of what stood before, in groups of eight behind a byte of flags."""

    def __init__(self, chunk: bytes) -> None:
        self._chunk = chunk
        self._seen: defaultdict[bytes, list[int]] = defaultdict(list)
        self._at = 0

    def packed(self) -> bytes:
        groups = bytearray()
        while self._at < len(self._chunk):
            groups += self._group()
        return bytes(groups)

    def _group(self) -> bytes:
        """A TokenSequence (2.4.1.1.7)."""
        flags, tokens = 0, bytearray()
        for bit in range(_TOKENS):
            if self._at >= len(self._chunk):
                break
            start, length = self._longest_match()
            if length:
                flags |= 1 << bit
                tokens += self._copy_token(start, length)
            else:
                tokens.append(self._chunk[self._at])
            self._advance(length or 1)
        return bytes((flags,)) + tokens

    def _longest_match(self) -> tuple[int, int]:
        """Where the longest earlier run that equals what comes next begins, the nearest of several, and its length.

        The length is 0 if there is none worth copying (2.4.1.3.19.4).
        """
        chunk, at = self._chunk, self._at
        most = min((0xFFFF >> self._offset_bits()) + _SHORTEST_COPY, len(chunk) - at)
        found, longest = 0, 0
        for start in reversed(self._seen.get(chunk[at : at + _SHORTEST_COPY], ())):
            length = _SHORTEST_COPY
            while length < most and chunk[start + length] == chunk[at + length]:
                length += 1
            if length > longest:
                found, longest = start, length
            if longest >= most:
                break
        return found, longest

    def _offset_bits(self) -> int:
        """How many of a copy's 16 bits hold its offset (2.4.1.3.19.1)."""
        return max(_FEWEST_OFFSET_BITS, (self._at - 1).bit_length()) if self._at else _FEWEST_OFFSET_BITS

    def _copy_token(self, start: int, length: int) -> bytes:
        """Offset and length in 16 bits (2.4.1.3.19.3)."""
        shift = 16 - self._offset_bits()
        return struct.pack("<H", (self._at - start - 1) << shift | (length - _SHORTEST_COPY))

    def _advance(self, steps: int) -> None:
        for at in range(self._at, self._at + steps):
            prefix = self._chunk[at : at + _SHORTEST_COPY]
            if len(prefix) == _SHORTEST_COPY:
                self._seen[prefix].append(at)
        self._at += steps
