"""TOK001: rows longer than the target takes, and how many tokens there are to train on."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest
from math import sqrt
from typing import Any, ClassVar, Self

from auditor import targets
from auditor.checkers.base import BaseChecker
from auditor.config import Config
from auditor.model import Batch, Confidence, Flag, Outcome, Rule, Severity, Spot
from auditor.text.distribution import described
from auditor.text.tokens import INSTALL, TOKENIZER, count, size, tokenizer

SAMPLE = 2_000  # rows whose tokens are counted; with fewer rows the total is exact
EPOCHS = 3  # OpenAI's aim for sets of usual size
_MIX = 0x9E3779B97F4A7C15  # an odd number that scatters row ids (Knuth's multiplicative hash)


class OverTokenLimit(BaseChecker):
    """Rows with more tokens than the target takes.

    What it does
      With a --target that has a limit, or with thresholds."tokens.limit" in the configuration, counts the
      tokens of every row that may be over it: text and tool calls, and four tokens of markup a message. Rows
      of no more UTF-8 bytes than the limit are within it for certain and are not tokenised. Tokens are those
      of OpenAI's o200k_base; other tokenizers make about 3 to 30 % more, of Chinese up to a half.
    Why it matters
      OpenAI and Azure cut off the end of a longer row, which is the answer; Vertex AI drops the row.
    Example
      70,112 tokens; the limit is 65,536
    How to fix
      Split the row, shorten its context, or leave it out.
    When to ignore it
      When your model takes more than the profile says.
    How sure we are
      Exact for o200k_base: the extra finetune-auditor[tokens] brings the vocabulary; nothing is downloaded.
    """

    rule = Rule(
        "TOK001",
        "over-token-limit",
        Severity.WARNING,
        "rows with more tokens than the target takes",
        confidence=Confidence.HIGH,
    )
    rules: ClassVar[tuple[Rule, ...]] = (rule,)

    def __init__(self, config: Config) -> None:
        """Look up the limit; without a target or a limit there is nothing to do."""
        super().__init__(config)
        target = targets.profile(config.target) if config.target else None
        asked = target.asks("tokens-at-most") if target else None
        self.limit = int(config.threshold("tokens.limit", asked.value if asked else 0))
        self.drops = asked is not None and asked.effect == "drops"
        self.wanted = target is not None or self.limit > 0
        self.long = array("q")  # rows that may be over the limit
        self.sample: list[tuple[int, int]] = []  # (scattered row id, row id): the smallest SAMPLE of them
        self.rows = self.bytes = 0
        self.chosen: set[int] = set()  # rows to be counted
        self.counted: dict[int, tuple[int, int]] = {}  # row → (bytes, tokens)

    def observe(self, batch: Batch) -> None:
        """Add up the bytes, and choose the rows to count: the long ones, and a sample of all."""
        if not self.wanted:
            return
        for example in batch.examples:
            if example.split == "train":
                length = size(example)
                self.rows, self.bytes = self.rows + 1, self.bytes + length
                self.sample.append((example.row * _MIX & 0xFFFFFFFFFFFFFFFF, example.row))
                if self.limit and length > self.limit:
                    self.long.append(example.row)
        if len(self.sample) > 4 * SAMPLE:
            self.sample = nsmallest(SAMPLE, self.sample)

    def merge(self, other: Self) -> None:
        """Join sums and choices."""
        self.rows, self.bytes = self.rows + other.rows, self.bytes + other.bytes
        self.long.extend(other.long)
        self.sample = nsmallest(SAMPLE, [*self.sample, *other.sample])

    def rows_to_review(self) -> Sequence[int]:
        """The long rows and the sample, when they can be counted."""
        self.sample = nsmallest(SAMPLE, self.sample)
        self.chosen = {row for _, row in self.sample} | set(self.long)
        return sorted(self.chosen) if self.chosen and tokenizer() else ()

    def review(self, batch: Batch) -> None:
        """Count the tokens of the chosen rows."""
        tokens_of = tokenizer()
        for example in batch.examples:
            if tokens_of and example.row in self.chosen:
                self.counted[example.row] = (size(example), count(example, tokens_of))

    def finish(self) -> Outcome:
        """The rows over the limit, and the total."""
        if not self.rows:
            return Outcome()
        if tokenizer() is None:
            reason = f"{len(self.long):,} rows may be over the limit of {self.limit:,} tokens; {INSTALL}"
            return Outcome(skipped=[(self.rule.code, reason)] if self.long else [])
        over = [(row, self.counted[row][1]) for row in sorted(self.long) if row in self.counted]
        over = [(row, tokens) for row, tokens in over if tokens > self.limit]
        tokens = dict(over)
        spots = [
            Spot(row, f"{tokens[row]:,} tokens; the limit is {self.limit:,}") for row in self.shown(tokens)
        ]
        flag = Flag(
            self.rule, f"rows of more than {self.limit:,} tokens", list(tokens), spots, drops=self.drops
        )
        return Outcome([flag] if over else [], {"tokens": self._total()})

    def _total(self) -> dict[str, Any]:
        """Tokens of the training split: counted, or by the sample's tokens per byte, with the 95 % error."""
        pairs = [self.counted[row] for _, row in self.sample if row in self.counted]
        ratio = sum(tokens for _, tokens in pairs) / max(1, sum(length for length, _ in pairs))
        spread = sum((tokens - ratio * length) ** 2 for length, tokens in pairs) / max(1, len(pairs) - 1)
        exact = len(pairs) == self.rows
        total = sum(tokens for _, tokens in pairs) if exact else round(ratio * self.bytes)
        error = 0 if exact else round(1.96 * self.rows * sqrt(spread / max(1, len(pairs))))
        return {
            "tokenizer": TOKENIZER,
            "total": total,
            "error": error,
            "exact": exact,
            "epochs": EPOCHS,
            "trained": total * EPOCHS,
            **(described(Counter(tokens for _, tokens in pairs), "tokens") if pairs else {}),
        }
