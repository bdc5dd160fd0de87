"""Files that are no data to audit and have no mark at their start, told by their form."""

from __future__ import annotations

import re

from auditor.text.expression import later

LINES = "write it as JSON Lines first"
REST = rb"(?:[ \t]*+(?:[#;][^\n]*+)?\n)*+"  # blank lines and comments
MIXED = rb"(?=[^\n]*?[a-z])(?=[^\n]*?[A-Z])(?=[^\n]*?[0-9+/])"  # a line of letters of both cases, and digits
ENOUGH = 4096  # bytes that are looked at

# what texts of other kinds look like, with line ends of \n → what they are, and what to do
FORMS: tuple[tuple[re.Pattern[bytes], str, str], ...] = tuple(
    (later(form, re.DOTALL), what, remedy)
    for form, what, remedy in (
        (
            rb"(?:[\w.-]++ *+= *+[^\n]*+\n|[#;][^\n]*+\n|[ \t]*+\n)*+\[\[?[A-Za-z_][\w. \"-]*+\]\]?[ \t]*+\n"
            + REST
            + rb"[ \t]*+[\w.\"-]++[ \t]*+=",
            "a TOML or INI file",
            LINES,
        ),
        (
            REST + rb"(?:%YAML |---[ \t]*+\n" + REST + rb"[^\n:{\[]++:\s|- [\"']?[A-Za-z_][\w -]*+[\"']?:\s"
            rb"|[A-Za-z_][\w-]*+:[ \t]*+\n[ \t]++(?:- )?[A-Za-z_][\w-]*+:\s)",
            "a YAML file",
            LINES,
        ),
        (rb"<[A-Za-z_][\w:.-]*+(?: [^<>\n]*+)?>[ \t]*+\n\s*+<[A-Za-z_]", "an XML file", LINES),
        (
            rb"(?:(?:--|/\*)[^\n]*+\n|\s)*+(?i:create table|drop table|begin transaction|insert into|pragma )"
            rb"[^;]*+;\s*+(?i:create|insert|drop|pragma|lock|--|/\*)",
            "an SQL dump",
            "load it into a database and export the table as CSV",
        ),
        (
            rb"(?:export default|(?:const|var|let) [\w$]++ *+=|(?:module|window)\.[\w.]++ *+=)\s*+[\[{]"
            rb"|[A-Za-z_$][\w$.]*+\(\s*+[\[{]",
            "JavaScript, not JSON",
            "keep only the array or the objects in it",
        ),
        (
            rb"\x1e\s*+[{\[]",
            "a JSON text sequence (RFC 7464)",
            "remove the separators: tr -d '\\036' < FILE > fixed.jsonl",
        ),
        (
            rb"(?:(?:event|id|retry): [^\n]*+\n)*+data: *+[{\[]",
            "a stream of server-sent events",
            "keep the data: sed -n 's/^data: *//p' FILE > fixed.jsonl",
        ),
        (rb"begin [0-7]{3} [^\n]++\n[ -`]{2,61}\n", "uuencoded", "decode it first: uudecode FILE"),
        (
            MIXED + rb"(?:(?:[A-Za-z0-9+/]{60,76}\n){3}|[\w+/-]{400,}+={0,2}\s*+\Z)",
            "base64",
            "decode it first: base64 -d FILE > decoded",
        ),
        (
            MIXED + rb"(?:eyJ[\w+/-]{20,}+={0,2}\n){2}",
            "base64, a record a line",
            'decode it first: while read -r row; do echo "$row" | base64 -d; echo; done < FILE > decoded',
        ),
        (
            rb"0{6,8}:?(?:[ \t]++[0-9A-Fa-f]{2,8}){4}[^\n]*+\n0{5,6}[12]0:?[ \t]",
            "a dump of bytes",
            "audit the file it shows; from xxd: xxd -r FILE > data",
        ),
        (
            rb"[0-9a-f]{400,}+\s*+\Z|[0-9A-F]{400,}+\s*+\Z|(?:[0-9a-f]{60}\n){3}|(?:[0-9A-F]{60}\n){3}",
            "hexadecimal digits",
            "decode it first: xxd -r -p FILE > data",
        ),
        (
            rb"From \S++ +[A-Z][a-z]{2} [A-Z][a-z]{2} +\d\d? [^\n]*+\n(?:>?[\w-]++:? [^\n]*+\n)",
            "a mailbox (mbox)",
            LINES,
        ),
        (
            rb"(?=(?:[\w-]++: [^\n]*+\n|[ \t][^\n]*+\n)*?(?:Received|Message-ID|MIME-Version): )"
            rb"(?:[\w-]++: [^\n]*+\n(?:[ \t][^\n]*+\n)*+){3,}+\n",
            "an e-mail",
            LINES,
        ),
        (rb"BEGIN:(?:VCALENDAR|VCARD|VEVENT)\n", "a calendar or an address book", LINES),
        (REST + rb"(?:msgctxt \"[^\n]*+\n)?msgid \"", "a gettext catalogue", LINES),
        (rb"WARC/[01]\.\d\n", "a web archive (WARC)", "extract the texts, and write them as JSON Lines"),
        (rb"(?:%[^\n]*+\n|\s)*+@(?i:relation)[ \t]", "an ARFF file", LINES),
        (rb"\s*+@[A-Za-z]++\{[\w:./+-]++,\s|TY  - [A-Z]++\n", "a list of references", LINES),
        (
            rb"(?:#[^\n]*+\n|\s)*+(?:@prefix [\w-]*+: *+<|(?:<[a-z]++:[^>\n]*+> ){2}[<\"_])",
            "RDF triples",
            LINES,
        ),
        (rb">[^\n]++\n[A-Z*-]{20,}+\n", "sequences (FASTA)", LINES),
        (
            rb"(?:[+-]?\d++(?:\.\d++)?(?: \d++:[\d.eE+-]++){2,}+ ?(?:#[^\n]*+)?\n){2}",
            "features (svmlight), not texts",
            "audit the data they were made from",
        ),
        (
            rb"(?:\d++ \d++\n)?(?:\S++(?: -?\d++\.\d++(?:e-?\d++)?){16,}+ ?\n){2}",
            "word vectors",
            "audit the data they were made from",
        ),
        (rb"-----BEGIN [A-Z0-9 ]++-----\n", "a key or a certificate", "audit the data, not what opens it"),
        (rb"a:\d++:\{(?:i:\d|s:\d++:\")", "serialized by PHP", LINES),
        (
            rb"\{\s*+\"cells\"\s*+:\s*+\[\s*+\{\s*+\"(?:cell_type|attachments|execution_count)\"",
            "a Jupyter notebook",
            "audit the data it reads or writes",
        ),
        (
            rb"diff --git |--- [^\n]++\n\+\+\+ [^\n]++\n@@ ",
            "a diff, not the data",
            "apply it to the data first: git apply FILE",
        ),
        (rb"(?:%[^\n]*+\n|\s)*+\\documentclass", "a LaTeX document", "audit the data it was made from"),
        (
            rb"\d++\n\d\d:\d\d:\d\d[,.]\d{3} --> |WEBVTT[ \n]|\[Script Info\]\n",
            "a file of subtitles",
            "audit the examples made from it",
        ),
    )
)
# maps, or arrays of them, of packed formats, up to their first key: its length is the last byte's lower bits
MSGPACK = re.compile(
    rb"(?:[\x90-\x9f]|\xdc..|\xdd....)?+(?:[\x81-\x8f]|\xde..|\xdf....)(?:[\xa2-\xbf]|\xd9[\x02-\x3f])",
    re.DOTALL,
)
CBOR = re.compile(
    rb"(?:\xd9\xd9\xf7)?+(?:[\x81-\x97]|\x98.|\x99..|\x9a....|\x9f)?+(?:[\xa1-\xb7]|\xb8.|\xb9..|\xba....|\xbf)"
    rb"(?:[\x62-\x77]|\x78[\x18-\x3f])",
    re.DOTALL,
)
_KEY = re.compile(rb"[A-Za-z_][\w .-]*+")
_EBCDIC = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \n\x85")


