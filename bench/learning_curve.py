"""How often the gain that the learning curve announces for twice the rows comes true.

    python bench/learning_curve.py DATA.csv [--rows 500 1000 2500 5000] [--seeds 201 202 203]

Takes random rows of a table with the columns text and category, lets the curve say what twice as many would
gain, and measures the same model on twice as many, each row left out. A loss counts as no gain. Prints JSON:
announced range, measured gain.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path
from random import Random
from typing import Any

from auditor.text.labels.cases import label_cases
from auditor.text.labels.features import feature_ids
from auditor.text.labels.noise import Verdicts, find_doubts


def judged(table: list[tuple[str, str]]) -> Verdicts:
    """What the model says of these rows."""
    sample = ((row, (label, feature_ids(text).tobytes())) for row, (text, label) in enumerate(table))
    cases = label_cases(sample, {}, 5)
    return find_doubts(cases.features, cases.labels, cases.order)


def trial(table: list[tuple[str, str]], rows: int, seed: int) -> dict[str, Any]:
    """One random part of the table, and one twice as large that contains it."""
    drawn = Random(seed).sample(table, 2 * rows)
    half, whole = judged(drawn[:rows]), judged(drawn)
    curve, gain = half.curve, whole.accuracy - half.accuracy
    if not curve:
        return {"rows": rows, "seed": seed, "said": None}
    low, high = curve["gain_from_twice_the_rows"]
    return {
        "rows": rows,
        "seed": seed,
        "said": [low, high],
        "trend": curve["trend"],
        "gain": round(gain, 3),
        "held": low - 0.0005 <= max(gain, 0.0) <= high + 0.0005,
    }


def main() -> None:
    """Run all trials and print them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--rows", type=int, nargs="+", default=[500, 1000, 2500, 5000])
    parser.add_argument("--seeds", type=int, nargs="+", default=[301, 302])
    chosen = parser.parse_args()
    with chosen.data.open(newline="", encoding="utf-8") as stream:
        table = [(row["text"], row["category"]) for row in csv.DictReader(stream)]
    trials = [
        trial(table, rows, seed) for rows in chosen.rows if 2 * rows <= len(table) for seed in chosen.seeds
    ]
    sys.stdout.write(json.dumps({"data": chosen.data.name, "trials": trials}, indent=1) + "\n")


if __name__ == "__main__":
    main()
