"""A text is decoded with a glance only where a careful look finds no more in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.loaders import json_values
from auditor.loaders.json_value import DEPTH_LIMIT, decode, decode_plain

from . import both


def _object(members: list[tuple[str, str]]) -> str:
    return "{" + ",".join(f"{key} :{value}" for key, value in members) + "}"


KEYS = st.sampled_from(['"a"', '"b"', '"\\u0061"', '"a\\\\"', '"\\""', '""', '"é"', '" "', '"\\u0022"'])
NUMBERS = st.sampled_from(["1", "-0.5e3", "1e999", "9" * 30, "null", "true", "NaN"])
TEXTS = st.text('",:{}[]\\ aé\0\ud800').map(json.dumps) | KEYS
VALUES = st.recursive(
    NUMBERS | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{' , '.join(items)}]")
        | st.lists(st.tuples(KEYS, inner), max_size=4).map(_object)
    ),
)


def _told(value: Any) -> str:
    return repr(value)  # tells 1 from True and from 1.0


def held_together(raws: list[bytes]) -> None:
    plain, fast = both("decoding.decoded", json_values.decoded)
    assert _told(fast(raws, decode_plain, decode)) == _told(plain(raws, decode_plain, decode))


@given(st.lists(VALUES.map(str.encode), max_size=6))
@example([b'{"a":1,"a":2}', b'{"b":{"a":"","a":""}}', b'[{"a":1},{"a":2}]', b'{"a":{"a":1},"b":{"a":2}}'])
def test_json(raws: list[bytes]):
    held_together(raws)


@given(st.lists(st.binary() | st.text('{}[]",:\\a1 ').map(str.encode), max_size=6))
def test_anything_else(raws: list[bytes]):
    held_together(raws)


@given(VALUES.map(str.encode), st.data())
def test_what_is_cut_off_or_damaged(raw: bytes, data: st.DataObject):
    at = data.draw(st.integers(0, len(raw)))
    held_together([raw[:at], raw[at:], raw[:at] + data.draw(st.binary(max_size=2)) + raw[at + 1 :]])


@pytest.mark.parametrize("levels", [63, 64, 65, DEPTH_LIMIT - 1, DEPTH_LIMIT, DEPTH_LIMIT + 1, 100_000])
def test_levels(levels: int):
    held_together([b'{"a":' + b"[" * levels + b"]" * levels + b"}", b'{"a":' * levels + b"1" + b"}" * levels])
    held_together([b'{"a":' + b"[" * levels + b"}" * levels])


@pytest.mark.parametrize("number", [255, 256, 257, 4096, 4097, 9_999, 10_000, 10_001])
def test_many_keys(number: int):
    members = [f'"k{at}": {at}' for at in range(number)]
    held_together(
        [_joined(members), _joined([*members, members[0]]), _joined([*members, '"k": {"k": 1, "k": 2}'])]
    )


def _joined(members: list[str]) -> bytes:
    return b"{" + ",".join(members).encode() + b"}"


def test_a_long_text():
    text = b"\\\\" * 500_000 + b'\\"' * 100_000
    held_together([b'{"a": "%s", "b": "%s"}' % (text, text), b'{"a": "%s", "a": "%s"}' % (text, text)])
