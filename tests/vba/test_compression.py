"""What is compressed unpacks to what it was, in a program of other makers."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from oletools.olevba import decompress_stream

from liaison_planner.vba.compression import CHUNK, compressed

TEXT = st.text('Sub End()\r\n="x', max_size=3 * CHUNK).map(str.encode)


def unpacked(data: bytes) -> bytes:
    return bytes(decompress_stream(bytearray(compressed(data))))


@given(TEXT | st.binary(max_size=3000))
def test_what_is_unpacked_is_what_was_packed(data: bytes) -> None:
    assert unpacked(data) == data


@given(st.integers(0, 2**32), st.integers(1, 3))
def test_whole_chunks_of_noise_come_back_too(seed: int, chunks: int) -> None:
    noise = Random(seed).randbytes(chunks * CHUNK)  # noqa: S311 - not for secrets
    assert unpacked(noise) == noise


def test_a_last_chunk_of_noise_is_filled_up_with_zeros() -> None:
    noise = Random(1).randbytes(CHUNK - 10)  # noqa: S311 - not for secrets
    assert unpacked(noise) == noise + bytes(10)


def test_the_example_of_the_specification_without_repetition() -> None:
    """[MS-OVBA] 3.2.1."""
    packed = "01 19 B0 00 61 62 63 64 65 66 67 68 00 69 6A 6B 6C 6D 6E 6F 70 00 71 72 73 74 75 76 2E"
    assert compressed(b"abcdefghijklmnopqrstuv.") == bytes.fromhex(packed)


def test_the_example_of_the_specification_with_repetition() -> None:
    """[MS-OVBA] 3.2.2; where several runs are equally long theirs is not always the nearest, which changes no length."""
    packed = "01 2F B0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6A 01 38 08 61 6B 6C 00 30 6D 6E 6F 70 06 71 02 70 04 10 72 73 74 75 76 10 77 78 79 7A 00 3C"
    text = b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"
    assert len(compressed(text)) == len(bytes.fromhex(packed))
    assert unpacked(text) == text


def test_a_long_run_takes_few_bytes() -> None:
    assert len(compressed(b" " * CHUNK)) < 10
