"""Files that are no data to audit, told by their first bytes: what they are, and what to do about it."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from auditor.loaders import columnar, foreign_forms, foreign_lengths
from auditor.text.expression import later

MEDIA = "audit the examples, not the media they name"
LINES = "write it as JSON Lines first"
SOURCE = "audit the data it was made from"
MODEL = "audit the data the model was made from"
UNPACK = "unpack it first"
PROGRAM = "a program", "audit the data it was made for"
PICKLE = "a Python pickle", "write it as JSON Lines; auditor never loads pickles"
PAGE = "an HTML or XML page, often an error or login page in place of the data", "download it again"

# how texts begin that stand for the data or hide it → what they are, and what to do
TEXTS: tuple[tuple[bytes, str, str], ...] = (
    (b"version https://git-lfs", "a Git LFS pointer, not the data itself", "fetch the data: git lfs pull"),
    (b"/annex/objects/", "a git-annex pointer, not the data itself", "fetch the data: git annex get FILE"),
    (b"outs:\n- ", "a DVC pointer, not the data itself", "fetch the data: dvc pull FILE"),
    (b"-----BEGIN PGP MESSAGE", "encrypted with PGP", "decrypt it first: gpg -d FILE"),
    (b"age-encryption.org/", "encrypted with age", "decrypt it first: age -d -i KEY FILE"),
    (b"$ANSIBLE_VAULT;", "encrypted with Ansible Vault", "decrypt it first: ansible-vault view FILE"),
    (b"{\\rtf", "an RTF document", SOURCE),
    (b"%!PS", "a PostScript document", SOURCE),
    (b"%PDF-", "a PDF document", SOURCE),
    (b"(lp0\n", *PICKLE), (b"(dp0\n", *PICKLE),
)  # fmt: skip
# how files begin in which control characters follow; without any, "ORCA, whale" is a text
BINARIES: tuple[tuple[bytes, str, str], ...] = (
    (b"Obj\x01", "an Avro file", LINES),
    (b"SQLite format 3\x00", "a SQLite database", "export the table: sqlite3 -header -csv FILE 'select …'"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save a sheet as CSV UTF-8; of a text, audit the source"),
    (b"\x89PNG", "a PNG image", MEDIA),
    (b"\xff\xd8\xff", "a JPEG image", MEDIA),
    (b"GIF8", "a GIF image", MEDIA),
    (b"II*\x00", "a TIFF image", MEDIA), (b"MM\x00*", "a TIFF image", MEDIA),
    (b"8BPS", "a Photoshop image", MEDIA),
    (b"AT&TFORM", "a DjVu document", SOURCE),
    (b"RIFF", "a RIFF file (WebP, WAV, AVI)", MEDIA),
    (b"ID3", "an MP3 file", MEDIA), (b"\xff\xfb", "an MP3 file", MEDIA), (b"\xff\xf3", "an MP3 file", MEDIA),
    (b"OggS", "an Ogg file", MEDIA),
    (b"fLaC", "a FLAC file", MEDIA),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM film", MEDIA),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"!<arch>\n", "an archive of ar, such as a Debian package", UNPACK),
    (b"\x04\x22\x4d\x18", "packed with lz4", "unpack it first: lz4 -d FILE"),
    (b"\xff\x06\x00\x00sNaPpY", "packed with Snappy", UNPACK),
    (b"LZIP", "packed with lzip", "unpack it first: lzip -d FILE"),
    (b"\x89LZO", "packed with lzop", "unpack it first: lzop -d FILE"),
    (b"\x5d\x00\x00", "packed with LZMA alone", "unpack it first: xz --format=lzma -dc FILE"),
    (b"\x1f\x9d", "packed with compress", "unpack it first: gunzip FILE"),
    (b"\x78\x01", "packed with zlib", "unpack it first, or pack it with gzip"),
    (b"\x78\x9c", "packed with zlib", "unpack it first, or pack it with gzip"),
    (b"\x78\xda", "packed with zlib", "unpack it first, or pack it with gzip"),
    (b"\x7fELF", *PROGRAM), (b"MZ\x90", *PROGRAM), (b"\xca\xfe\xba\xbe", *PROGRAM),
    (b"\xcf\xfa\xed\xfe", *PROGRAM), (b"\x00asm", *PROGRAM),
    (b"\x80\x02", *PICKLE), (b"\x80\x03", *PICKLE), (b"\x80\x04", *PICKLE), (b"\x80\x05", *PICKLE),
    (b"]q\x00", *PICKLE), (b"}q\x00", *PICKLE),
    (b"\x93NUMPY", "a NumPy array", LINES),
    (b"\x89HDF", "an HDF5 file", LINES),
    (b"ORC", "an ORC file", "write it as Parquet or JSON Lines first"),
    (b"PARE", "an encrypted Parquet file", "decrypt it first"),
    (b"FEA1", "a Feather file of version 1", "write it as Parquet or JSON Lines first"),
    (b"bplist", "a binary property list", "convert it first: plutil -convert json FILE"),
    (b"MATLAB 5", "a MATLAB file", LINES),
    (b"$FL2", "an SPSS file", LINES), (b"$FL3", "an SPSS file", LINES),
    (b"<stata_dta>", "a Stata file", LINES),
    (b"RDX2\n", "an R data file", LINES), (b"RDX3\n", "an R data file", LINES),
    (b"MMIDIDX\x00", "the index of a Megatron data set, not the texts", SOURCE),
    (b"\x0a\x23\xd7\xce", "a RecordIO file", LINES),
    (b"\xde\x12\x04\x95", "a compiled gettext catalogue", "audit the .po file it was made from"),
    (b"\x95\x04\x12\xde", "a compiled gettext catalogue", "audit the .po file it was made from"),
    (b"\x0a\x0e\x0a\x05<unk>", "a SentencePiece model", MODEL),
    (b"\xba\x16\x4f\x2f", "a fastText model", MODEL),
    (b"GGUF", "a GGUF model", MODEL), (b"lmgg", "a GGML model", MODEL), (b"tjgg", "a GGML model", MODEL),
    (b"\x00\x01\x00\x00Standard ", "an Access database", LINES),
    (b"wOFF", "a font", MEDIA), (b"wOF2", "a font", MEDIA), (b"\x00\x01\x00\x00", "a font", MEDIA),
)  # fmt: skip
# the same, behind the first bytes
INSIDE: tuple[tuple[int, bytes, str, str], ...] = (
    (4, b"ftyp", "an MP4, MOV or HEIC file", MEDIA),
    (4, b"moov", "a MOV file", MEDIA), (4, b"wide", "a MOV file", MEDIA), (4, b"mdat", "a MOV file", MEDIA),
    (4, b"TFL3", "a TensorFlow Lite model", MODEL), (4, b"pytorch", "an ONNX model", MODEL),
    (8, b"DUCK", "a DuckDB database", "export the table: copy (select …) to 'data.jsonl'"),
    (16, b"\xde\xc0\xef\xbe", "an LMDB database", LINES),
)  # fmt: skip
# what a zip archive holds tells what it is, the first that is there
ZIPPED: tuple[tuple[bytes, str, str], ...] = (
    (b"word/", "a Word document", SOURCE),
    (b"ppt/", "a PowerPoint document", SOURCE),
    (b"xl/", "an Excel workbook", "save the sheet as CSV UTF-8"),
    (b"[Content_Types].xml", "an Office document", "save a sheet as CSV UTF-8; of a text, audit the source"),
    (b"opendocument.spreadsheet", "an OpenDocument sheet", "save the sheet as CSV UTF-8"),
    (b"application/vnd.oasis", "an OpenDocument file", SOURCE),
    (b"application/epub+zip", "an EPUB book", SOURCE),
    (b"data.pkl", "a PyTorch file", MODEL),
    (b".npy", "a NumPy archive", LINES),
)  # fmt: skip
# XML whose root is no page, no error and no picture
_DATA_XML = later(
    rb"<\?xml\b[^>]*+>\s*+(?:<!--(?:(?!-->).)*+-->\s*+|<!doctype\b[^>]*+>\s*+)*+<(?!html|error|rss|svg)[a-z_]",
    re.DOTALL,
)
# how error and login pages begin, in lower case
PAGES = (
    b"<!doctype", b"<html", b"<head", b"<body", b"<title", b"<meta", b"<script", b"<?xml", b"<!--", b"<svg",
    b"<error", b"<rss", b"<center", b"<h1", b"<table",
)  # fmt: skip
WIDE: tuple[tuple[bytes, str], ...] = (
    (BOM_UTF32_LE, "UTF-32"), (BOM_UTF32_BE, "UTF-32"), (BOM_UTF16_LE, "UTF-16"), (BOM_UTF16_BE, "UTF-16"),
)  # fmt: skip
# what no text holds in numbers: all but the tab, the line ends and the escape of coloured logs
CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_TAR_SUM = re.compile(rb" *([0-7]{4,7})[ \x00]")  # the sum of the header's bytes, in octal
_CPIO = re.compile(rb"07070[12][0-9A-Fa-f]{104}")


def refusal(head: bytes) -> str | None:
    """Why this is no data that can be audited, with what to do about it; None when it may be."""
    if columnar.recognise(head):
        return columnar.refusal(head)
    if found := _named(head):
        return "is {}; {}".format(*found)
    for mark, name in WIDE:
        if head.startswith(mark):
            return f"is {name}; re-encode it: iconv -f {name} -t UTF-8 FILE > utf8.data"
    told = foreign_forms.told(head) or (foreign_lengths.told(head) if _controls(head[:512]) else None)
    if told:
        return "is {}; {}".format(*told)
    return _unnamed(head)


def _named(head: bytes) -> tuple[str, str] | None:
    """What has a mark of its own, and the remedy."""
    binary = _controls(head[:512]) > 0
    if binary and head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        inside = ((what, remedy) for name, what, remedy in ZIPPED if name in head)
        return next(inside, ("a zip archive", UNPACK))
    if _is_tar(head):
        return "a tar archive", UNPACK
    if _CPIO.match(head):
        return "a cpio archive", UNPACK
    if head[8:9] == b"{" and head[3:8] == bytes(5):  # the length of a JSON header, then the header
        return "a safetensors file", MODEL
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return "a BMP image", MEDIA
    begun = head.removeprefix(BOM_UTF8).lstrip()
    marks = [(begun, mark) for mark in TEXTS]
    if binary:
        marks += [(head, mark) for mark in BINARIES]
        marks += [(head[at:], (magic, what, remedy)) for at, magic, what, remedy in INSIDE]
    found = ((what, remedy) for text, (magic, what, remedy) in marks if text.startswith(magic))
    if known := next(found, None):
        return known
    start = begun[:4096].lower()
    if not start.startswith(PAGES):
        return None
    return ("an XML file", LINES) if _DATA_XML.match(start) else PAGE


def _is_tar(head: bytes) -> bool:
    """Whether the first 512 bytes are a header whose sum is right, in any of tar's forms."""
    told = _TAR_SUM.match(head, 148, 156)
    return told is not None and int(told[1], 8) == sum(head[:148]) + 8 * 32 + sum(head[156:512])


