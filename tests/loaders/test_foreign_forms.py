"""Files of other kinds without a mark of their own are named with a remedy; what may be data is not."""

import base64
import json

import msgspec
import pytest

from auditor.loaders import foreign_lengths
from auditor.loaders.foreign import refusal

ROWS = [{"prompt": f"question {n} of many", "completion": f"the answer {n}"} for n in range(40)]
LINES = "".join(json.dumps(row) + "\n" for row in ROWS)


def cbor(value) -> bytes:
    """As RFC 8949 says, for texts, lists and maps that are short."""
    kind, parts = (
        (4, value) if isinstance(value, list) else (5, [part for pair in value.items() for part in pair])
    ) if not isinstance(value, str) else (3, None)  # fmt: skip
    size = len(value)
    start = bytes([kind << 5 | size]) if size < 24 else bytes([kind << 5 | 24, size])
    return start + (value.encode() if parts is None else b"".join(map(cbor, parts)))


FOREIGN = {
    "MessagePack, array": (msgspec.msgpack.encode(ROWS), "MessagePack"),
    "MessagePack, maps": (b"".join(map(msgspec.msgpack.encode, ROWS)), "MessagePack"),
    "MessagePack, long key": (msgspec.msgpack.encode([{"k" * 40: "a"}]), "MessagePack"),
    "CBOR, array": (cbor(ROWS), "CBOR"),
    "CBOR, maps": (b"".join(map(cbor, ROWS)), "CBOR"),
    "CBOR, marked": (b"\xd9\xd9\xf7" + cbor(ROWS), "CBOR"),
    "EBCDIC": (LINES.encode("cp037"), "IBM037"),
    "TOML": (b'title = "x"\n\n[[rows]]\nprompt = "a"\n', "TOML"),
    "TOML, CRLF": (b'# data\r\n[rows.a]\r\nprompt = "a"\r\n', "TOML"),
    "INI": (b"; made by hand\n[first row]\nprompt=a\n", "INI"),
    "YAML, list": (b"- prompt: a\n  completion: b\n", "YAML"),
    "YAML, document": (b"# data\n---\nrows:\n  - prompt: a\n", "YAML"),
    "YAML, key": (b"rows:\n  - prompt: a\n    completion: b\n", "YAML"),
    "XML": (b"<rows>\n  <row><prompt>a</prompt></row>\n</rows>\n", "XML"),
    "SQL": (b"-- dump\nCREATE TABLE t (a TEXT);\nINSERT INTO t VALUES ('a');\n", "SQL"),
    "JavaScript": (b"export default [\n  {prompt: 'a'},\n]\n", "JavaScript"),
    "JSONP": (b'callback([{"prompt": "a"}])\n', "JavaScript"),
    "JSON text sequence": (b'\x1e{"prompt": "a"}\n\x1e{"prompt": "b"}\n', "tr -d"),
    "events": (b'event: row\ndata: {"prompt": "a"}\n\ndata: {"prompt": "b"}\n', "sed -n"),
    "uuencoded": (b"begin 644 data\n#86)C\n`\nend\n", "uudecode"),
    "base64": (base64.encodebytes(LINES.encode()), "base64 -d"),
    "diff": (b'--- a/x.jsonl\n+++ b/x.jsonl\n@@ -1 +1 @@\n-{"a": 1}\n+{"a": 2}\n', "git apply"),
    "LaTeX": (b"% a comment\n\\documentclass{article}\n", "LaTeX"),
    "subtitles": (b"1\n00:00:01,000 --> 00:00:02,000\nHello\n", "subtitles"),
    "Access": (b"\x00\x01\x00\x00Standard Jet DB\x00" + bytes(40), "Access"),
    "base64, one line": (base64.b64encode(LINES.encode()), "base64 -d"),
    "base64, for URLs": (base64.urlsafe_b64encode(bytes(range(256)) * 3), "base64 -d"),
    "base64, a row a line": (
        b"".join(base64.b64encode(json.dumps(row).encode()) + b"\n" for row in ROWS),
        "base64",
    ),
    "xxd": (b'00000000: 7b22 7072 6f6d 7074  {"prompt\n00000010: 223a 2022 6122 7d0a  ...\n', "xxd -r"),
    "hexdump": (b"0000000 227b 7270 6d6f 7470\n0000010 3a22 2220 2261 0a7d\n", "dump of bytes"),
    "od": (b"0000000 021173 071160 066557 072160\n0000020 035042 021040\n", "dump of bytes"),
    "xxd -p": ((LINES.encode().hex()[:60] + "\n").encode() * 4, "xxd -r -p"),
    "hexadecimal, one line": (LINES.encode().hex().encode(), "xxd -r -p"),
    "mbox": (b"From a@b.de Mon Jan  1 10:00:00 2024\nSubject: x\n\ntext\n", "mbox"),
    "e-mail": (b"Received: from a\n by b\nFrom: a@b.de\nSubject: x\n\ntext\n", "e-mail"),
    "iCalendar": (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "calendar"),
    "vCard": (b"BEGIN:VCARD\nVERSION:3.0\n", "address book"),
    "gettext": (b'# made by hand\nmsgid ""\nmsgstr ""\n', "gettext"),
    "gettext, compiled": (b"\xde\x12\x04\x95" + bytes(40), ".po"),
    "WARC": (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "WARC"),
    "ARFF": (b"% made by hand\n\n@RELATION boxes\n@data\n", "ARFF"),
    "BibTeX": (b"@article{key1,\n title = {x}\n}\n", "references"),
    "RIS": (b"TY  - JOUR\nTI  - x\n", "references"),
    "Turtle": (b"# x\n@prefix ex: <http://e.org/> .\n", "RDF"),
    "N-Triples": (b'<http://e.org/a> <http://e.org/b> "c" .\n', "RDF"),
    "FASTA": (b">one protein\nMKVLAAGIVGLLLAQWERTYCDE\n", "FASTA"),
    "svmlight": (b"1 1:0.5 7:1.25\n0 2:0.5 9:1e-3 # b\n", "svmlight"),
    "word vectors": (b"2 20\n" + b"".join(word + b" 0.125" * 20 + b"\n" for word in (b"a", b"b")), "vectors"),
    "certificate": (b"-----BEGIN CERTIFICATE-----\nMIIB\n", "certificate"),
    "PHP": (b'a:1:{i:0;a:1:{s:6:"prompt";s:1:"a";}}', "PHP"),
    "notebook": (b'{\n "cells": [\n  {\n   "cell_type": "code"', "Jupyter"),
    "SubStation": (b"[Script Info]\nTitle: x\n", "subtitles"),
    "TMX": (b'<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">', "an XML file"),
    "an error of a bucket": (
        b'<?xml version="1.0"?>\n<Error><Code>NoSuchKey</Code></Error>',
        "download it again",
    ),
    "a table of a page": (b"<table><tr><td>prompt</td></tr></table>", "download it again"),
    "TFRecord": (bytes.fromhex("1400000000000000 5e3d2915") + b"\n\x12\n\x10" + bytes(30), "TFRecord"),
    "no TFRecord": (bytes.fromhex("1400000000000000 5e3d2916") + b"\n\x12\n\x10" + bytes(30), "binary data"),
    "BSON": (b"\x19\x00\x00\x00\x02prompt\x00\x08\x00\x00\x00box 9?\x00\x00\x00", "bsondump"),
    "dBase": (
        b"\x03\x7e\x01\x01"
        + (9).to_bytes(4, "little")
        + b"\x41\x00\x29\x00"
        + bytes(20)
        + b"PROMPT".ljust(11, b"\0")
        + b"C"
        + bytes(4)
        + b"\x28"
        + bytes(15)
        + b"\r"
        + b" where is box 9",
        "dBase",
    ),
    "Thrift, binary": (b"\x80\x01\x00\x01\x00\x00\x00\x04rows" + bytes(9), "Thrift"),
    "Thrift, compact": (b"\x82\x21\x01\x04rows" + bytes(9), "Thrift"),
    "protocol buffers": (b"\n\x07\n\x05box 9" * 20, "protocol buffer"),
    "Megatron": (b"MMIDIDX\x00\x00" + bytes(40), "Megatron"),
    "SentencePiece": (b"\n\x0e\n\x05<unk>\x15" + bytes(40), "SentencePiece"),
    "ONNX": (b"\x08\x07\x12\x07pytorch\x1a" + bytes(40), "ONNX"),
    "not Arrow": (b"\xff" * 400, None),
}


