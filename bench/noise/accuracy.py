"""Recall on planted defects and false alarms on clean rows, for the rules of the noise family.

    python -m bench.noise.accuracy DATA_FOLDER [--half development|report] [--show]

Every kind of defect is planted into twelve rows, four of each base set (real questions and answers from
DATA_FOLDER: gsm8k_train.jsonl, medquad_qa.jsonl, gpteacher_roleplay.json), among 300 untouched ones. The
halves share neither base rows nor, where a kind has several, its variants. Rows that some rule flags before
anything is planted are not used, so `untouched_rows_flagged` says only that planted rows do not make others
suspect; false alarms on real data are counted by reading (docs/accuracy/noise.md). Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from auditor.auditing import run
from auditor.config import Config
from bench.noise.leaks import DEFECTS

FAMILIES = ("NOI", "LNG", "SEC", "PII")
ROWS_A_KIND, CLEAN = 12, 300
BASES = (
    ("gsm8k_train.jsonl", "style"),
    ("medquad_qa.jsonl", "domain"),
    ("gpteacher_roleplay.json", "generation"),
)


@dataclass(frozen=True)
class Base:
    """Clean rows of one half of a real set, and the task they are for."""

    name: str
    task: str
    rows: list[tuple[str, str]]


def bases(folder: Path, half: int) -> Iterator[Base]:
    """The real sets, every second row for each half; rows that some rule flags untouched are not used."""
    for name, task in BASES:
        rows = list(_rows(folder / name))[half::2]
        flagged = _flagged(rows, task)
        clean = [
            row for number, row in enumerate(rows) if number not in flagged and 80 <= len(row[1]) <= 2000
        ]
        yield Base(name, task, clean)


def planted(base: Base, half: int, seed: int) -> tuple[list[tuple[str, str]], dict[int, str]]:
    """The rows with defects in them, and a key: row number → kind."""
    rng = Random(f"{base.name}-{half}-{seed}")
    rows = rng.sample(base.rows, CLEAN + len(DEFECTS) * ROWS_A_KIND // len(BASES))
    key: dict[int, str] = {}
    places = iter(rng.sample(range(len(rows)), len(rows)))
    for kind, (_, variants) in DEFECTS.items():
        mine = variants[half::2] or variants
        for _ in range(ROWS_A_KIND // len(BASES)):
            at = next(places)
            rows[at] = rng.choice(mine)(rng, *rows[at])
            key[at] = kind
    return rows, key


def measure(folder: Path, half: int, show: bool) -> dict[str, object]:
    """Recall by kind, and the untouched rows that were flagged."""
    found: dict[str, int] = dict.fromkeys(DEFECTS, 0)
    false, untouched = 0, 0
    for base in bases(folder, half):
        rows, key = planted(base, half, 1)
        flagged = _flagged(rows, base.task)
        for at, kind in key.items():
            hit = DEFECTS[kind][0] in flagged.get(at, ())
            found[kind] += hit
            if show and not hit:
                print(
                    "MISSED",
                    kind,
                    base.name,
                    flagged.get(at),
                    [text[-160:] for text in rows[at]],
                    file=sys.stderr,
                )
        untouched += len(rows) - len(key)
        wrong = {at: codes for at, codes in flagged.items() if at not in key}
        false += len(wrong)
        for at, codes in wrong.items() if show else ():
            print("FALSE", base.name, codes, rows[at], file=sys.stderr)
    recall = {kind: round(count / ROWS_A_KIND, 3) for kind, count in found.items()}
    return {
        "kinds": len(recall),
        "rows_a_kind": ROWS_A_KIND,
        "macro_recall": round(sum(recall.values()) / len(recall), 4),
        "untouched_rows": untouched,
        "untouched_rows_flagged": false,
        "recall": recall,
    }


def _rows(file: Path) -> Iterator[tuple[str, str]]:
    """Question and answer of every row."""
    text = file.read_text(encoding="utf-8")
    records = (
        json.loads(text)
        if file.suffix == ".json"
        else [json.loads(line) for line in text.split("\n") if line]
    )
    for record in records:
        if "question" in record:
            yield record["question"], record["answer"]
        else:
            yield f"{record['instruction']}\n{record['input']}".strip(), record["output"]


def _flagged(rows: list[tuple[str, str]], task: str) -> dict[int, set[str]]:
    """Row number → the rules of the family that flag it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "rows.jsonl"
        lines = (json.dumps({"prompt": given, "completion": answer}) for given, answer in rows)
        file.write_text("\n".join(lines), encoding="utf-8")
        report = run([(str(file), "train")], Config(task=task, select=FAMILIES, max_places=0))
    flagged: dict[int, set[str]] = {}
    for finding in report.findings:
        for place in finding.places:
            flagged.setdefault(place.at.row - 1, set()).add(finding.rule.code)
    return flagged


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", type=Path)
    words.add_argument("--half", choices=["development", "report"], default="report")
    words.add_argument("--show", action="store_true", help="say on standard error what was missed")
    given = words.parse_args()
    result = {
        "date": date.today().isoformat(),
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "half": given.half,
        **measure(given.folder, int(given.half == "report"), given.show),
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
