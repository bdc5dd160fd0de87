"""Few-shot picks against random ones, by a proxy that needs no language model.

A trial draws five labels, picks as many shots from their training rows, and labels the held-out rows of
these labels by the most similar shot (1-nearest neighbour, cosine of TF-IDF over words fitted on the training
rows). Scores are accuracy averaged over the labels. The trials reported share no draw with those that the
design was chosen on (`--development`).

    python bench/fewshot.py ../shared/data > bench/results/fewshot.json
"""

from __future__ import annotations

import csv
import json
import platform
import random
import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from auditor.fewshot import pick
from auditor.model import Example

LABELS = 5
ROWS = 3_000  # training rows of a trial
Rows = list[tuple[str, str]]


def banking(folder: Path) -> tuple[Rows, Rows]:
    """Support intents: 77 labels, official split."""
    parts = []
    for part in ("train", "test"):
        with open(folder / f"banking77_{part}.csv", newline="") as stream:
            parts.append([(row["text"], row["category"]) for row in csv.DictReader(stream)])
    return parts[0], parts[1]


def restaurant(folder: Path) -> tuple[Rows, Rows]:
    """Booking messages, labelled by the set of slots they fill; split by us."""
    rows = []
    for line in (folder / "restaurant8k_extraction_chat.jsonl").read_text().split("\n")[:-1]:
        _, user, assistant = json.loads(line)["messages"]
        rows.append((user["content"], ",".join(sorted(json.loads(assistant["content"]))) or "none"))
    return _split(rows)


def medquad(folder: Path) -> tuple[Rows, Rows]:
    """Medical questions, labelled by the institute that answers; split by us."""
    lines = (folder / "medquad_qa.jsonl").read_text().split("\n")[:-1]
    return _split([(row["question"], row["source"]) for row in map(json.loads, lines)])


def _split(rows: Rows) -> tuple[Rows, Rows]:
    rows = rows[:]
    random.Random(5).shuffle(rows)
    return rows[: len(rows) * 3 // 4], rows[len(rows) * 3 // 4 :]


def ours(train: Rows, labels: list[str], seed: int) -> Rows:
    examples = [Example(n, text, label, labels=(label,)) for n, (text, label) in enumerate(train)]
    return [(shot.example.input, shot.example.output) for shot in pick(examples, len(labels))]


def covering(train: Rows, labels: list[str], seed: int) -> Rows:
    """Ours without knowing the labels."""
    examples = [Example(n, text, label) for n, (text, label) in enumerate(train)]
    return [(shot.example.input, shot.example.output) for shot in pick(examples, len(labels))]


def at_random(train: Rows, labels: list[str], seed: int) -> Rows:
    return random.Random(seed).sample(train, len(labels))


def balanced(train: Rows, labels: list[str], seed: int) -> Rows:
    chance = random.Random(seed)
    return [chance.choice([row for row in train if row[1] == label]) for label in labels]


METHODS: dict[str, tuple[Callable[[Rows, list[str], int], Rows], int]] = {
    "random": (at_random, 5),
    "random, one a label": (balanced, 5),
    "auditor": (ours, 1),
    "auditor, labels unknown": (covering, 1),
}


def score(train: Rows, test: Rows, shots: Rows) -> float:
    """Accuracy averaged over the labels of the test rows."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer().fit([text for text, _ in train])
    similar = vectors.transform([text for text, _ in test]) @ vectors.transform([text for text, _ in shots]).T
    guesses = [shots[place][1] for place in similar.toarray().argmax(axis=1)]
    right = defaultdict(list)
    for guess, (_, label) in zip(guesses, test, strict=True):
        right[label].append(guess == label)
    return float(np.mean([np.mean(values) for values in right.values()]))


def trials(train: Rows, test: Rows, seeds: range) -> dict[str, dict[str, float]]:
    by_label = defaultdict(list)
    for row in train:
        by_label[row[1]].append(row)
    common = sorted(label for label, rows in by_label.items() if len(rows) >= 20)
    scores = defaultdict(list)
    for seed in seeds:
        labels = random.Random(seed).sample(common, LABELS)
        pool = [row for row in train if row[1] in labels][:ROWS]
        asked = [row for row in test if row[1] in labels]
        for name, (method, times) in METHODS.items():
            scores[name] += [score(pool, asked, method(pool, labels, 1_000 * seed + n)) for n in range(times)]
    return {name: _summary(np.array(values)) for name, values in scores.items()}


def _summary(values: np.ndarray) -> dict[str, float]:
    return {
        "mean": round(float(values.mean()), 3),
        "error": round(float(values.std() / len(values) ** 0.5), 3),
    }


def main(folder: Path, seeds: range) -> None:
    results = {load.__name__: trials(*load(folder), seeds) for load in (banking, restaurant, medquad)}
    report = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": {"python": platform.python_version(), "system": platform.system()},
        "trials": len(seeds),
        "scores": results,
    }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    development = "--development" in sys.argv
    main(Path(sys.argv[1]), range(20) if development else range(100, 140))
