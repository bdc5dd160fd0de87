"""Letters that stand as a letter and a mark."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.checkers.noise import NoiseChecker
from auditor.model import Batch, Example, Rule, Severity, Spot
from auditor.text.composed import composed
from auditor.text.excerpts import around
from auditor.text.joined import bounded, joined
from auditor.text.unusual import mark_places


class Decomposed(NoiseChecker):
    """A text whose letters stand in pieces: an "e" and an accent where others have "é".

    What it does
        Looks in input, output and system prompt for letters that are not in Unicode's form NFC: a letter and
        the marks behind it where the letter exists in one piece, Korean syllables letter by letter, the signs
        for kelvin, ångström and ohm in place of the letters. Letters of Hindi and Hebrew, and characters of
        Japanese names, which NFC would change for other reasons, are no problem.
    Why it matters
        Both look the same and are other tokens: the model learns two spellings of one word, and copies,
        labels and leaks in the other spelling are not seen as equal. Names of files on a Mac, and some PDFs,
        bring such letters.
    Example
        "cafe" and U+0301 where "café" is meant.
    How to fix
        `auditor fix` puts the letters together; nothing else in the text changes.
    When to ignore it
        When the task is about Unicode itself.
    How sure we are
        Certain: Unicode defines both spellings as equal. Only the first 65,536 characters of a text are read.
    """

    rule = Rule("NOI016", "decomposed-letters", Severity.WARNING, "letters in pieces (not NFC)", fix="safe")
    sides = ("input", "output", "system")

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """Rows with bytes that every such letter has."""
        found: dict[int, Example] = {}
        for side in self.sides:
            texts = joined(batch, side)
            found.update((example.row, example) for example in texts.owners_at(mark_places(texts.blob)))
        return found.values()

    def problem(self, example: Example) -> Spot | None:
        """The first such letter."""
        for side in self.sides:
            text = bounded(getattr(example, side))
            if (whole := composed(text)) != text:
                at = next(i for i, (a, b) in enumerate(zip(text, whole + "\0", strict=False)) if a != b)
                letter = f"U+{ord(text[at]):04X}"
                return Spot(
                    example.row,
                    f"a letter in pieces ({letter} …) in the {side}",
                    side,
                    around(text, at, at + 1),
                )
        return None
