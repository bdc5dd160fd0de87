"""What the checkers for secrets and for personal data share: kinds are counted, values never shown."""

from __future__ import annotations

from collections import Counter
from typing import Self

from auditor.checkers.noise import NoiseChecker
from auditor.config import Config
from auditor.model import Batch, Example, Spot
from auditor.text.excerpts import around
from auditor.text.joined import Side, bounded, joined
from auditor.text.sensitive.kinds import Sensitive, hint

_NAMED = 3  # values named in the message of a row


class SensitiveChecker(NoiseChecker):
    """Looks through every text of a row; a subclass says what is `found_at` one.

    A text that many rows share is searched once, and only the texts that pass the gate are.
    """

    sides = ("input", "output", "system", "rejected")

    def __init__(self, config: Config) -> None:
        """Start with nothing counted."""
        super().__init__(config)
        self.kinds: Counter[str] = Counter()

    def found_at(self, side: Side, text: str) -> list[Sensitive]:
        """The values in the text on this side that must not be in the data."""
        raise NotImplementedError

    def observe(self, batch: Batch) -> None:
        """Remember the rows, and count them by kind."""
        self.seen += len(batch.examples)
        kinds: dict[int, set[str]] = {}
        for side in self.sides:
            texts = joined(batch, side)
            for number in self.holders(batch, side):
                if found := {one.kind for one in self.found_at(side, texts.texts[number])}:
                    for example in texts.owners[number]:
                        kinds.setdefault(example.row, set()).update(found)
        self.rows.extend(kinds)
        for found in kinds.values():
            self.kinds.update(found)

    def merge(self, other: Self) -> None:
        """Join rows and counts."""
        super().merge(other)
        self.kinds.update(other.kinds)

    def problem(self, example: Example) -> Spot | None:
        """What was found, by kind, with the first and last two characters at most."""
        found = self._found(example)
        if not found:
            return None
        names = [f"{hint(text, one)} in the {side}" for side, text, ones in found for one in ones]
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        side, text, ones = found[0]
        return Spot(
            example.row, ", ".join(names[:_NAMED]) + more, side, around(text, ones[0].start, ones[0].end)
        )

    def summary(self) -> str:
        """The rule's summary, with the number of rows for each kind."""
        kinds = sorted(self.kinds.items(), key=lambda item: (-item[1], item[0]))
        return f"{self.rule.summary}: " + ", ".join(f"{kind} ({count:,})" for kind, count in kinds)

    def _found(self, example: Example) -> list[tuple[Side, str, list[Sensitive]]]:
        """Side, text and what was found in it, for the sides where something was."""
        texts = [(side, bounded(getattr(example, side) or "")) for side in self.sides]
        return [(side, text, found) for side, text in texts if text and (found := self.found_at(side, text))]
