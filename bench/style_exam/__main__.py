"""Writes the collections, runs `auditor check` on each set and scores its rows against what was planted.

    python -m bench.style_exam FOLDER [--sentences FILE] [--write bench/results/style_exam.json]

The sentences are those of `bench.style_exam.sentences`; without them all texts come from the small grammars.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

from bench.style_exam import words
from bench.style_exam.kit import SETS, write

COLLECTIONS = {"A": ("a-1", ("first_data", "first_texts")), "B": ("b-1", ("second_data", "second_texts"))}


def sets_of(modules: tuple[str, ...]) -> dict[str, dict]:
    before = set(SETS)
    for name in modules:
        __import__(f"bench.style_exam.{name}")
    return {name: made for name, made in SETS.items() if name not in before}


def flagged(file: Path) -> set[int]:
    """The lines that STY001 reports, asked as anyone would ask."""
    command = [
        sys.executable,
        "-m",
        "auditor",
        "check",
        str(file),
        "--task",
        "style",
        "--select",
        "STY001",
        "-f",
        "json",
    ]
    done = subprocess.run(
        [*command, "--full", "--no-cache", "--isolated"], capture_output=True, text=True, check=False
    )
    report = json.loads(done.stdout)
    return {place["line"] for finding in report["findings"] for place in finding["places"]}


def score(folder: Path) -> dict[str, dict[str, float]]:
    truth = json.loads((folder / "truth.json").read_text())
    scores = {}
    for name, marks in truth.items():
        found, planted = flagged(folder / f"{name}.jsonl"), {int(line) for line in marks}
        right = len(found & planted)
        scores[name] = {"precision": right / len(found) if found else 1.0, "recall": right / len(planted)}
        print(f"{name:36} precision {scores[name]['precision']:.3f}  recall {scores[name]['recall']:.3f}")
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    if options.sentences:
        words.REAL.update(json.loads(options.sentences.read_text()))
    results = {}
    for name, (seed, modules) in COLLECTIONS.items():
        write(options.folder / name, seed, sets_of(modules))
        scores = score(options.folder / name)
        macro = {key: statistics.mean(one[key] for one in scores.values()) for key in ("precision", "recall")}
        print(
            f"{name}: {len(scores)} sets, macro precision {macro['precision']:.3f}, recall {macro['recall']:.3f}"
        )
        results[name] = {"macro": macro, "sets": scores}
    if options.write:
        options.write.write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
