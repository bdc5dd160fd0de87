"""The template behind a text: its words, with numbers and names replaced by slots."""

from __future__ import annotations

from itertools import islice

import numpy as np

from auditor.kernels import compiled
from auditor.text.expression import later
from auditor.text.near.shingles import Spans
from auditor.text.normalise import single_spaces
from auditor.text.ragged import Hashes, Ints, Mask, offsets_of

LONGEST = 400  # characters; longer texts are hardly filled in from a template of one sentence

_NUMBER = later(r"\d+(?:[.,:/-]\d+){0,8}")
# the capital first and then what stands before it: capitals are rarer, so this is twice as fast
_NAME = later(r"[A-ZÀ-Þ](?<=[a-zß-ÿ,] .)[\w'-]{1,40}(?: [A-ZÀ-Þ][\w'-]{1,40}){0,4}")
_LITERAL = later(r"[^\W\d_]{2,}")
_LITERALS = 3  # words that a template must have besides its slots
_EDGE = " .?!"

# The same of many texts at once, as lines of ASCII in which every digit is \1 already, and a name \2. Both
# expressions begin with one byte, which is found ten times as fast as one of many.
_NUMBERS = later(rb"\x01\x01*(?:[.,:/-]\x01+){0,8}")
_NAMES = later(rb" [A-Z](?<=[a-z,]..)[\w'-]{1,40}(?: [A-Z][\w'-]{1,40}){0,4}")
_IS_CORE = np.ones(256, bool)  # what is neither edge nor border
_IS_CORE[list(b"\n" + _EDGE.encode())] = False
_LINES = bytes.maketrans(b"\0\t\n\v\f\r\x1c\x1d\x1e\x1f0123456789", b"\n" + b" " * 9 + b"\1" * 10)


def template_of(text: str) -> str:
    """The text in small letters with {number} and {name}; "" where it has no slot, or little else."""
    return _filled(text).replace("\2", "{name}").replace("\1", "{number}")


@compiled("slots")
def template_digests(texts: list[str]) -> Hashes:
    """64 bits of the template of every text, 0 where it has none; ASCII by steps over all texts at once."""
    short = [text if len(text) <= LONGEST else "" for text in texts]
    plain = [text if _is_plain(text) else "" for text in short]
    lines = single_spaces("\0".join(["", *plain, ""]).encode().translate(_LINES))
    lines = _NAMES.sub(b" \2", _NUMBERS.sub(b"\1", lines)).lower()
    letters = np.frombuffer(lines, np.uint8)
    borders = np.flatnonzero(letters == ord("\n"))
    letter = letters - np.uint8(ord("a")) < 26  # a word begins where two letters stand behind none
    words = _counts(letter[1:-1] & letter[2:] & ~letter[:-2], borders)
    slots = _counts((letters == 1) | (letters == 2), borders)
    filled = np.flatnonzero((words >= _LITERALS) & (slots > 0))
    core = np.flatnonzero(_IS_CORE[letters])
    first, after = np.searchsorted(core, borders[filled]), np.searchsorted(core, borders[filled + 1])
    found = np.zeros(len(texts), np.uint64)
    found[filled] = Spans(lines).hashes(core[first], core[after - 1] + 1)
    odd = [at for at, (text, kept) in enumerate(zip(short, plain, strict=True)) if text != kept]
    found[odd] = filled_digests([texts[at] for at in odd])
    return found


def filled_digests(texts: list[str]) -> Hashes:
    """The digests of texts of any letters, one text after the other."""
    filled = [_filled(text).encode("utf-8", "surrogatepass") for text in texts]
    offsets = offsets_of(np.array([len(text) for text in filled], np.int64))
    return Spans(b"".join(filled)).hashes(offsets[:-1], offsets[1:])


def _counts(places: Mask, borders: Ints) -> Ints:
    """How many of the places lie in every line."""
    counts: Ints = np.diff(np.searchsorted(np.flatnonzero(places), borders))
    return counts


def _filled(text: str) -> str:
    """A text with its slots, \1 for a number and \2 for a name."""
    if len(text) > LONGEST:
        return ""
    filled = _NAME.sub("\2", _NUMBER.sub("\1", " ".join(text.split())))
    if ("\2" not in filled and "\1" not in filled) or not _has_words(filled):
        return ""
    return filled.lower().strip(_EDGE)


def _is_plain(text: str) -> bool:
    """Whether a text is ASCII and holds none of the signs that stand for a slot or a border."""
    return text.isascii() and "\0" not in text and "\1" not in text and "\2" not in text


def _has_words(text: str) -> bool:
    """Whether a template has enough words besides its slots; the first few are looked for, not all."""
    return sum(1 for _ in islice(_LITERAL.finditer(text), _LITERALS)) == _LITERALS