@pytest.mark.parametrize(("content", "word"), FOREIGN.values(), ids=FOREIGN)
def test_it_is_named(content, word):
    said = refusal(content)
    assert said is None if word is None else word in said and "; " in said


DATA = {
    "JSON Lines": LINES.encode(),
    "numbers": b"1\n2\n3\n",
    "HTML in a table": b"<p><b>Hello</b> you,greeting\n<p>Bye,farewell\n",
    "SQL in a table": b"schema,query\nCREATE TABLE head (age INTEGER),SELECT 1;\n",
    "SQL first": b"CREATE TABLE head (age INTEGER),how old?\nCREATE TABLE b (c TEXT),what?\n",
    "CoNLL": b"# sent_id = 1\nBob B-PER\nwent O\n\n-DOCSTART- O\n",
    "list of numbers": b"[1, 2]\n[3, 4]\n",
    "array of arrays": b'[\n["a", "b"]\n]\n',
    "fastText": b"__label__a - yes: it is\n",
    "protein": b"MKVLAAGIVGLLLAQWERTYIPASDFGHKLCVNMMKVLAAGIVGLLLAQWERTYIPASDFGHKLCVNM\n" * 4,
    "a line with a colon": b"Note: this, is\nA: table, too\n",
    "numbers with zeros before": b"000000\tbe careful\tx\n000010\tdead calm\ty\n",
    "hashes": (b"%064x\n" % 7919) * 9,
    "records with cells": b'{"cells": [{"value": "a"}], "label": "x"}\n' * 3,
    "a quotation": b"> WHY? SHE ASKED\nBECAUSE, HE SAID\n",
    "headers of mails as texts": b"From: Ann, the director\nTo: all\nSubject: x, y\n\nHello\n",
    "tokens of a service": b'{"prompt": "a", "completion": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0"}\n' * 3,
    "numbers in columns": b"a 0.5 0.25 1\nb 0.5 0.25 0\n",
    "a control character": b'{"prompt": "a\\u0000", "completion": "b\x00"}\n"x","y"\n' * 9,
    "Latin-1": "label,text\nä,Grüße aus Köln und Äpfel für übermorgen\n".encode("latin-1") * 20,
    "Cyrillic": "метка,текст\nда,вопрос о погоде\n".encode("cp1251") * 20,
    "Shift JIS": "ラベル,本文\nはい,いい天気ですね\n".encode("shift_jis") * 20,
}


