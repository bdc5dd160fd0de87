"""Text that was decoded with the wrong character set."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.checkers.noise import NoiseChecker
from auditor.model import Batch, Example, Rule, Severity, Spot
from auditor.text.excerpts import around
from auditor.text.expression import later
from auditor.text.joined import bounded, joined
from auditor.text.unusual import mojibake_places

_LOST = "\ufffd"
# A first look, without ftfy: a letter and then what a continuation byte becomes in Latin-1, Windows-1252,
# (for the next two) Mac Roman, or twice in a row in Windows-1251.
_SUSPECT = later(
    "[À-ÿ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘-„†-•…‰‹›€™]|√[©®†°¢§∞≤±]|‚Ä"
    "|(?:[РС][\u00a0-\u00bfЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈҐЁЄЇІіґё№єјЅѕї]){2}"
)


class Mojibake(NoiseChecker):
    """A text that was decoded with the wrong character set: "cafÃ©" for "café".

    What it does
        Looks in input, output and system prompt for the sequences that UTF-8 leaves when it is read as
        another encoding, and lets ftfy decide whether undoing that gives sensible text. Letters that are gone
        for good (U+FFFD, the replacement character) are told too.
    Why it matters
        The model learns to write "donâ€™t". To its tokenizer these are other, rarer tokens, so the row also
        teaches little of what it should.
    Example
        "The cafÃ© doesnâ€™t open before 9."
    How to fix
        `auditor fix` restores the text. A U+FFFD cannot be restored: export the data again, as UTF-8.
    When to ignore it
        When the task is about broken encodings.
    How sure we are
        High: see docs/accuracy/noise.md. Only the first 65,536 characters of a text are read.
    """

    rule = Rule(
        "NOI001",
        "mojibake",
        Severity.WARNING,
        "texts decoded with the wrong character set",
        gate=0.05,
        fix="safe",
    )
    sides = ("input", "output", "system")

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Rows with bytes that every mojibake has."""
        found: dict[int, Example] = {}
        for side in self.sides:
            texts = joined(batch, side)
            found.update((example.row, example) for example in texts.owners_at(mojibake_places(texts.blob)))
        return found.values()

    def problem(self, example: Example) -> Spot | None:
        """What ftfy would restore, or where a character is lost."""
        for side in self.sides:
            text = bounded(getattr(example, side))
            if text.isascii():
                continue
            if _LOST in text:
                at = text.index(_LOST)
                return Spot(
                    example.row, f"a lost character (U+FFFD) in the {side}", side, around(text, at, at + 1)
                )
            if _SUSPECT.search(text) and (fixed := _restored(text)) != text:
                at = _first_difference(text, fixed)
                return Spot(example.row, f"mojibake in the {side}", side, around(text, at, at + 1))
        return None


def _restored(text: str) -> str:
    """The text as ftfy would have it; ftfy is imported when the first suspect comes."""
    from ftfy import fix_encoding

    return fix_encoding(text)


def _first_difference(one: str, other: str) -> int:
    """The first position where two texts differ."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
