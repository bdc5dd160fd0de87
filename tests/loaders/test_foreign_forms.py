"""Files of other kinds without a mark of their own are named with a remedy; what may be data is not."""

import base64
import json

import msgspec
import pytest

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
    "Latin-1": "label,text\nä,Grüße aus Köln und Äpfel für übermorgen\n".encode("latin-1") * 20,
    "Cyrillic": "метка,текст\nда,вопрос о погоде\n".encode("cp1251") * 20,
    "Shift JIS": "ラベル,本文\nはい,いい天気ですね\n".encode("shift_jis") * 20,
}


@pytest.mark.parametrize("content", DATA.values(), ids=DATA)
def test_what_may_be_data_is_not(content):
    assert refusal(content) is None
