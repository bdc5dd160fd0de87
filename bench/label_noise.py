"""How well wrong labels are found: planted flips by seed, side by side with other methods in one run.

    python bench/label_noise.py DATA.csv [--neighbours FILE] [--seeds 101 102 103] [--peers] [--output FILE]

DATA is a table with the columns text and category. A flip gives 5 % of the rows another label: a *random*
one, or a *confusable* one, which is one of the three labels nearest to the right one in FILE (JSON, label →
labels; `banking77_neighbours.json` was made from the centroids of all-MiniLM-L6-v2 sentence vectors, so it
is independent of the words that the methods look at). Every method gets the same rows, in a process of its
own; its CPU seconds include imports and reading features from the texts. `--peers` adds cleanlab, which must
be importable.

What was wrong before the flips counts against every method alike: precision is a lower bound.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

SHARE = 0.05
Flagged = list[int]
Method = Callable[[Sequence[str], Sequence[str]], tuple[Flagged, dict[str, Any]]]


def auditor(texts: Sequence[str], labels: Sequence[str]) -> tuple[Flagged, dict[str, Any]]:
    """The rule LBL005, from texts to flags, with the learning curve that it also makes."""
    from auditor.text.labels.cases import label_cases
    from auditor.text.labels.features import feature_ids
    from auditor.text.labels.noise import find_doubts

    pairs = zip(texts, labels, strict=True)
    sample = ((row, (label, feature_ids(text).tobytes())) for row, (text, label) in enumerate(pairs))
    cases = label_cases(sample, {}, 5)
    found = find_doubts(cases.features, cases.labels, cases.order)
    return [cases.rows[doubt.row] for doubt in found.doubts], {
        "accuracy": round(found.accuracy, 4),
        "curve": found.curve,
        "trained": found.trained,
    }


def margin(texts: Sequence[str], labels: Sequence[str]) -> tuple[Flagged, dict[str, Any]]:
    """The baseline: scikit-learn's TF-IDF of words and pairs, LinearSVC, margin minus own score above 1.5."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.svm import LinearSVC

    rows = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit_transform(texts)
    given = np.unique(labels, return_inverse=True)[1]
    split = StratifiedKFold(5, shuffle=True, random_state=0)
    scores = cross_val_predict(LinearSVC(C=0.5), rows, given, cv=split, method="decision_function")
    own = scores[np.arange(len(given)), given].copy()
    scores[np.arange(len(given)), given] = -np.inf
    return np.flatnonzero(scores.max(axis=1) - 2 * own > 1.5).tolist(), {}


def cleanlab(cost: float, texts: Sequence[str], labels: Sequence[str]) -> tuple[Flagged, dict[str, Any]]:
    """cleanlab's find_label_issues with its defaults, on a logistic regression over the same TF-IDF."""
    import numpy as np
    from cleanlab.filter import find_label_issues
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    rows = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit_transform(texts)
    given = np.unique(labels, return_inverse=True)[1]
    split = StratifiedKFold(5, shuffle=True, random_state=0)
    model = LogisticRegression(C=cost, max_iter=1000)
    chances = cross_val_predict(model, rows, given, cv=split, method="predict_proba")
    return np.flatnonzero(find_label_issues(given, chances, n_jobs=1)).tolist(), {}


def cleanlab_c1(texts: Sequence[str], labels: Sequence[str]) -> tuple[Flagged, dict[str, Any]]:
    """With scikit-learn's default C = 1."""
    return cleanlab(1.0, texts, labels)


def cleanlab_c10(texts: Sequence[str], labels: Sequence[str]) -> tuple[Flagged, dict[str, Any]]:
    """With C = 10, the better model."""
    return cleanlab(10.0, texts, labels)


def flip(
    labels: Sequence[str], kind: str, seed: int, near: dict[str, list[str]]
) -> tuple[list[str], set[int]]:
    """The labels with SHARE of them wrong, and which."""
    chance, names, noisy = Random(seed), sorted(set(labels)), list(labels)
    wrong = set(chance.sample(range(len(labels)), int(SHARE * len(labels)))) if kind != "untouched" else set()
    for row in sorted(wrong):
        others = near[labels[row]] if kind == "confusable" else [x for x in names if x != labels[row]]
        noisy[row] = chance.choice(others)
    return noisy, wrong


def measured(
    method: Method, texts: Sequence[str], labels: Sequence[str]
) -> tuple[Flagged, dict[str, Any], float]:
    """Run a method in this process, which does nothing else; CPU seconds count from its start."""
    flagged, extra = method(texts, labels)
    return flagged, extra, time.process_time()


def score(flagged: Sequence[int], wrong: set[int], rows: int) -> dict[str, float]:
    """Precision, recall and F1 of the flags; without flips the share of rows flagged."""
    if not wrong:
        return {"flagged": len(flagged), "share": round(len(flagged) / rows, 4)}
    hits = len(wrong & set(flagged))
    return {
        "flagged": len(flagged),
        "precision": round(hits / max(len(flagged), 1), 3),
        "recall": round(hits / len(wrong), 3),
        "f1": round(2 * hits / (len(flagged) + len(wrong)), 3),
    }


def main() -> None:
    """Flip, run every method, print JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--neighbours", type=Path)
    parser.add_argument("--seeds", type=int, nargs="+", default=[101, 102, 103])
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--output", type=Path)
    chosen = parser.parse_args()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"  # CPU seconds of one thread, for every method
    with chosen.data.open(newline="", encoding="utf-8") as stream:
        table = [(row["text"], row["category"]) for row in csv.DictReader(stream)]
    near = json.loads(chosen.neighbours.read_text()) if chosen.neighbours else {}
    methods: list[Method] = [auditor, margin, *((cleanlab_c1, cleanlab_c10) if chosen.peers else ())]
    cases = [("untouched", 0), *((k, s) for k in ("random", "confusable") for s in chosen.seeds)]
    results = [
        case(table, kind, seed, near, method)
        for kind, seed in cases
        if kind != "confusable" or near
        for method in methods
        if method is not cleanlab_c10 or (kind, seed) == ("random", chosen.seeds[0])  # minutes: once
    ]
    report = {
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "data": chosen.data.name,
        "rows": len(table),
        "labels": len({label for _, label in table}),
        "results": results,
    }
    text = json.dumps(report, indent=1)
    if chosen.output:
        chosen.output.write_text(text + "\n")
    sys.stdout.write(text + "\n")


def case(
    table: Sequence[tuple[str, str]], kind: str, seed: int, near: dict[str, list[str]], method: Method
) -> dict[str, Any]:
    """One method on one set of flips, in a fresh process."""
    noisy, wrong = flip([label for _, label in table], kind, seed, near)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        flagged, extra, cpu = pool.submit(measured, method, [text for text, _ in table], noisy).result()
    figures = {"flips": kind, "seed": seed, "method": method.__name__, "cpu_s": round(cpu, 1)}
    figures |= score(flagged, wrong, len(table)) | extra
    sys.stderr.write(json.dumps({k: v for k, v in figures.items() if k != "curve"}) + "\n")
    return figures


if __name__ == "__main__":
    main()
