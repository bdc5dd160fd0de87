"""Packed data is unpacked once, forwards, and stopped exactly at the limits."""

from __future__ import annotations

import gzip
import io
import os

import pytest

from auditor.errors import InputError
from auditor.loaders import DataFile, opening
from auditor.loaders.opening import Unpacked
from auditor.loaders.source import Limits
from auditor.loaders.streams import Streams


class Packed(io.BytesIO):
    """Packed data that seems to be 100 bytes long."""

    def tell(self) -> int:
        return 100


def unpacked(size: int, packed: type[io.BytesIO] = Packed, **limits: int) -> Unpacked:
    file = DataFile(0, "a.gz", "train", compression="gzip", limits=Limits(**limits))
    return Unpacked(file, packed(gzip.compress(b"x" * size)))


@pytest.mark.parametrize(
    ("size", "limits", "words"),
    [
        (1_000, {"ratio": 10}, ""),
        (1_001, {"ratio": 10}, "more than 10 times"),
        (500, {"ratio": 2}, ""),  # not counted yet
        (501, {"ratio": 2}, "more than 2 times"),
        (1_000, {"unpacked": 1_000}, ""),
        (1_001, {"unpacked": 1_000}, "more than 1,000 bytes"),
    ],
)
def test_the_limits_are_exact(monkeypatch: pytest.MonkeyPatch, size: int, limits: dict, words: str) -> None:
    monkeypatch.setattr(opening, "UNCHECKED", 500)
    stream = unpacked(size, **limits)
    if words:
        with pytest.raises(InputError, match=words):
            stream.read(2_000)
    else:
        assert len(stream.read(2_000)) == size


def test_what_is_passed_over_is_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "UNCHECKED", 500)
    with pytest.raises(InputError, match="more than 2 times"):
        unpacked(2_000, ratio=2).seek(1_500)


def test_only_going_back_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    real = opening.unpacker
    monkeypatch.setattr(opening, "unpacker", lambda name, packed: begun.append(name) or real(name, packed))
    stream = unpacked(3_000, io.BytesIO)
    for offset in (0, 10, 10, 2_000, 5_000):
        assert stream.seek(offset) == stream.tell() == min(offset, 3_000)
    assert len(begun) == 1
    stream.seek(2_999)
    assert (len(begun), stream.read(9)) == (2, b"x")


@pytest.mark.parametrize("size", [1, 700, 1 << 16])
def test_frames_of_zstd_are_read_in_pieces_of_any_size(size: int) -> None:
    zstandard = pytest.importorskip("zstandard")
    parts = [os.urandom(3_000), b"x" * 9_000, b"", os.urandom(5_000)]
    stream = Streams(io.BytesIO(b"".join(map(zstandard.compress, parts))), "zstd")
    assert b"".join(iter(lambda: stream.read(size), b"")) == b"".join(parts)


def test_why_a_file_cannot_be_opened_is_told_in_the_words_of_the_system(tmp_path) -> None:
    path = str(tmp_path / ("a" * 300))
    with pytest.raises(InputError, match=r"^cannot be read: File name too long$"):
        opening.stamp(path)
