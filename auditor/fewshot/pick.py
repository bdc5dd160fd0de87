"""Picks clean, typical and different examples to prompt with.

With labels the most typical example of each (the medoid: the one most similar to all others of its label);
without, those that together resemble the whole best (facility location, greedily: Nemhauser et al. 1978).
Similar means cosine of TF-IDF over words and word pairs of the inputs. Measured in docs/accuracy/fewshot.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from auditor.model import Example
from auditor.text.endings import ends_like_a_sentence
from auditor.text.sample import scramble
from auditor.text.word_vectors import WordVectors

MOST = 2_000  # rows whose similarities are all computed: 16 MB
SHORTEST, LONGEST = 0.05, 0.95  # quantiles of length
NEARLY_ALL = 0.8  # answers that end like sentences; then the others are not shown
CHARACTERS_PER_TOKEN = 4  # of English; an estimate good enough for a cap

Similarities = NDArray[np.float64]


class Pick(Struct, frozen=True):
    """One example for the prompt, and why it was picked. `tokens` is an estimate."""

    example: Example
    reason: str
    tokens: int


def pick(
    examples: Sequence[Example],
    k: int,
    *,
    task: str = "",
    flagged: Collection[int] = (),
    max_tokens: int | None = None,
) -> list[Pick]:
    """Up to `k` examples, the most typical first; the same for the same examples in any order.

    Rows in `flagged` (row ids) are left out, and so is what is empty or repeats an input or, where nearly
    all answers end like sentences, does not. All picks together stay within `max_tokens`, by an estimate of
    four characters a token.
    """
    clean = _whole(_clean(examples, flagged, max_tokens // k if max_tokens else None))
    if not clean or k < 1:
        return []
    labels = [_label(example, task) for example in clean]
    if any(label is None for label in labels):
        labels = [None] * len(clean)
    usual = _usual(clean, labels)
    matrix = _vectors([clean[row] for row in usual])
    if labels[0] is None:
        chosen = _covering(matrix, k)
    else:
        chosen = _of_labels(matrix, [labels[row] or "" for row in usual], k)
    return [Pick(clean[usual[row]], reason, _tokens(clean[usual[row]])) for row, reason in chosen]


def _clean(examples: Sequence[Example], flagged: Collection[int], room: int | None) -> list[Example]:
    """The examples worth showing, in reading order."""
    skip = frozenset(flagged)
    kept: dict[str, Example] = {}
    for example in sorted(examples, key=lambda example: example.row):
        if example.row in skip or not example.input.strip() or not answer(example).strip():
            continue
        if room is None or _tokens(example) <= room:
            kept.setdefault(" ".join(example.input.casefold().split()), example)
    return list(kept.values())


def _whole(examples: list[Example]) -> list[Example]:
    """Where nearly all answers end like sentences, those that do: some of the others may be cut off."""
    whole = [example for example in examples if ends_like_a_sentence(answer(example))]
    return whole if len(whole) >= NEARLY_ALL * len(examples) else examples


def answer(example: Example) -> str:
    """What the model should say: the output, or the labels where they stand in a field of their own."""
    return example.output or ", ".join(example.labels or ())


def _usual(examples: Sequence[Example], labels: Sequence[str | None]) -> list[int]:
    """The places of the examples of usual length within their label; a prompt needs no extremes.

    Usual is from the SHORTEST to the LONGEST quantile of both input and answer.
    """
    groups: dict[str | None, list[int]] = {}
    for place, label in enumerate(labels):
        groups.setdefault(label, []).append(place)
    kept: list[int] = []
    for places in groups.values():
        usual = set(places)
        for text in (lambda example: example.input, answer):
            lengths = np.array([len(text(examples[place])) for place in places])
            low, high = np.quantile(lengths, (SHORTEST, LONGEST))
            usual -= {place for place, n in zip(places, lengths, strict=True) if not low <= n <= high}
        kept += usual or places
    return sorted(kept)


def _label(example: Example, task: str) -> str | None:
    """The label to balance by, None where the example has none."""
    if example.labels:
        return example.labels[0]
    return example.output.strip() if task == "classification" else None


def _tokens(example: Example) -> int:
    return -(-(len(example.input) + len(answer(example))) // CHARACTERS_PER_TOKEN)


def _vectors(examples: Sequence[Example]) -> Any:
    """One TF-IDF row of length 1 per input (a scipy matrix); texts without a word get an empty row."""
    texts = [example.input[:4_000] for example in examples]
    return WordVectors(texts, pairs=True).rows(texts)


def _of_labels(matrix: Any, labels: Sequence[str], k: int) -> list[tuple[int, str]]:
    """Medoids of the labels; with fewer picks than labels, of those that resemble all labels best."""
    counts = Counter(labels)
    ranked = sorted(counts, key=lambda label: (-counts[label], label))
    rows = {label: [row for row, own in enumerate(labels) if own == label] for label in ranked}
    medoids = {label: _medoid(matrix, rows[label]) for label in ranked}
    if k < len(ranked):
        weights = np.array([counts[label] for label in ranked], dtype=float)
        between = _similarities(matrix[[medoids[label] for label in ranked]])
        shown = [ranked[place] for place, _ in _greedy(between, k, weights)]
        return [(medoids[label], _typical(label, counts, f"one of {k} labels shown of ")) for label in shown]
    chosen = [(medoids[label], _typical(label, counts)) for label in ranked]
    for place in range(k - len(ranked)):
        label = ranked[place % len(ranked)]
        others = [row for row in rows[label] if row not in {row for row, _ in chosen}]
        if others:
            unlike = _least_similar(matrix, others, [row for row, _ in chosen])
            chosen.append((unlike, f"labelled `{label}`, and unlike what is shown already"))
    return chosen


def _typical(label: str, counts: Counter[str], among: str = "") -> str:
    shown = f"; {among}{len(counts):,}" if among else ""
    return f"the most typical of {counts[label]:,} labelled `{label}`{shown}"


def _medoid(matrix: Any, rows: Sequence[int]) -> int:
    """The row most similar to all of them on average: the one nearest to their sum, since lengths are 1."""
    part = matrix[rows]
    total = np.asarray(part.sum(axis=0)).ravel()
    return rows[int(np.argmax(np.round(part @ total, 9)))]


def _least_similar(matrix: Any, rows: Sequence[int], shown: Sequence[int]) -> int:
    """Among the more typical half of the rows, the one least similar to what is shown."""
    part = matrix[rows]
    typical = np.round(part @ np.asarray(part.sum(axis=0)).ravel(), 9)
    alike = np.round((part @ matrix[shown].T).max(axis=1).toarray().ravel(), 9)
    alike[typical < np.median(typical)] = np.inf
    return rows[int(np.argmin(alike))]


def _covering(matrix: Any, k: int) -> list[tuple[int, str]]:
    """The examples that together resemble all best."""
    order = np.argsort(scramble(np.arange(matrix.shape[0], dtype=np.int64)))
    rows = np.sort(order[:MOST])
    similar = _similarities(matrix[rows])
    return [
        (int(rows[place]), f"stands for {count:,} of {len(rows):,} examples")
        for place, count in _greedy(similar, k, np.ones(len(rows)))
    ]


def _similarities(matrix: Any) -> Similarities:
    dense: Similarities = (matrix @ matrix.T).toarray()
    return np.round(dense, 9)


def _greedy(similar: Similarities, k: int, weights: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Facility location: up to `k` places, each with how many rows are more like it than like the others."""
    best = np.zeros(len(similar))
    chosen: list[int] = []
    for _ in range(min(k, len(similar))):
        gains = np.round(np.maximum(similar, best) @ weights, 6)
        gains[chosen] = -1
        chosen.append(int(np.argmax(gains)))
        best = np.maximum(best, similar[chosen[-1]])
    nearest = np.argmax(similar[chosen], axis=0)
    return [(row, int((nearest == place).sum())) for place, row in enumerate(chosen)]
