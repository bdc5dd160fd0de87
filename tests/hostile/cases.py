"""Hostile files and the true answer to each: refused with which words, or which lines are broken and how.

Each line case stands between good rows, so that it shows whether its neighbours are lost.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import pickle
import plistlib
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass, field
from hashlib import sha512

from zstandard import ZstdCompressor

GOOD = tuple(
    b'{"prompt": "Where is box %d?", "completion": "In room %d, behind the door."}' % (n, n * 7)
    for n in range(4)
)


@dataclass(frozen=True)
class Case:
    """A file and what must be said of it.

    `refused` are words of the refusal, "" where it is read; then `broken` maps lines to codes and `audited`
    counts the rows that hold an object. `readers` are other names under which the answer must be the same.
    """

    name: str
    content: bytes
    refused: str = ""
    broken: dict[int, str] = field(default_factory=dict)
    audited: int = 0
    blank: int = 0


def line(code: str, *lines: bytes, blank: int = 0) -> Case:
    """Good rows around lines that are all broken by `code` ("" for not at all)."""
    content = b"\n".join([*GOOD[:2], *lines, *GOOD[2:]]) + b"\n"
    good = 4 + (0 if code else len(lines) - blank)
    broken = {3 + n: code for n in range(len(lines))} if code else {}
    return Case("data.jsonl", content, broken=broken, audited=good, blank=blank)


def value(text: bytes, code: str = "") -> Case:
    """A row with this JSON text as one more value."""
    return line(code, b'{"prompt": "Who?", "completion": "Me.", "more": ' + text + b"}")


def table(*rows: bytes, broken: dict[int, str], audited: int, name: str = "data.csv", blank: int = 0) -> Case:
    """A table with the columns text and label."""
    return Case(name, b"\n".join([b"text,label", *rows]) + b"\n", broken=broken, audited=audited, blank=blank)


def refused(words: str, content: bytes, name: str = "data.jsonl") -> Case:
    """A file that is no data at all."""
    return Case(name, content, refused=words)


def _zip(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, GOOD[0])
    return file.getvalue()


def zstd(content: bytes) -> bytes:
    """Packed with zstd, with a check sum."""
    packed: bytes = ZstdCompressor(write_checksum=True).compress(content)
    return packed


def _old_tar() -> bytes:
    """A header of before 1988: nothing but the sum of its bytes tells what it is."""
    head = bytearray(_tar())
    head[257:265] = bytes(8)
    head[148:156] = b"%06o\x00 " % (sum(head[:148]) + 8 * 32 + sum(head[156:512]))
    return bytes(head)


def _tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("data.jsonl")
        info.size = len(GOOD[0])
        archive.addfile(info, io.BytesIO(GOOD[0]))
    return file.getvalue()


ROWS = b"\n".join(GOOD) + b"\n"
MANY = ROWS * 50
WORDS = ("alpha", "beta")

LINES = {
    # what is no JSON
    "an open brace": line("INP001", b"{"),
    "an open string": line("INP001", b'{"prompt": "x'),
    "an open array": line("INP001", b'{"prompt": ["x"'),
    "two objects on a line": line("INP001", GOOD[0] + GOOD[1]),
    "two objects and a comma": line("INP001", GOOD[0] + b"," + GOOD[1]),
    "a comma at the end of the line": line("INP001", GOOD[0] + b","),
    "a trailing comma": line("INP001", b'{"prompt": "x", "completion": "y",}'),
    "single quotes": line("INP001", b"{'prompt': 'x', 'completion': 'y'}"),
    "a Python dict": line("INP001", b'{"prompt": "x", "completion": None}'),
    "True as Python writes it": line("INP001", b'{"prompt": "x", "completion": True}'),
    "undefined": line("INP001", b'{"prompt": "x", "completion": undefined}'),
    "a name without quotes": line("INP001", b'{prompt: "x"}'),
    "a comment behind": line("INP001", GOOD[0] + b" // note"),
    "a comment before": line("INP001", b"/* note */ " + GOOD[0]),
    "a hash comment": line("INP001", b"# note"),
    "prose": line("INP001", b"the server is down"),
    "a conflict marker": line("INP001", b"<<<<<<< HEAD"),
    "a conflict of both sides": line("INP001", b"=======", b">>>>>>> branch"),
    "a missing colon": line("INP001", b'{"prompt" "x"}'),
    "a missing value": line("INP001", b'{"prompt": }'),
    "a double colon": line("INP001", b'{"prompt":: "x"}'),
    "a number as key": line("INP001", b'{1: "x"}'),
    "a raw tab in a string": line("INP001", b'{"prompt": "a\tb", "completion": "y"}'),
    "a raw NUL in a string": line("INP001", b'{"prompt": "a\x00b", "completion": "y"}'),
    "NUL bytes alone": line("INP001", b"\x00" * 8),
    "NUL bytes behind a row": line("INP001", GOOD[0] + b"\x00\x00"),
    "a raw escape in a string": line("INP001", b'{"prompt": "\x1b[31mred", "completion": "y"}'),
    "a bad escape": line("INP001", rb'{"prompt": "\x41", "completion": "y"}'),
    "a short unicode escape": line("INP001", rb'{"prompt": "\u12", "completion": "y"}'),
    "a backslash at the end": line("INP001", b'{"prompt": "x\\'),
    "an escaped quote at the end": line("INP001", b'{"prompt": "x\\"}'),
    "a byte order mark in the middle": line("", b"\xef\xbb\xbf" + GOOD[0]),
    "NaN": value(b"NaN", "INP001"),
    "minus infinity": value(b"-Infinity", "INP001"),
    "infinity": value(b"Infinity", "INP001"),
    "a leading zero": value(b"01", "INP001"),
    "a plus sign": value(b"+1", "INP001"),
    "a bare point": value(b".5", "INP001"),
    "a point at the end": value(b"1.", "INP001"),
    "hexadecimal": value(b"0x10", "INP001"),
    "an empty exponent": value(b"1e", "INP001"),
    "wide digits": value("１２".encode(), "INP001"),
    "a non-breaking space": line("INP001", "{\u00a0}".encode()),
    # what is JSON, and no object
    "null": line("INP003", b"null"),
    "true": line("INP003", b"true"),
    "a number": line("INP003", b"42"),
    "a string": line("INP003", b'"text"'),
    "an empty array": line("INP003", b"[]"),
    "an array of objects": line("INP003", b"[" + GOOD[0] + b"]"),
    "minus zero": line("INP003", b"-0"),
    # bytes that are no text
    "Latin-1": line("INP002", '{"prompt": "café", "completion": "y"}'.encode("latin-1")),
    "a lone continuation byte": line("INP002", b'{"prompt": "\x80", "completion": "y"}'),
    "an overlong slash": line("INP002", b'{"prompt": "\xc0\xaf", "completion": "y"}'),
    "an overlong NUL": line("INP002", b'{"prompt": "\xc0\x80", "completion": "y"}'),
    "a surrogate in UTF-8": line("INP002", b'{"prompt": "\xed\xa0\x80", "completion": "y"}'),
    "a pair in CESU-8": line("INP002", b'{"prompt": "\xed\xa0\xbd\xed\xb8\x80", "completion": "y"}'),
    "beyond Unicode": line("INP002", b'{"prompt": "\xf4\x90\x80\x80", "completion": "y"}'),
    "half a character": line("INP002", b'{"prompt": "\xe2\x82", "completion": "y"}'),
    "0xff": line("INP002", b"\xff\xfe{}"),
    "Shift-JIS": line("INP002", '{"prompt": "日本語", "completion": "y"}'.encode("shift_jis")),
    "a lone high surrogate": line("INP002", rb'{"prompt": "\ud83d", "completion": "y"}'),
    "a lone low surrogate": line("INP002", rb'{"prompt": "\ude00", "completion": "y"}'),
    "a reversed pair": line("INP002", rb'{"prompt": "\ude00\ud83d", "completion": "y"}'),
    "a surrogate in a key": line("INP002", rb'{"\ud800": 1, "prompt": "x", "completion": "y"}'),
    "a surrogate deep inside": value(rb'[{"a": ["\udfff"]}]', "INP002"),
    # keys twice
    "a key twice": line("INP004", b'{"prompt": "x", "prompt": "y", "completion": "z"}'),
    "a key twice, once escaped": line("INP004", rb'{"prompt": "x", "pr\u006fmpt": "y", "completion": "z"}'),
    "a key twice, the same value": line("INP004", b'{"prompt": "x", "completion": "z", "completion": "z"}'),
    "a key twice deep inside": value(b'[{"a": {"b": 1, "b": 2}}]', "INP004"),
    "an empty key twice": value(b'{"": 1, "": 2}', "INP004"),
    "a key twice with an escaped quote": value(rb'{"\u0022": 1, "\"": 2}', "INP004"),
    "a key three times": line("INP004", b'{"prompt": "x", "prompt": "x", "prompt": "x", "completion": "y"}'),
    # limits
    "deep arrays": line("INP006", b"[" * 5000 + b"]" * 5000),
    "deep objects": line("INP006", b'{"a":' * 5000 + b"1" + b"}" * 5000),
    "deep and never closed": line("INP006", b'{"a":[' * 100_000),
    "257 levels": value(b"[" * 256 + b"]" * 256, "INP006"),
    "256 levels": value(b"[" * 255 + b"]" * 255),
    "5,000 digits": value(b"9" * 5000, "INP006"),
    "many keys": value(json.dumps({str(n): n for n in range(10_001)}).encode(), "INP006"),
    # what is right, however odd
    "big numbers": value(b"[123456789012345678901234567890, 1e400, -1E-400, 18446744073709551616]"),
    "spelled numbers": value(b"[1.10, 1.0, 1e0, -0.0, 0.1e1]"),
    "NUL escaped": value(rb'"\u0000"'),
    "U+2028 raw": value('"a\u2028b\u2029c\u0085d"'.encode()),
    "a vertical tab and a form feed escaped": value(rb'"\u000b\u000c\f"'),
    "a pair escaped": value(rb'"\ud83d\ude00"'),
    "escaped slashes": value(rb'"\/\/"'),
    "noncharacters": value('"\ufffe\uffff\U0010ffff"'.encode()),
    "an empty key": value(b'{"": ""}'),
    "__proto__": value(b'{"__proto__": {"a": 1}, "constructor": 1, "__class__": 2}'),
    "keys that collide with ours": value(b'{"row": 1, "self": 2, "record": 3, "split": 4}'),
    "a row with CR before LF": line("", GOOD[0] + b"\r"),
    "spaces around": line("", b"  \t " + GOOD[0] + b" \t "),
    "del": value(b'"\x7f"'),
    # blank
    "an empty line": line("", b"", blank=1),
    "a line of spaces": line("", b"   \t  ", blank=1),
    "a line of CR": line("", b"\r", blank=1),
    "a form feed": line("", b"\x0c", blank=1),
}

TABLES = {
    "a row too short": table(b"a,b", b"c", b"d,e", broken={3: "INP005"}, audited=2),
    "a row too long": table(b"a,b", b"c,d,e", b"f,g", broken={3: "INP005"}, audited=2),
    "a quote never closed": table(b"a,b", b'"c,d', b"e,f", b"g,h", broken={3: "INP005"}, audited=3),
    "text behind a quote": table(b"a,b", b'"c"x,d', b"e,f", broken={3: "INP005"}, audited=2),
    "a quote in the middle": table(b"a,b", b'c"d,e', b"f,g", broken={}, audited=3),
    "line ends in a cell": table(b"a,b", b'"c\nd\ne",f', b"g,h,i", broken={6: "INP005"}, audited=2),
    "Latin-1 in a cell": table(b"a,b", b"caf\xe9,d", b"e,f", broken={3: "INP002"}, audited=2),
    "NUL in a cell": table(b"a,b", b"c\x00d,e", b"f,g", broken={}, audited=3),
    "a CR in a cell": table(b"a,b", b"c\rd,e", b"f,g", broken={3: "INP005"}, audited=2),
    "CRLF": Case("data.csv", b"text,label\r\na,b\r\nc\r\nd,e\r\n", broken={3: "INP005"}, audited=2),
    "a blank row": table(b"a,b", b"", b"c,d", broken={}, audited=2, blank=1),
    "semicolons": Case("data.csv", b"text;label\na;b\nc;d;e\nf;g\n", broken={3: "INP005"}, audited=2),
    "tabs": Case("data.tsv", b"text\tlabel\na\tb\nc\nf\tg\n", broken={3: "INP005"}, audited=2),
    "formulas": table(b"=cmd|' /C calc'!A0,=1+1", b"@SUM(A1),-1", broken={}, audited=2),
    "a byte order mark": Case("data.csv", b"\xef\xbb\xbftext,label\na,b\n", audited=1),
    "a header alone": Case("data.csv", b"text,label\n"),
    "the same column twice": Case("data.csv", b"text,text,label\na,b,c\n", audited=1),
    "an empty column name": Case("data.csv", b"text,,label\na,b,c\n", audited=1),
    "a table called .jsonl": Case(
        "data.jsonl", b"text,label\n" + b"a,b\n" * 20 + b"e\n", broken={22: "INP005"}, audited=20
    ),
    "JSON in a table": Case("data.csv", ROWS, audited=4),
}

DOCUMENTS = {
    "an array": Case("data.json", b"[" + b",\n".join(GOOD) + b"]", audited=4),
    "an array in .jsonl": Case("data.jsonl", b"[\n" + b",\n".join(GOOD) + b"\n]", audited=4),
    "an array cut off": Case("data.json", b"[" + b",\n".join(GOOD[:3]), broken={3: "INP001"}, audited=3),
    "a broken element": Case(
        "data.json",
        b"[" + GOOD[0] + b',\n{"prompt": oops},\n' + GOOD[1] + b"]",
        broken={2: "INP001"},
        audited=2,
    ),
    "a comma missing": Case(
        "data.json", b"[" + GOOD[0] + b"\n" + GOOD[1] + b"]", broken={1: "INP001"}, audited=2
    ),
    "a comma too many": Case(
        "data.json", b"[" + GOOD[0] + b",\n" + GOOD[1] + b",\n]", broken={2: "INP001"}, audited=2
    ),
    "text behind the array": Case(
        "data.json", b"[" + GOOD[0] + b",\n" + GOOD[1] + b"]\noops", broken={3: "INP001"}, audited=2
    ),
    "numbers in the array": Case(
        "data.json", b"[" + GOOD[0] + b",\n1,\n" + GOOD[1] + b"]", broken={2: "INP003"}, audited=2
    ),
    "an empty array": Case("data.json", b"[]"),
    "an array of one kind of bracket": Case("data.json", b"[[[[", broken={1: "INP001"}),
    "objects over lines": Case(
        "data.jsonl",
        b"".join(json.dumps(json.loads(row), indent=1).encode() + b"\n" for row in GOOD),
        audited=4,
    ),
}

REFUSED = {
    "a Git LFS pointer": refused(
        "LFS", b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
    ),
    "zip": refused("zip", _zip("data.jsonl")),
    "an empty zip": refused("zip", b"PK\x05\x06" + bytes(18)),
    "Excel": refused("Excel", _zip("[Content_Types].xml", "xl/workbook.xml"), "data.csv"),
    "Word": refused("Word", _zip("[Content_Types].xml", "word/document.xml"), "data.csv"),
    "an OpenDocument sheet": refused(
        "OpenDocument sheet", _zip("mimetype application/vnd.oasis.opendocument.spreadsheet")
    ),
    "a NumPy archive": refused("NumPy archive", _zip("arr_0.npy")),
    "a PyTorch file": refused("PyTorch", _zip("archive/data.pkl")),
    "tar": refused("tar", _tar()),
    "tar without a mark": refused("tar", _old_tar()),
    "cpio": refused("cpio", b"070701" + b"0" * 104 + b"data.jsonl\x00\x00" + ROWS),
    "ar": refused("ar,", b"!<arch>\ndebian-binary" + b" " * 40 + b"`\n\x01\x02"),
    "tar in gzip": refused("tar", gzip.compress(_tar()), "data.jsonl.gz"),
    "7z": refused("7z", b"7z\xbc\xaf\x27\x1c" + bytes(40)),
    "RAR": refused("RAR", b"Rar!\x1a\x07\x00" + bytes(40)),
    "PDF": refused("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
    "PNG": refused("PNG", b"\x89PNG\r\n\x1a\n" + bytes(30)),
    "JPEG": refused("JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
    "GIF": refused("GIF", b"GIF89a" + bytes(20)),
    "WebP or WAV": refused("RIFF", b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(20)),
    "TIFF": refused("TIFF", b"II*\x00\x08\x00\x00\x00" + b"text" * 50),
    "TIFF, big-endian": refused("TIFF", b"MM\x00*\x00\x00\x00\x08" + bytes(40)),
    "BMP": refused("BMP", b"BM\x36\x10\x00\x00" + bytes(4) + b"\x36" + bytes(60)),
    "MP4": refused("MP4", b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2" + bytes(60)),
    "MOV": refused("MOV", b"\x00\x00\x00\x08wide\x00\x01\x00\x00mdat" + bytes(60)),
    "Matroska": refused("Matroska", b"\x1aE\xdf\xa3\x01" + bytes(60)),
    "FLAC": refused("FLAC", b"fLaC\x00\x00\x00\x22" + bytes(60)),
    "MP3 without a tag": refused("MP3", b"\xff\xfb\x90\x64" + bytes(60)),
    "a font": refused("font", b"wOF2\x00\x01\x00\x00" + bytes(60)),
    "WebAssembly": refused("program", b"\x00asm\x01\x00\x00\x00" + bytes(60)),
    "GGUF": refused("GGUF", b"GGUF\x03\x00\x00\x00" + b"general.name" * 9),
    "DuckDB": refused("DuckDB", b"12345678DUCK\x40\x00\x00" + bytes(60)),
    "a binary property list": refused("property list", plistlib.dumps([1, 2], fmt=plistlib.FMT_BINARY)),
    "MATLAB": refused("MATLAB", b"MATLAB 5.0 MAT-file" + b" " * 105 + b"\x00\x01IM" + bytes(60)),
    "SPSS": refused("SPSS", b"$FL2@(#) SPSS DATA FILE\x00\x00" + bytes(60)),
    "encrypted Parquet": refused("encrypted", b"PARE\x15\x04" + bytes(60)),
    "PGP": refused("PGP", b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"),
    "age": refused("age -d", b"age-encryption.org/v1\n-> X25519 abc\n--- x\n"),
    "a DVC pointer": refused(
        "dvc pull", b"outs:\n- md5: d41d8cd98f00b204e9800998ecf8427e\n  path: a.jsonl\n"
    ),
    "a git-annex pointer": refused("git annex get", b"/annex/objects/SHA256E-s9--abc.jsonl\n"),
    "PostScript": refused("PostScript", b"%!PS-Adobe-3.0\n%%Title: x\n"),
    "LZMA alone": refused("LZMA", lzma.compress(MANY, format=lzma.FORMAT_ALONE)),
    "bytes by chance": refused("binary data, not text; write it as", sha512(b"x").digest() * 20),
    "pickle 0": refused("pickle", pickle.dumps([{"prompt": "a"}], protocol=0)),
    "pickle 1": refused("pickle", pickle.dumps([{"prompt": "a"}], protocol=1)),
    "MP3": refused("MP3", b"ID3\x03" + bytes(60)),
    "ELF": refused("program", b"\x7fELF\x02\x01\x01" + bytes(60)),
    "a Windows program": refused("program", b"MZ\x90\x00" + bytes(60)),
    "SQLite": refused("SQLite", b"SQLite format 3\x00" + bytes(80)),
    "Avro": refused("Avro", b"Obj\x01" + bytes(30)),
    "ORC": refused("ORC", b"ORC\n\x03\x00" + bytes(30)),
    "HDF5": refused("HDF5", b"\x89HDF\r\n\x1a\n" + bytes(30)),
    "Feather 1": refused("Feather", b"FEA1" + bytes(30)),
    "NumPy": refused("NumPy", b"\x93NUMPY\x01\x00" + bytes(30)),
    "pickle 2": refused("pickle", b"\x80\x02]q\x00(U\x01aq\x01e."),
    "pickle 4": refused("pickle", b"\x80\x04\x95" + bytes(30)),
    "pickle 5": refused("pickle", b"\x80\x05\x95" + bytes(30)),
    "safetensors": refused(
        "safetensors", struct.pack("<Q", 40) + b'{"w":{"dtype":"F32","shape":[1]}}' + bytes(30)
    ),
    "lz4": refused("lz4", b"\x04\x22\x4d\x18" + bytes(30)),
    "compress": refused("compress", b"\x1f\x9d\x90" + bytes(range(30))),
    "lzip": refused("lzip", b"LZIP\x01" + bytes(30)),
    "zlib": refused("zlib", zlib.compress(MANY)),
    "zlib, stored": refused("zlib", zlib.compress(MANY, 0)),
    "snappy": refused("Snappy", b"\xff\x06\x00\x00sNaPpY" + bytes(30)),
    "an old Office file": refused("Office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(30)),
    "RTF": refused("RTF", rb"{\rtf1\ansi text}"),
    "an error page": refused("HTML", b"<!DOCTYPE html><html><body>404</body></html>"),
    "an error page behind blanks": refused("HTML", b"\n\n  <HTML><title>login</title>"),
    "an XML error": refused("HTML or XML", b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'),
    "an error without a head": refused("HTML", b"<Error><Code>NoSuchKey</Code></Error>"),
    "a title page": refused("HTML", b"<title>502 Bad Gateway</title>\n<h1>502</h1>\n"),
    "SVG": refused("HTML or XML", b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
    "UTF-16 with a mark": refused("UTF-16", ROWS.decode().encode("utf-16")),
    "UTF-16 without": refused("UTF-16", ROWS.decode().encode("utf-16-le")),
    "UTF-16 big-endian": refused("UTF-16", ROWS.decode().encode("utf-16-be")),
    "UTF-32 without": refused("UTF-32LE", ROWS.decode().encode("utf-32-le")),
    "UTF-32 big-endian without": refused("UTF-32BE", ROWS.decode().encode("utf-32-be")),
    "UTF-32": refused("UTF-32", ROWS.decode().encode("utf-32")),
    "a table in UTF-16": refused("UTF-16", "text\tlabel\na\tb\n".encode("utf-16"), "data.csv"),
    "line ends of CR": refused("CR", ROWS.replace(b"\n", b"\r")),
    "zeros": refused("binary", bytes(4096)),
    "gzip in gzip": refused("twice", gzip.compress(gzip.compress(ROWS)), "data.jsonl.gz"),
    "bzip2 in xz": refused("twice", lzma.compress(bz2.compress(ROWS)), "data.jsonl.xz"),
    "an archive in gzip": refused("zip", gzip.compress(_zip("a.jsonl")), "data.jsonl.gz"),
    "gzip without content": refused("corrupt", b"\x1f\x8b", "data.jsonl.gz"),
    "gzip with a wrong sum": refused("corrupt", gzip.compress(MANY)[:-8] + bytes(8), "data.jsonl.gz"),
    "xz cut off": refused("corrupt", lzma.compress(MANY)[:-20], "data.jsonl.xz"),
    "bzip2 damaged": refused(
        "corrupt", (lambda raw: raw[:60] + bytes(8) + raw[68:])(bz2.compress(MANY)), "data.jsonl.bz2"
    ),
    "a second bzip2 stream damaged": refused(
        "corrupt", bz2.compress(MANY) + bz2.compress(MANY)[:20] + bytes(60), "data.jsonl.bz2"
    ),
    "a second xz stream damaged": refused(
        "corrupt", lzma.compress(MANY) + lzma.compress(MANY)[:14] + bytes(60), "data.jsonl.xz"
    ),
    "a second gzip member damaged": refused(
        "corrupt", gzip.compress(MANY) + gzip.compress(MANY)[:14] + bytes(60), "data.jsonl.gz"
    ),
    "text behind xz": refused("corrupt", lzma.compress(MANY) + ROWS, "data.jsonl.xz"),
    "text behind bzip2": refused("corrupt", bz2.compress(MANY) + ROWS, "data.jsonl.bz2"),
    "text behind gzip": refused("corrupt", gzip.compress(MANY) + ROWS, "data.jsonl.gz"),
    "text behind zstd": refused("corrupt", zstd(MANY) + ROWS, "data.jsonl.zst"),
    "zstd cut off": refused("corrupt", zstd(MANY)[:-3], "data.jsonl.zst"),
    "zstd cut in half": refused("corrupt", zstd(MANY)[: len(zstd(MANY)) // 2], "data.jsonl.zst"),
    "zstd damaged": refused("corrupt", zstd(MANY)[:-1] + b"x", "data.jsonl.zst"),
    "a zstd window of 2 GB": refused("corrupt", b"\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00", "data.jsonl.zst"),
    "an unknown gzip method": refused("corrupt", b"\x1f\x8b\x07" + bytes(30), "data.jsonl.gz"),
}

PACKED = {
    "gzip": Case("data.jsonl.gz", gzip.compress(ROWS), audited=4),
    "gzip under another name": Case("data.jsonl", gzip.compress(ROWS), audited=4),
    "gzip of many members": Case("data.jsonl.gz", gzip.compress(ROWS) * 3, audited=12),
    "gzip members that cut a line": Case(
        "data.jsonl.gz", gzip.compress(ROWS[:30]) + gzip.compress(ROWS[30:]), audited=4
    ),
    "gzip padded with zeros": Case("data.jsonl.gz", gzip.compress(ROWS) + bytes(512), audited=4),
    "bzip2 of many streams": Case("data.jsonl.bz2", bz2.compress(ROWS) * 2, audited=8),
    "xz of many streams": Case("data.jsonl.xz", lzma.compress(ROWS) * 2, audited=8),
    "zstd": Case("data.jsonl.zst", zstd(ROWS), audited=4),
    "zstd of many frames": Case("data.jsonl.zst", zstd(ROWS) * 2, audited=8),
    "zstd behind a frame to skip": Case(
        "data.jsonl.zst", b"\x50\x2a\x4d\x18\x04\0\0\0abcd" + zstd(ROWS), audited=4
    ),
    "bzip2 and xz padded with zeros": Case("data.jsonl.xz", lzma.compress(ROWS) + bytes(512), audited=4),
    "a name that lies": Case("data.jsonl.gz", ROWS, audited=4),
    "nothing packed": Case("data.jsonl.gz", gzip.compress(b"")),
}

NOTHING = {
    "no byte": Case("data.jsonl", b""),
    "a line end": Case("data.jsonl", b"\n", blank=1),
    "a byte order mark alone": Case("data.jsonl", b"\xef\xbb\xbf", blank=1),
    "blank lines": Case("data.jsonl", b"\n \n\t\n", blank=3),
    "no line end at the end": Case("data.jsonl", ROWS[:-1], audited=4),
    "a byte order mark first": Case("data.jsonl", b"\xef\xbb\xbf" + ROWS, audited=4),
    "two byte order marks": Case("data.jsonl", b"\xef\xbb\xbf" * 2 + ROWS, broken={1: "INP001"}, audited=3),
    "a log line first": Case("data.jsonl", b"[INFO] loading\n" + ROWS, broken={1: "INP001"}, audited=4),
    "a comment first": Case("data.jsonl", b"# a, b, c\n" + ROWS, broken={1: "INP001"}, audited=4),
    "an open bracket first": Case("data.jsonl", b"[\n" + ROWS, broken={1: "INP001"}, audited=4),
    "the last row cut": Case("data.jsonl", ROWS + b'{"prompt": "x', broken={5: "INP001"}, audited=4),
}

CASES = {
    f"{group}: {name}": case
    for group, cases in (
        ("line", LINES), ("table", TABLES), ("document", DOCUMENTS),
        ("refused", REFUSED), ("packed", PACKED), ("edge", NOTHING),
    )
    for name, case in cases.items()
}  # fmt: skip
