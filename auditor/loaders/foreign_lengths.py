"""Binary files without a mark of their own, told by lengths, sums and names that must fit each other."""

from __future__ import annotations

import re
from collections.abc import Callable

LINES = "write it as JSON Lines first"
_NAME = re.compile(rb"[A-Za-z_][\w .$-]*+")
_FIELDS = 8  # of a protocol buffer, one behind the other, until it is believed
_CASTAGNOLI = 0x82F63B78  # the polynomial of CRC-32C, reversed


def told(head: bytes) -> tuple[str, str] | None:
    """What the bytes are, and what to do about it; None for what may be data."""
    return next(((what, remedy) for is_one, what, remedy in _KINDS if is_one(head)), None)


def _is_tfrecord(head: bytes) -> bool:
    """A length of eight bytes, and the sum of these eight, which no chance gives."""
    return len(head) > 16 and _little(head[8:12]) == _masked(_crc32c(head[:8]))


def _crc32c(data: bytes) -> int:
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (_CASTAGNOLI if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def _masked(crc: int) -> int:
    """As TensorFlow writes it, so that a sum of bytes that hold sums is none of theirs."""
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def _is_bson(head: bytes) -> bool:
    """A document as long as it says, with a zero at its end and a field of a known type and a name first."""
    size, end = _little(head[:4]), head.find(b"\0", 5)
    if size < 8 or end < 0 or not (1 <= head[4] <= 0x13) or not _NAME.fullmatch(head[5:end]):
        return False
    return end < size and (size > len(head) or head[size - 1] == 0)


def _is_dbase(head: bytes) -> bool:
    """A date, and a header of 32 bytes a field that ends where it says."""
    size = _little(head[8:10])
    if len(head) < 65 or head[0] not in (3, 0x30, 0x83, 0x8B, 0xF5) or size % 32 not in (1, 8):
        return False
    dated = 1 <= head[2] <= 12 and 1 <= head[3] <= 31
    return dated and head[32:33].isalpha() and head[43:44] in b"CNLDMFBGPTIY" and 0x0D in head[64 : size + 1]


def _is_thrift(head: bytes) -> bool:
    """A message of the binary or the compact protocol with its name."""
    if re.match(rb"\x80\x01\x00[\x01-\x04]", head):
        start, size = 8, int.from_bytes(head[4:8], "big")
    elif re.match(rb"\x82[\x21\x41\x61\x81].", head, re.DOTALL):
        start, size = 4, head[3] if len(head) > 3 else 0
    else:
        return False
    return 0 < size < 128 and _NAME.fullmatch(head[start : start + size]) is not None


def _is_protobuf(head: bytes) -> bool:
    """Fields of low numbers and known kinds one behind the other, the first of them of a length."""
    at = found = 0
    while at < len(head) and found < _FIELDS:
        number, kind = head[at] >> 3, head[at] & 7
        size, behind = _varint(head, at + 1)
        if not number or number > 15 or kind not in (0, 2) or behind < 0 or (not found and kind != 2):
            return False
        at, found = behind + (size if kind == 2 else 0), found + 1
    return found == _FIELDS


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits, and where it ends; -1 where it does not."""
    value = 0
    for place, byte in enumerate(data[at : at + 5]):
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value, at + place + 1
    return 0, -1


def _little(raw: bytes) -> int:
    return int.from_bytes(raw, "little")


_KINDS: tuple[tuple[Callable[[bytes], bool], str, str], ...] = (
    (_is_tfrecord, "a TFRecord file", f"{LINES}, with tf.data.TFRecordDataset"),
    (_is_bson, "BSON", "write it as JSON Lines first: bsondump FILE > data.jsonl"),
    (_is_dbase, "a dBase table", "save it as CSV UTF-8"),
    (_is_thrift, "a Thrift message", LINES),
    (_is_protobuf, "a protocol buffer", LINES),
)