@pytest.mark.parametrize("content", DATA.values(), ids=DATA)
def test_what_may_be_data_is_not(content):
    assert refusal(content) is None


def bson(
    kind: int = 0x0A, name: bytes = b"a", value: bytes = b"", size: int = 0, end: bytes = b"\0"
) -> bytes:
    """A document of one field, null by default."""
    inner = bytes([kind]) + name + b"\0" + value
    return (size or 4 + len(inner) + len(end)).to_bytes(4, "little") + inner + end


def dbase(
    version: int = 3,
    month: int = 1,
    day: int = 1,
    size: int = 65,
    kind: bytes = b"C",
    end: int = 64,
    more: int = 0,
    name: bytes = b"NAME",
) -> bytes:
    """The header of a table of one column."""
    head = bytearray(120)
    head[:4] = bytes([version, 95, month, day])
    head[8:11] = size.to_bytes(2, "little") + bytes([more])
    head[32:36], head[43:44], head[end : end + 1] = name.ljust(4, b"\0"), kind, b"\r"
    return bytes(head)


def fields(first: int = 1, kinds: str = "20202020", value: bytes = b"\xc8\x01", size: int = 200) -> bytes:
    """Fields of a protocol buffer: texts of so many bytes, and numbers."""
    return b"".join(
        bytes([first << 3 | int(kind)]) + value + b"x" * size * (kind == "2") for kind in kinds
    )  # fmt: skip


