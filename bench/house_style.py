"""Precision and recall of STY001 on planted style sets, and what it flags on real and free texts.

    python -m bench.house_style [--seeds 5] [--data FOLDER] [--write bench/results/house_style.json]

`--data` is a folder with the real sets that docs/accuracy/style.md names; missing files are left out.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from auditor.text.style.census import Census
from auditor.text.style.convention import breaks
from auditor.text.style.infer import infer
from auditor.text.style.traits import traits
from bench.style_sets import StyleSet, rows_of
from bench.style_sets.fourth import FOURTH
from bench.style_sets.fourth_texts import FOURTH_TEXTS
from bench.style_sets.held_out import HELD_OUT
from bench.style_sets.last import LAST
from bench.style_sets.third import THIRD
from bench.style_sets.tuning import TUNING
from bench.style_sets.wide_data import WIDE_DATA
from bench.style_sets.wide_texts import WIDE_TEXTS

REAL: dict[str, Callable[[Path], list[str]]] = {
    "gsm8k_train.jsonl": lambda file: [row["answer"] for row in _lines(file)],
    "gsm8k_test.jsonl": lambda file: [row["answer"] for row in _lines(file)],
    "medquad_qa.jsonl": lambda file: [row["answer"] for row in _lines(file)],
    "restaurant8k_extraction_chat.jsonl": lambda file: [
        row["messages"][-1]["content"] for row in _lines(file)
    ],
    "sgd_dialogues_chat.jsonl": lambda file: [row["messages"][-1]["content"] for row in _lines(file)],
    "gpteacher_roleplay.json": lambda file: [row["output"] for row in json.loads(file.read_text())],
    "gsm8k_preference.jsonl.gz": lambda file: [
        row["preferred_output"][-1]["content"] for row in _lines(file)
    ],
    "banking77_train.csv": lambda file: [row["category"] for row in csv.DictReader(file.open())],
}
SMALL = (40, 100, 300)  # rows of the samples of free text
FREE = ("medquad_qa.jsonl", "gpteacher_roleplay.json", "sgd_dialogues_chat.jsonl")


def flagged(outputs: Iterable[str]) -> set[int]:
    """The numbers of the outputs that deviate."""
    census = Census()
    for number, output in enumerate(outputs):
        if found := traits(output):
            census.add(number, found, len(output.strip()))
    table = census.table()
    deviating = np.zeros(len(table), dtype=bool)
    for convention in infer(table).conventions:
        deviating |= breaks(convention, table)
    return set(table.rows[deviating].tolist())


def score(style: StyleSet, seed: int) -> tuple[float, float]:
    """(precision, recall) on one generated set."""
    rows = list(rows_of(style, seed))
    found = flagged(output for _, output, _ in rows)
    planted = {number for number, row in enumerate(rows) if row[2]}
    right = len(found & planted)
    return right / len(found) if found else 1.0, right / len(planted) if planted else 1.0


def scores(sets: Sequence[StyleSet], seeds: int) -> dict[str, object]:
    by_set = {}
    for style in sets:
        pairs = [score(style, seed) for seed in range(100, 100 + seeds)]
        by_set[style.name] = [round(statistics.mean(column), 4) for column in zip(*pairs, strict=True)]
    macro = [round(statistics.mean(column), 4) for column in zip(*by_set.values(), strict=True)]
    return {"macro precision": macro[0], "macro recall": macro[1], "sets": by_set}


def real(folder: Path) -> dict[str, object]:
    """Rows flagged on the real sets as they are, and on small samples of the free texts."""
    found: dict[str, object] = {}
    for name, read in REAL.items():
        if not (folder / name).is_file():
            continue
        outputs = read(folder / name)
        start = time.process_time()
        count = len(flagged(outputs))
        spent = 1e6 * (time.process_time() - start) / len(outputs)
        entry = {"rows": len(outputs), "flagged": count, "microseconds a row": round(spent, 1)}
        if name in FREE:
            entry |= {f"flagged share in samples of {size}": _in_samples(outputs, size) for size in SMALL}
        found[name] = entry
    return found


def _in_samples(outputs: list[str], size: int) -> float:
    """The share of rows flagged in up to 25 consecutive pieces of this size."""
    pieces = [outputs[start : start + size] for start in range(0, len(outputs) - size + 1, size)][:25]
    return round(statistics.mean(len(flagged(piece)) / size for piece in pieces), 4)


def _lines(file: Path) -> list[dict]:
    packed = file.read_bytes()
    text = gzip.decompress(packed) if file.suffix == ".gz" else packed
    return [json.loads(line) for line in text.split(b"\n") if line]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    results: dict[str, object] = {
        "date": date.today().isoformat(),
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "tuning": scores(TUNING, given.seeds),
        "held out": scores(HELD_OUT, given.seeds),
        "last": scores(LAST, given.seeds),
        "third": scores(THIRD, given.seeds),
        "fourth": scores((*FOURTH, *FOURTH_TEXTS), given.seeds),
        "wide": scores((*WIDE_DATA, *WIDE_TEXTS), given.seeds),
    }
    if given.data:
        results["real"] = real(given.data)
    text = json.dumps(results, indent=1)
    print(text)
    if given.write:
        given.write.write_text(text + "\n")


if __name__ == "__main__":
    main()
