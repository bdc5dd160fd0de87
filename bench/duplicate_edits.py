"""How near duplicates are found, by kind of edit, on real questions.

    python bench/duplicate_edits.py ../shared/data > bench/results/duplicate_edits.json

For every kind, edited copies of 300 questions of at least six words are added to a whole data set, with the
same output, and the audit says which of them it calls duplicates (DUP001 or DUP002). The kinds that must not
be found are pairs added to nothing, so that a row can only be taken for its partner; a swapped key noun comes
with another output. The thresholds were chosen on restaurant8k, banking77_train and gsm8k_train. The failures
on banking77_test and medquad were read while the rules were written, so those figures flatter; nobody had
looked at the first turns of sgd_dialogues_chat.
"""

from __future__ import annotations

import csv
import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from edits import OTHER, SAME, listed

from auditor.checkers.base import Checker
from auditor.checkers.exact_duplicates import ExactDuplicates
from auditor.checkers.near_duplicates import NearDuplicates
from auditor.config import Config
from auditor.model import Batch, Example
from auditor.testing import outcome

PLANTED = 300
TASKS = {
    "sgd_dialogues_chat": "style", "banking77_test": "classification",
    "medquad_qa": "domain", "gsm8k_test": "style",
}  # fmt: skip


def read(folder: Path, name: str) -> list[str]:
    path = folder / name
    if path.suffix == ".csv":
        with path.open(newline="") as stream:
            texts = [row["text"] for row in csv.DictReader(stream)]
    else:
        records = [json.loads(line) for line in path.read_text().split("\n") if line]
        texts = [record.get("question") or record["messages"][0]["content"] for record in records]
    return list(dict.fromkeys(texts))


def flagged(
    kinds: Sequence[type[Checker]], examples: list[Example], splits: tuple[str, ...], task: str
) -> set[int]:
    """The rows that any of the checkers flags."""
    rows: set[int] = set()
    for kind in kinds:
        checker = kind(Config(task=task, splits=splits))
        batches = [Batch(examples[start : start + 512]) for start in range(0, len(examples), 512)]
        for batch in batches:
            checker.observe(batch)
        rows.update(row for flag in outcome([checker], examples).flags for row in flag.rows)
    return rows


def share(found: int, of: int) -> float:
    return round(found / of, 3) if of else 0.0


def duplicates(texts: list[str], task: str) -> dict[str, float]:
    """For every kind of edit, the share of pairs called duplicates."""
    result = {}
    kinds = (ExactDuplicates, NearDuplicates)
    base = [text for text in texts if len(text.split()) >= 6]
    for name, edit in SAME.items():
        random = Random(name)
        edited = [new for text in random.sample(base, min(PLANTED, len(base))) if (new := edit(text, random))]
        rows = [Example(row, text, "same") for row, text in enumerate(texts + edited)]
        planted = set(range(len(texts), len(rows)))
        result[name] = share(len(flagged(kinds, rows, ("train",), task) & planted), len(planted))
    for name, other in OTHER.items():
        random = Random(name)
        found = made = 0
        for text in random.sample(base, min(PLANTED, len(base))):
            if pair := other(text, random):
                made += 1
                output = "another" if name == "key noun swapped" else "same"
                rows = [Example(0, pair[0], "same"), Example(1, pair[1], output)]
                found += bool(flagged(kinds, rows, ("train",), task))
        result[name] = share(found, made)
    return result


def half(text: str, random: Random) -> str:
    """The first half of a text and a new end."""
    words = text.split()
    fresh = random.sample(listed("please compare prices offers shops streets rivers months before winter"), 6)
    return " ".join(words[: (len(words) + 1) // 2] + fresh)


def main(folder: Path) -> None:
    texts = {
        name.split(".")[0]: read(folder, name)
        for name in ("sgd_dialogues_chat.jsonl", "banking77_test.csv", "medquad_qa.jsonl", "gsm8k_test.jsonl")
    }
    result = {
        "date": str(date.today()),
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "duplicates": {
            f"{name}, {TASKS[name]}": duplicates(rows, TASKS[name]) for name, rows in texts.items()
        },
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
