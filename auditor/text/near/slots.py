"""The template behind a text: its words, with numbers and names replaced by slots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

import numpy as np

from auditor.text.normalise import single_spaces

LONGEST = 400  # characters; longer texts are hardly filled in from a template of one sentence

_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+){0,8}")
# the capital first and then what stands before it: capitals are rarer, so this is twice as fast
_NAME = re.compile(r"[A-ZÀ-Þ](?<=[a-zß-ÿ,] .)[\w'-]{1,40}(?: [A-ZÀ-Þ][\w'-]{1,40}){0,4}")
_LITERAL = re.compile(r"[^\W\d_]{2,}")
_LITERALS = 3  # words that a template must have besides its slots
_EDGE = " .?!"

# The same of many texts at once, as lines of ASCII in which every digit is \1 already. Both expressions begin
# with one byte, which is found ten times as fast as one of many.
_NUMBERS = re.compile(rb"\x01\x01*(?:[.,:/-]\x01+){0,8}")
_NAMES = re.compile(rb" [A-Z](?<=[a-z,]..)[\w'-]{1,40}(?: [A-Z][\w'-]{1,40}){0,4}")
_LINES = bytes.maketrans(b"\0\t\n\v\f\r\x1c\x1d\x1e\x1f0123456789", b"\n" + b" " * 9 + b"\1" * 10)


def template_of(text: str) -> str:
    """The text in small letters with {number} and {name}; "" where it has no slot, or little else."""
    if len(text) > LONGEST:
        return ""
    filled = _NAME.sub("\0", _NUMBER.sub("\1", " ".join(text.split())))
    if ("\0" not in filled and "\1" not in filled) or not _has_words(filled):
        return ""
    return filled.lower().strip(_EDGE).replace("\0", "{name}").replace("\1", "{number}")


def templates_of(texts: Sequence[str]) -> list[bytes]:
    """`template_of` of every text, as UTF-8; where they are ASCII a third of the work."""
    found = [b""] * len(texts)
    plain = [at for at, text in enumerate(texts) if len(text) <= LONGEST and _is_plain(text)]
    for at, template in zip(plain, _templates([texts[at] for at in plain]), strict=True):
        found[at] = template
    for at in set(range(len(texts))).difference(plain):
        found[at] = template_of(texts[at]).encode("utf-8", "surrogatepass")
    return found


def _is_plain(text: str) -> bool:
    """Whether a text is ASCII and holds none of the signs that stand for a slot or a border."""
    return text.isascii() and "\0" not in text and "\1" not in text and "\2" not in text


def _templates(texts: Sequence[str]) -> list[bytes]:
    """`template_of` of plain texts, by the same steps, each over all of them."""
    lines = single_spaces("\0".join(texts).encode().translate(_LINES))
    lines = _NAMES.sub(b" \2", _NUMBERS.sub(b"\1", lines)).lower()
    edge = _EDGE.encode()
    return (
        [
            line.strip(edge).replace(b"\2", b"{name}").replace(b"\1", b"{number}")
            if wordy and (b"\1" in line or b"\2" in line)
            else b""
            for line, wordy in zip(lines.split(b"\n"), _have_words(lines), strict=True)
        ]
        if texts
        else []
    )


def _has_words(text: str) -> bool:
    """Whether a template has enough words besides its slots; the first few are looked for, not all."""
    return sum(1 for _ in islice(_LITERAL.finditer(text), _LITERALS)) == _LITERALS


def _have_words(lines: bytes) -> list[bool]:
    """`_has_words` of every line of small letters: a word begins where two letters stand behind none."""
    letters = np.frombuffer(b"\n" + lines + b"\n", np.uint8)
    letter = letters - np.uint8(ord("a")) < 26
    words = np.flatnonzero(letter[1:-1] & letter[2:] & ~letter[:-2])
    ends = np.flatnonzero(letters[1:] == ord("\n"))
    counts = np.diff(np.searchsorted(words, ends), prepend=0)
    enough: list[bool] = (counts >= _LITERALS).tolist()
    return enough