def told(head: bytes) -> tuple[str, str] | None:
    """What the bytes are by their form, and what to do about it; None for what may be data."""
    start = head[:ENOUGH].lstrip(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    for form, what, remedy in FORMS:
        if form.match(start):
            return what, remedy
    if _keyed(CBOR, head, 0x1F, b"\x78"):
        return "CBOR", LINES
    if _keyed(MSGPACK, head, 0x1F, b"\xd9"):
        return "MessagePack", LINES
    if _is_ebcdic(head[:ENOUGH]):
        return "EBCDIC text", "re-encode it: iconv -f IBM037 -t UTF-8 FILE > utf8.data"
    return None


def _keyed(form: re.Pattern[bytes], head: bytes, bits: int, long: bytes) -> bool:
    """Whether a name as long as it says follows."""
    if not (found := form.match(head)):
        return False
    last = found.group()[-1]
    length = last if found.group()[-2:-1] == long else last & bits
    name = head[found.end() : found.end() + length]
    return len(name) == length and _KEY.fullmatch(name) is not None


def _is_ebcdic(head: bytes) -> bool:
    """Whether the bytes are hardly ASCII, and letters, digits and spaces of EBCDIC for the most part."""
    if len(head) < 64 or sum(byte < 0x80 for byte in head) * 2 > len(head):
        return False
    return sum(letter in _EBCDIC for letter in head.decode("cp037")) * 4 > len(head) * 3
