"""STY003: the system prompt varies by accident: nearly the same text in several spellings, or missing."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import ClassVar, Self

from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Flag, Outcome, Rule, Severity, Spot
from auditor.text.prompt_difference import difference, is_slip, likeness
from auditor.text.sensitive.masking import blank

KEPT = 4096  # prompts that are kept apart; of more, those with the smallest hashes
MAIN = 20  # prompts that others are compared with
RARE = 200  # prompts that are compared with them
ALIKE = 0.85  # likeness from which one prompt is a spelling of the other
SHARE = 0.5  # where more than a slip differs, a spelling must be this much rarer to be the accident
MANY = 5  # spellings of one prompt; more of them are a template with a slot, and meant
USUAL = 0.9  # share of rows with a system prompt from which a missing one is a deviation
MINIMUM = 30  # rows


class SystemPrompts(BaseChecker):
    """A system prompt is nearly, but not quite, the one of the other rows.

    What it does
        Compares the system prompts of the training rows. A prompt that shares 85 % of its text with one that
        is at least twice as frequent is reported with the difference; where they differ in spelling,
        punctuation, white space or small words only, with any that is more frequent. Rows without a system
        prompt are reported where at least 90 % have one. Prompts that are really different, and prompts that
        differ from row to row by design (a name, a date), are left alone.

    Why it matters
        The system prompt is part of what the model learns to react to. Two spellings by accident split the
        data in two, and the one used in production may be the rarer one.

    Example
        `Answer with one JSON object.` in 680 rows and `Answer with a JSON object.` in 20.

    How to fix
        Use the same text in all rows, the one that production will use.

    When to ignore it
        When the variants are deliberate, to make the model robust against wording.

    How sure we are
        Certain that the texts differ as shown; whether by accident, only you know.
    """

    rule: ClassVar[Rule] = Rule(
        "STY003",
        "system-prompt-varies",
        Severity.WARNING,
        "nearly the same system prompt in several spellings",
    )
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Start with no prompts."""
        super().__init__(config)
        self.rows: dict[bytes, array[int]] = {}
        self.missing = array("q")
        self.total = 0
        self.texts: dict[bytes, str] = {}

    def observe(self, batch: Batch) -> None:
        """Note which rows share a system prompt."""
        rows: dict[str, list[int]] = {}  # a batch repeats its prompts: each is hashed once
        for example in batch.examples:
            if example.split == "train":
                rows.setdefault(example.system, []).append(example.row)
        for prompt, having in rows.items():
            self.total += len(having)
            if prompt.strip():
                self.rows.setdefault(_digest(prompt), array("q")).extend(having)
            else:
                self.missing.extend(having)
        self._trim()

    def merge(self, other: Self) -> None:
        """Join the rows of equal prompts."""
        self.total += other.total
        self.missing.extend(other.missing)
        for digest, rows in other.rows.items():
            self.rows.setdefault(digest, array("q")).extend(rows)
        self._trim()

    def _trim(self) -> None:
        """Bound the memory: the smallest hashes stay, so that no order of merges matters."""
        if len(self.rows) > KEPT:
            self.rows = {digest: self.rows[digest] for digest in sorted(self.rows)[:KEPT]}

    def rows_to_review(self) -> Sequence[int]:
        """The first row of every prompt that is compared."""
        return sorted(min(self.rows[digest]) for digest in self._ranked())

    def _ranked(self) -> list[bytes]:
        """The commonest prompts."""
        return sorted(self.rows, key=lambda digest: (-len(self.rows[digest]), digest))[: MAIN + RARE]

    def review(self, batch: Batch) -> None:
        """Learn the texts."""
        for example in batch.examples:
            if example.system.strip() and (digest := _digest(example.system)) in self.rows:
                self.texts[digest] = example.system

    def finish(self) -> Outcome:
        """One finding with the rows of the rarer spellings and those without a prompt."""
        if self.total < MINIMUM:
            return Outcome()
        spots = {spot.row: spot for spot in (*self._variants(), *self._without())}
        if not spots:
            return Outcome()
        message = f"the system prompt of {len(spots):,} of {self.total:,} rows deviates from the usual one"
        return Outcome([Flag(self.rule, message, sorted(spots), [spots[row] for row in self.shown(spots)])])

    def _variants(self) -> Iterator[Spot]:
        ranked = [digest for digest in self._ranked() if digest in self.texts]
        spellings: dict[bytes, list[bytes]] = {}
        for position, digest in enumerate(ranked):
            if (usual := self._spelling_of(digest, ranked[: min(position, MAIN)])) is not None:
                spellings.setdefault(usual, []).append(digest)
        for usual, found in spellings.items():
            for digest in found if len(found) <= MANY else ():
                words = difference(blank(self.texts[usual]), blank(self.texts[digest]))
                message = f"differs from the prompt of {len(self.rows[usual]):,} rows: {words}"
                yield from (Spot(row, message, "system") for row in self.rows[digest])

    def _spelling_of(self, digest: bytes, commoner: Sequence[bytes]) -> bytes | None:
        """The much commoner prompt that this one is a spelling of."""
        rows, text = len(self.rows[digest]), self.texts[digest]
        for usual in commoner:
            if len(self.rows[usual]) < MINIMUM or likeness(self.texts[usual], text) < ALIKE:
                continue
            if rows <= SHARE * len(self.rows[usual]) or is_slip(self.texts[usual], text):
                return usual
        return None

    def _without(self) -> Iterator[Spot]:
        having = self.total - len(self.missing)
        if self.missing and having >= USUAL * self.total:
            for row in self.missing:
                yield Spot(row, f"no system prompt, unlike {having:,} of {self.total:,} rows", "input")


def _digest(prompt: str) -> bytes:
    return blake2b(prompt.encode("utf-8", "surrogatepass"), digest_size=8).digest()