THRIFT, COMPACT = b"\x80\x01\x00\x01", b"\x82\x21\x01"
BY_LENGTHS = {
    "a sum and a byte": (FOREIGN["TFRecord"][0][:17], "TFRecord"),
    "a sum alone": (FOREIGN["TFRecord"][0][:16], ""),
    "the shortest document": (bson(), "BSON"),
    "the last type": (bson(0x13, value=bytes(16)), "BSON"),
    "the first type": (bson(1, value=bytes(8)), "BSON"),
    "no type": (bson(0), ""),
    "a type too high": (bson(0x14), ""),
    "a document that goes on": (bson(size=999), "BSON"),
    "a document without its last zero": (bson(end=b"\x01"), ""),
    "one of several without": (bson(end=b"\x01") + bytes(9), ""),
    "too short": (bson(size=7) + bytes(9), ""),
    **{f"version {version}": (dbase(version), "dBase") for version in (3, 0x30, 0x83, 0x8B, 0xF5)},
    **{f"no version {version}": (dbase(version), "") for version in (4, 0x31, 0x84, 0x8C, 0xF6)},
    "the last day": (dbase(month=12, day=31), "dBase"),
    **{f"no date {m}-{d}": (dbase(month=m, day=d), "") for m, d in ((0, 1), (13, 1), (1, 0), (1, 32))},
    "a header of eight bytes more": (dbase(size=72), "dBase"),
    "a header of nine bytes more": (dbase(size=73), ""),
    "a column of one letter": (dbase(name=b"N"), "dBase"),
    "a type of no column": (dbase(kind=b"X"), ""),
    "its end a byte behind": (dbase(end=65), "dBase"),
    "its end two bytes behind": (dbase(end=66, more=1), ""),
    "a header that is whole": (dbase()[:65], "dBase"),
    "a header that is cut": (dbase()[:64], ""),
    "a name of one letter": (THRIFT + b"\0\0\0\x01a" + bytes(9), "Thrift"),
    "a long name": (THRIFT + b"\0\0\0\x7f" + b"a" * 127 + bytes(9), "Thrift"),
    "a name too long": (THRIFT + b"\0\0\0\x80" + b"a" * 128 + bytes(9), ""),
    "the same, compact": (COMPACT + b"\x7f" + b"a" * 127 + bytes(9), "Thrift"),
    "eight fields": (fields(), "protocol buffer"),
    "texts of 128 bytes": (fields(value=b"\x80\x01", size=128), "protocol buffer"),
    "seven fields": (fields(kinds="2020202"), ""),
    "the last low number": (fields(15), "protocol buffer"),
    "a number too high": (fields(16), ""),
    "a number first": (fields(kinds="02020202"), ""),
    "fields of number zero": (fields(0), ""),
    "a long number": (fields(1, "2" + "0" * 7, b"\xc8\x81\x80\x80\x00"), "protocol buffer"),
    "a number too long": (fields(1, "2" + "0" * 7, b"\xc8\x81\x80\x80\x80\x00"), ""),
}


@pytest.mark.parametrize(("head", "name"), BY_LENGTHS.values(), ids=BY_LENGTHS)
def test_lengths_and_sums_are_held_to_the_byte(head, name):
    found = foreign_lengths.told(head)
    assert (name in found[0] if name else False) if found else not name
