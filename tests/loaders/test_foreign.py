"""Files that are no data, told by their bytes: the cases between two answers."""

from __future__ import annotations

import importlib.util
import io
import tarfile

import pytest

from auditor.loaders.foreign import refusal

TEXT = '{"prompt": "a question", "completion": "an answer"}\n' * 9


def said(head: bytes) -> str:
    return refusal(head) or ""


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "an MP4"),
        (b"\0" * 8 + b"DUCK\x40\0\0\0", "a DuckDB database"),
        (b"\x1c\0\0\0TFL3\x14\0\x20\0", "a TensorFlow Lite model"),
        (b"\0\0\0\x6cmoov\0\0\0\x6cmvhd", "a MOV file"),
        (b"\0\0\0\x08wide\0\0\0\0", "a MOV file"),
        (b"\0\0\0\x08mdat\0\0\0\0", "a MOV file"),
        (b"\0" * 8 + b"\x08\0\0\0\0\0\0\0" + b"\xde\xc0\xef\xbe\x01\0\0\0", "an LMDB database"),
        (b"Obj\x01 and nothing else that is no text", "an Avro file"),
        (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0", "a BMP image"),
        (b"BM46\0\0\0\x01xx", ""),  # what is reserved there is zero
        (b"\x45\x23\x01\0\0\0\0\0" + b'{"weight": {}}', "a safetensors file"),
        (b"\x45\x23\0\x01\0\0\0\0" + b'{"weight": {}}', "binary data"),  # a header of 16 MB
        (b"\x45\x23\x01\0\0\0\0\0" + b'["weight"]', "binary data"),
        (b"\0" * 3, ""),  # too short for any encoding
        (b"a\0\0\0", "UTF-32LE"),
        (TEXT.encode("utf-16-be"), "UTF-16BE"),
        (TEXT.encode("utf-16-le"), "UTF-16LE"),
        (TEXT.encode("utf-32-be"), "UTF-32BE"),
        (TEXT.encode("utf-32-le"), "UTF-32LE"),
        (b"one\rtwo", ""),
        (b"one\rtwo\rthree", "CR alone"),
        (b"one\rtwo\rthree\n", ""),
    ],
)
def test_what_it_is_called(head: bytes, words: str) -> None:
    assert words in said(head)
    assert bool(words) is bool(said(head))


@pytest.mark.parametrize("byte", range(32))
def test_which_control_characters_stand_in_texts(byte: int) -> None:
    in_texts = byte in (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B)
    head = (b"some words " + bytes([byte]) * 3) * 4 + b"\n"
    assert ("binary" in said(head)) is not in_texts


@pytest.mark.parametrize(
    ("length", "controls", "binary"),
    [(40, 4, False), (40, 5, True), (100, 5, False), (100, 6, True), (420, 21, False), (420, 22, True)],
)
def test_how_many_control_characters_make_a_file_binary(length: int, controls: int, binary: bool) -> None:
    head = b"\x02" * controls + b"a" * (length - controls)
    assert ("binary" in said(head)) is binary


@pytest.mark.parametrize(("zeros", "wide"), [(5, False), (6, False), (7, True)])
def test_how_many_zeros_make_an_encoding(zeros: int, wide: bool) -> None:
    letters = b"".join(b"a" + (b"\0" if number < 2 * zeros else b"\x04") for number in range(20))
    assert ("UTF-16LE" in said(letters)) is wide


def test_a_tar_archive_whose_sum_has_all_its_digits() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        about = tarfile.TarInfo("ÿ" * 49)
        about.type, about.linkname = tarfile.SYMTYPE, "ÿ" * 49
        archive.addfile(about)
    head = out.getvalue()
    assert head[148:149] == b"1", "its first digit counts"
    assert "a tar archive" in said(head)
    assert "a tar archive" not in said(head[:10] + b"x" + head[11:])


@pytest.mark.parametrize(
    ("head", "words"),
    [(b"PAR1\x15\x04", "is a Parquet file"), (b"ARROW1\0\0", "is an Arrow file"), (b"{}", "")],
)
@pytest.mark.parametrize("installed", [True, False])
def test_the_remedy_where_pyarrow_is_missing(monkeypatch, head: bytes, words: str, installed: bool) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object() if installed else None)
    assert said(head).startswith(words if not installed else "")
    assert bool(said(head)) is (bool(words) and not installed)
