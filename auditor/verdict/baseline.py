"""Scores of predictions against what was expected, each with a 95 % confidence interval."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from auditor.verdict.tasks import convention

RESAMPLES = 1_000
_WORD = re.compile(r"\w+|[^\w\s]")
_READ = 20_000  # characters of a text that are compared

Pair = tuple[str, str]  # expected, predicted


class Score(Struct, frozen=True):
    """A measure from 0 to 1 with its 95 % confidence interval."""

    name: str
    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """For people: "exact match 0.84 (0.71 to 0.92)"."""
        return f"{self.name} {self.value:.2f} ({self.low:.2f} to {self.high:.2f})"


class Scores(Struct, frozen=True):
    """All measures that apply, the one that counts for the task first; F1 by label where there are labels."""

    examples: int
    measures: tuple[Score, ...]
    by_label: dict[str, float]

    @property
    def main(self) -> Score:
        """The measure that becomes the baseline."""
        return self.measures[0]


def score(pairs: Sequence[Pair], task: str) -> Scores:
    """Score predictions. Raises ValueError without any pair.

    Exact match (white space and case aside) for every task, macro F1 for classification, keeping the
    convention of the expected outputs where they have one, and overlap of words (ROUGE-1 F1, Lin 2004).
    Shares get a Wilson interval, means a percentile bootstrap (1,000 resamples, seeded).
    """
    if not pairs:
        raise ValueError("no prediction to score")
    same = [_plain(expected) == _plain(predicted) for expected, predicted in pairs]
    exact = _share("exact match", sum(same), len(pairs))
    overlap = _mean("word overlap (ROUGE-1 F1)", [rouge1(*pair) for pair in pairs])
    kept = _convention_kept(pairs)
    if task == "classification":
        by_label = f1_by_label(pairs)
        return Scores(len(pairs), (exact, _macro_f1(pairs)), by_label)
    measures = (exact, overlap) if task == "extraction" else (overlap, exact)
    return Scores(len(pairs), (*measures, *kept), {})


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _convention_kept(pairs: Sequence[Pair]) -> list[Score]:
    """How many predictions keep the convention of the expected outputs; nothing where there is none."""
    found = convention([expected for expected, _ in pairs])
    if found is None:
        return []
    kept = sum(found.holds(predicted) for _, predicted in pairs)
    return [_share(f"format kept ({found.sentence})", kept, len(pairs))]


def rouge1(expected: str, predicted: str) -> float:
    """Harmonic mean of precision and recall of words, each counted as often as it occurs in both."""
    mine = Counter(_WORD.findall(expected[:_READ].casefold()))
    theirs = Counter(_WORD.findall(predicted[:_READ].casefold()))
    if not mine or not theirs:
        return float(mine == theirs)
    return 2 * (mine & theirs).total() / (mine.total() + theirs.total())


def f1_by_label(pairs: Sequence[Pair]) -> dict[str, float]:
    """F1 of each expected label, the worst first."""
    expected = Counter(_plain(given) for given, _ in pairs)
    predicted = Counter(_plain(guess) for _, guess in pairs)
    right = Counter(_plain(given) for given, guess in pairs if _plain(given) == _plain(guess))
    scores = {label: 2 * right[label] / (expected[label] + predicted[label]) for label in expected}
    return dict(sorted(scores.items(), key=lambda item: (item[1], item[0])))


def _macro_f1(pairs: Sequence[Pair]) -> Score:
    """The mean F1 of the expected labels, with a bootstrap over the pairs."""
    import numpy as np

    labels = {label: n for n, label in enumerate(sorted({_plain(text) for pair in pairs for text in pair}))}
    given = np.array([labels[_plain(expected)] for expected, _ in pairs])
    guess = np.array([labels[_plain(predicted)] for _, predicted in pairs])

    def macro(rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> float:
        mine, theirs = given[rows], guess[rows]
        expected = np.bincount(mine, minlength=len(labels))
        predicted = np.bincount(theirs, minlength=len(labels))
        right = np.bincount(mine[mine == theirs], minlength=len(labels))
        known = expected > 0
        return float(np.mean(2 * right[known] / (expected[known] + predicted[known])))

    chance = np.random.default_rng(0)
    resampled = [macro(chance.integers(0, len(pairs), len(pairs))) for _ in range(RESAMPLES)]
    low, high = np.quantile(resampled, (0.025, 0.975))
    return Score("macro F1", macro(np.arange(len(pairs))), float(low), float(high))


def _mean(name: str, values: Sequence[float]) -> Score:
    import numpy as np

    data = np.array(values)
    chance = np.random.default_rng(0)
    means = [float(data[chance.integers(0, len(data), len(data))].mean()) for _ in range(RESAMPLES)]
    low, high = np.quantile(means, (0.025, 0.975))
    return Score(name, float(data.mean()), float(low), float(high))


def _share(name: str, count: int, total: int) -> Score:
    low, high = wilson(count, total)
    return Score(name, count / total, low, high)


def wilson(count: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927), which stays within 0 and 1 for small numbers too."""
    z, share = 1.959964, count / total
    middle = share + z * z / (2 * total)
    width = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - width) / scale), min(1.0, (middle + width) / scale)
