"""One JSON value: what is accepted, what is refused, by which code, and never with an exception."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.loaders.json_value import decode
from auditor.loaders.json_values import decode_all
from auditor.loaders.source import Fault
from auditor.text.excerpts import seen

# name: (the value of "v", the code of the fault or "" for accepted)
CASES = {
    "trailing comma": (b"1,", "INP001"),
    "leading zero": (b"01", "INP001"),
    "plus": (b"+1", "INP001"),
    "bare point": (b"1.", "INP001"),
    "no digit before the point": (b".5", "INP001"),
    "hexadecimal": (b"0x10", "INP001"),
    "single quotes": (b"'x'", "INP001"),
    "nan": (b"NaN", "INP001"),
    "infinity": (b"Infinity", "INP001"),
    "minus infinity": (b"-Infinity", "INP001"),
    "python true": (b"True", "INP001"),
    "raw tab in a text": (b'"a\tb"', "INP001"),
    "raw zero in a text": (b'"a\x00b"', "INP001"),
    "unknown escape": (b'"\\x41"', "INP001"),
    "short unicode escape": (b'"\\u12"', "INP001"),
    "comment": (b"1 /* x */", "INP001"),
    "form feed as space": (b"\x0c1", "INP001"),
    "no value": (b"", "INP001"),
    "array not closed": (b"[1, 2", "INP001"),
    "wrong bracket": (b"[1}", "INP001"),
    "two commas": (b"[1,,2]", "INP001"),
    "no-break space": ("\u00a01".encode(), "INP001"),
    "latin-1": (b'"caf\xe9"', "INP002"),
    "overlong": (b'"\xc0\xaf"', "INP002"),
    "cut off utf-8": (b'"\xe2\x82"', "INP002"),
    "encoded surrogate": (b'"\xed\xa0\x80"', "INP002"),
    "beyond unicode": (b'"\xf4\xbf\xbf\xbf"', "INP002"),
    "lone high surrogate": (b'"\\ud83d"', "INP002"),
    "lone low surrogate": (b'"\\ude00"', "INP002"),
    "reversed surrogates": (b'"\\ude00\\ud83d"', "INP002"),
    "high surrogate before a letter": (b'"\\uD83Dx"', "INP002"),
    "lone surrogate in a key": (b'{"\\ud800": 1}', "INP002"),
    "same key": (b'{"a": 1, "a": 1}', "INP004"),
    "same key, escaped": (b'{"a": 1, "\\u0061": 1}', "INP004"),
    "same key, deep": (b'[{"x": {"a": 1, "b": 2, "a": 3}}]', "INP004"),
    "same key, spaced": (b'{"a" : 1 , "a"\t: 1}', "INP004"),
    "same empty key": (b'{"": 1, "": 2}', "INP004"),
    "same key beside an escaped quote": (b'{"a": "\\u0022\\u0022", "b": 1, "b": 2}', "INP004"),
    "deep": (b"[" * 257 + b"]" * 257, "INP006"),
    "very deep": (b"[" * 100_000 + b"]" * 100_000, "INP006"),
    "very deep objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "INP006"),
    "many digits": (b"9" * 5000, "INP006"),
    "many keys": (b"{" + b",".join(b'"%d":1' % n for n in range(10_000)) + b"}", "INP006"),
    "as many keys as allowed": (b"{" + b",".join(b'"%d":1' % n for n in range(9_999)) + b"}", ""),
    "beyond a float": (b"1e400", ""),
    "small beyond a float": (b"-1e-400", ""),
    "long integer": (b"123456789012345678901234567890", ""),
    "long fraction": (b"0." + b"1" * 5000, ""),
    "minus zero": (b"-0", ""),
    "pair of surrogates": (b'"\\ud83d\\ude00"', ""),
    "escaped zero": (b'"\\u0000"', ""),
    "noncharacter": ('"\uffff"'.encode(), ""),
    "delete": (b'"\x7f"', ""),
    "line separator": ('"\u2028"'.encode(), ""),
    "empty key": (b'{"": 1}', ""),
    "keys that differ in case": (b'{"a": 1, "A": 2}', ""),
    "json in a text": (b'"{\\"a\\": 1, \\"a\\": 2}"', ""),
    "brackets in a text": (b'"' + b"[" * 1000 + b'"', ""),
    "as deep as allowed": (b"[" * 255 + b"]" * 255, ""),
    "spaces": (b" \t\r 1 \t\r ", ""),
}


@pytest.mark.parametrize(("value", "code"), CASES.values(), ids=CASES)
def test_every_kind_of_value(value, code):
    found = decode(b'{"v": ' + value + b"}")
    assert (found.code if isinstance(found, Fault) else "") == code


@pytest.mark.parametrize("value", [b"[1]", b'"x"', b"1", b"-0.5", b"true", b"null", b"1e400", b"[]"])
def test_what_is_no_object_is_not_called_invalid(value):
    assert (decode(value).code, seen(decode(value).window)) == ("INP003", value.decode())


def test_the_column_counts_characters():
    fault = decode('{"é": "ü", "x": bad}'.encode())
    assert (fault.code, fault.column) == ("INP001", 17)
    assert "column 17" in fault.message
    assert "bad" in seen(fault.window)


@pytest.mark.parametrize(
    ("text", "words"),
    [(b"\xed\xa0\x80", "CESU-8"), (b"\xee\xa0", "Windows-1252"), (b"\xc0\xaf", "overlong"), (b"\x81", "nor")],
)
def test_the_likeliest_mistake_is_named(text, words):
    assert words in decode(b'{"v": "' + text + b'"}').message


def test_the_message_says_which_encoding_it_looks_like():
    fault = decode('{"v": "café"}'.encode("latin-1"))
    assert "Windows-1252" in fault.message
    assert "'é'" in fault.message
    assert fault.column == 11


@pytest.mark.parametrize(("text", "kept"), [("1.10", "1.10"), ("1e3", "1e3"), ("0.5", 0.5), ("7", 7)])
def test_exact_numbers_keep_their_spelling(text, kept):
    assert decode(b'{"label": %s}' % text.encode(), exact=True) == {"label": kept}


def test_a_number_beyond_a_float_stays_text_and_never_becomes_infinite():
    assert decode(b'{"v": 1e400}') == {"v": "1e400"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
MUTATION = st.tuples(st.integers(0, 400), st.sampled_from(list(b'{}[]",:\\0e.-+tn \xc3\x28u')), st.booleans())


@given(
    value=st.dictionaries(st.text(max_size=4), JSON, max_size=4), ascii=st.booleans(), indent=st.booleans()
)
@settings(max_examples=200, deadline=None)
def test_what_the_standard_library_writes_is_read_as_it_was(value, ascii, indent):
    text = json.dumps(value, ensure_ascii=ascii, indent=1 if indent else None)
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        assert decode(text.encode("utf-8", "surrogatepass")).code == "INP002"
        return
    if "\\ud" in text.lower() and not isinstance(_strict(raw), dict):
        assert decode(raw).code == "INP002"
    else:
        assert decode(raw) == value


@given(value=st.dictionaries(st.text(max_size=4), JSON, max_size=4), mutations=st.lists(MUTATION, max_size=4))
@settings(max_examples=400, deadline=None)
def test_agrees_with_the_strict_reading_of_the_standard_library(value, mutations):
    """The oracle: the standard library, strict about encoding, constants, duplicate keys and surrogates."""
    raw = bytearray(json.dumps(value).encode())
    for at, byte, insert in mutations:
        place = at % (len(raw) + 1)
        raw[place : place + (not insert)] = bytes([byte])
    found, expected = decode(bytes(raw)), _strict(bytes(raw))
    if isinstance(found, Fault):
        assert not isinstance(expected, dict) or found.code == "INP006"
    else:
        assert found == expected


KEYS = st.sampled_from([b'"a"', b'"b"', b'"\\u0061"', b'"\\""', b'"\\u0022"', b'"\\\\"'])
MEMBERS = st.lists(st.tuples(KEYS, KEYS | st.sampled_from([b"1", b"[" * 257 + b"]" * 257])), max_size=3)
ENDS = st.sampled_from([b"}", b"}\n", b"} \r\n", b"]", b'"\\'])
TEXTS = st.builds(
    lambda members, end: b"{" + b", ".join(b"%s: %s" % member for member in members) + end, MEMBERS, ENDS
)


@given(st.lists(TEXTS, max_size=4))
@settings(max_examples=300, deadline=None)
def test_many_texts_are_each_text_alone(raws):
    assert decode_all(raws) == [decode(raw) for raw in raws]


@pytest.mark.parametrize("exact", [False, True])
def test_one_bad_text_among_many_costs_no_other(exact):
    raws = [b'{"v": ' + value + b"}" for value, _ in CASES.values()]
    assert decode_all(raws, exact) == [decode(raw, exact) for raw in raws]


def test_quotes_missing_in_one_text_hide_no_key_twice_in_another():
    raws = [b'{"a": "\\u0022\\u0022"}', b'{"a": 1, "a": 1}']
    assert decode_all(raws) == [{"a": '""'}, decode(raws[1])]
    assert isinstance(decode(raws[1]), Fault)


def _strict(raw: bytes):
    """The value, or the name of what is wrong with it."""

    def refuse(name):
        raise ValueError(name)

    def distinct(pairs):
        if len(dict(pairs)) < len(pairs):
            raise ValueError("twice")
        return dict(pairs)

    def number(text):
        return text if float(text) in (float("inf"), float("-inf")) else float(text)

    try:
        value = json.loads(
            raw.decode(), parse_constant=refuse, object_pairs_hook=distinct, parse_float=number
        )
        json.dumps(value, ensure_ascii=False).encode()
    except ValueError as error:
        return str(error)
    return value


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (b"{'v': 1}", "json.dumps()"),
        (b'{"v": None}', "json.dumps()"),
        (b'{"v": 1},', "no comma"),
        (b'{"v": 1} // why', "no comments"),
        ('{"v": “x”}'.encode(), "straight"),
        (b'{"v": 1,,}', ""),
    ],
)
def test_a_frequent_slip_is_named(line: bytes, hint: str) -> None:
    fault = decode(line)
    assert isinstance(fault, Fault)
    assert fault.code == "INP001"
    assert hint in fault.message
    assert (";" in fault.message) == bool(hint)
