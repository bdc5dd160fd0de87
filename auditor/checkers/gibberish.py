"""Texts that are no language: keyboards mashed, signs in a heap."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from auditor.checkers.noise import NoiseChecker
from auditor.config import Config
from auditor.kernels import compiled
from auditor.model import Batch, Example, Rule, Severity, Spot
from auditor.text.joined import Side, bounded, joined
from auditor.text.limits import limit
from auditor.text.pronounceable import KEYBOARD_RUNS, unpronounceable
from auditor.text.subject import looks_like_code, without_code

_CONSONANT, _SIGN = 1, 2
_CLASSES = bytes(
    _CONSONANT
    if code in b"bcdfghjklmnpqrstvwxz"
    else _SIGN
    if 32 <= code < 127 and not chr(code).isalnum()
    else 0
    for code in range(256)
)
_CONSONANTS, _SIGNS = 5, 8  # so many in a row
_FEWEST_WORDS = 3  # one or two odd words are names, or a growl
_FEWEST_SIGNS = 15
_FEWEST_RUNS = 3
_ALPHANUMERIC = bytes(code for code in range(128) if chr(code).isalnum())
_NO_SIGNS = _ALPHANUMERIC + bytes(code for code in range(128) if chr(code).isspace())


class Gibberish(NoiseChecker):
    """A text whose words cannot be words, or that is a heap of signs.

    What it does
        Looks in outputs (in classification in inputs) for long words in Latin letters that no language could
        pronounce: without a vowel, with six consonants in a row, with pairs such as "qz" or runs along the
        keyboard. A text is flagged when most of its long words are like that, or when it is a heap of signs
        such as "!@#$%^&*". Code, abbreviations and single odd words are left alone.
    Why it matters
        There is nothing to learn in it but noise.
    Example
        "asdkjh qwlekj zxmcnb asdkjh"
    How to fix
        Delete the row. The rows do not count as usable.
    When to ignore it
        When the data hold ciphers or random strings on purpose.
    How sure we are
        High, and it misses much: random words of a real language are not seen. See docs/accuracy/noise.md.
    """

    rule = Rule(
        "NOI010", "gibberish", Severity.WARNING, "texts that are no language", drops=True, fix="unsafe"
    )

    sides = ("input", "output")
    literals = KEYBOARD_RUNS

    def __init__(self, config: Config) -> None:
        """Choose the side that is judged."""
        super().__init__(config)
        self.side: Side = "input" if config.task == "classification" else "output"
        self.share = limit(config, "gibberish.share")

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Texts with runs of five consonants or of keys side by side, or with eight signs in a row."""
        if self.config.task == "extraction":
            return ()
        mashed = {e.row: e for e in super().candidates(batch)}
        texts = joined(batch, self.side)
        odd = odd_texts(texts.blob, texts.starts, _CONSONANTS, _FEWEST_RUNS, _SIGNS)
        return (mashed | {e.row: e for text in odd.tolist() for e in texts.owners[text]}).values()

    def problem(self, example: Example) -> Spot | None:
        """That most long words are none, or that there are only signs."""
        text = without_code(bounded(getattr(example, self.side)))
        long, impossible = unpronounceable(text)
        if impossible >= _FEWEST_WORDS and impossible >= self.share * long and not looks_like_code(text):
            return Spot(example.row, f"{impossible} of {long} long words cannot be words", self.side)
        if text.isascii() and _is_heap_of_signs(text.encode()):
            return Spot(example.row, "a heap of signs", self.side)
        return None


def _is_heap_of_signs(text: bytes) -> bool:
    """Whether far more signs than letters and digits stand in an ASCII text, and of several kinds."""
    signs = len(text.translate(None, _NO_SIGNS))
    letters = len(text) - len(text.translate(None, _ALPHANUMERIC))
    return signs >= max(_FEWEST_SIGNS, 4 * letters) and len(set(text)) >= 5


@compiled("pronouncing")
def odd_texts(
    blob: bytes, starts: NDArray[np.int64], consonants: int, several: int, signs: int
) -> NDArray[np.int64]:
    """Which texts of a `Joined` hold `several` runs of consonants, which may overlap, or a run of signs."""
    members = np.frombuffer(blob.translate(_CLASSES), np.uint8)
    owners = np.searchsorted(starts, _runs(members == _CONSONANT, consonants), side="right") - 1
    found = np.bincount(owners, minlength=len(starts)) >= several
    found[np.searchsorted(starts, _runs(members == _SIGN, signs), side="right") - 1] = True
    return np.flatnonzero(found)


def _runs(member: NDArray[np.bool_], length: int) -> NDArray[np.int64]:
    """The positions where `length` members stand in a row."""
    if len(member) < length:
        return np.empty(0, np.int64)
    run = member[: len(member) - length + 1].copy()
    for step in range(1, length):
        run &= member[step : len(member) - length + 1 + step]
    return np.flatnonzero(run)