def _unnamed(head: bytes) -> str | None:
    """What the bytes look like where nothing names them."""
    if name := _wide(head):
        return f"looks like {name} without a mark; re-encode it: iconv -f {name} -t UTF-8 FILE"
    if _controls(head) > max(4, len(head) // 20):
        return "is binary data, not text; write it as JSON Lines, CSV or Parquet first"
    return _old_line_ends(head)


def _controls(head: bytes) -> int:
    return len(head) - len(head.translate(None, CONTROLS))


def _wide(head: bytes) -> str | None:
    """The encoding of 2 or 4 bytes a character that puts its zeros where these stand."""
    zeros = [head[place::4].count(0) * 4 > len(head) * 0.6 for place in range(4)]
    shapes: dict[tuple[int, ...], str] = {
        (0, 1, 1, 1): "UTF-32LE",
        (1, 1, 1, 0): "UTF-32BE",
        (0, 1, 0, 1): "UTF-16LE",
        (1, 0, 1, 0): "UTF-16BE",
    }
    return shapes.get(tuple(map(int, zeros))) if len(head) > 3 else None


def _old_line_ends(head: bytes) -> str | None:
    if b"\n" not in head and head.count(b"\r") > 1:
        return "has line ends of CR alone; change them: tr '\\r' '\\n' < FILE > fixed"
    return None
