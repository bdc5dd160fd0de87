"""How cost grows: whole audits of 10,000 rows and more, and of hostile shapes, against the parsing floor.

    python bench/scale.py [--rows 10000 --rows 100000] [--shapes] [--jobs 1] [--folder /tmp]

Prints JSON. CPU seconds and memory are of all processes together; the floor (orjson, every line once) is
measured in the same run, before each audit.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import corpus
import measuring

Row = dict[str, Any]


def chat(question: str, answer: str) -> Row:
    return {"messages": [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]}


def identical(rows: int) -> Iterator[Row]:
    for _ in range(rows):
        yield chat("Where is my order?", "It is on its way and arrives tomorrow before noon.")


def one_template(rows: int) -> Iterator[Row]:
    chance = random.Random(1)
    for _ in range(rows):
        city, day = chance.randrange(5000), chance.randrange(28)
        yield chat(f"Is there a train to city {city} on day {day} of the month, and what does it cost?",
                   f"Yes, the train to city {city} on day {day} leaves at nine and costs forty.")  # fmt: skip


def near_family(rows: int) -> Iterator[Row]:
    """One long text with a word or two exchanged in every row: all rows are candidates of each other."""
    chance = random.Random(2)
    words = [f"{a}{b}" for a in ("ba", "do", "ki", "lu", "me") for b in ("ran", "sel", "tor", "vin", "zo")]
    text = [chance.choice(words) for _ in range(60)]
    for _ in range(rows):
        some = list(text)
        for _ in range(3):
            some[chance.randrange(60)] = chance.choice(words)
        yield chat(" ".join(some), "Noted.")


def many_labels(rows: int) -> Iterator[Row]:
    chance = random.Random(3)
    writer = corpus.Writer(3)
    for number in range(rows):
        yield {"text": writer.varied(chance.choice(writer.sentences)), "label": f"label {number}"}


def huge_rows(rows: int) -> Iterator[Row]:
    writer = corpus.Writer(4)
    for _ in range(max(1, rows // 2000)):
        block = writer.text(2000)
        yield chat("Sum this up: " + block, (block + " ") * (10_000_000 // len(block)))


SHAPES: dict[str, Callable[[int], Iterator[Row]]] = {
    "all rows identical": identical,
    "one template": one_template,
    "one family of near copies": near_family,
    "as many labels as rows": many_labels,
    "rows of 10 MB": huge_rows,
}


def audited(name: str, path: Path, rows: int, task: str, jobs: int) -> dict[str, Any]:
    """One audit beside the floor of its file, with the stages that took longest."""
    floor = measuring.floor(str(path))
    out = path.with_suffix(".report.json")
    words = [sys.executable, "-m", "auditor", "check", str(path), "--task", task, "--isolated", "--timings"]
    audit = measuring.measured([*words, "--jobs", str(jobs), "-f", f"json:{out}"])
    parts = json.loads(out.read_text())["run"]["timings"]["parts"]
    longest = sorted(parts, key=lambda part: -part["cpu_s"])[:6]
    out.unlink()
    return {
        "data": name,
        "rows": rows,
        "megabytes": round(path.stat().st_size / 1e6, 1),
        "jobs": jobs,
        "floor_cpu_s": floor["cpu_s"],
        **audit,
        "ratio": round(audit["cpu_s"] / floor["cpu_s"], 1),
        "us_per_row": round(audit["cpu_s"] / rows * 1e6, 1),
        "longest": [f"{part['stage']} {part['part']}".strip() + f" {part['cpu_s']:.2f}" for part in longest],
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, action="append", default=[])
    parser.add_argument("--shapes", type=int, default=0, metavar="ROWS")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("/tmp"))
    words = parser.parse_args()
    results = []
    for rows in words.rows:
        path = words.folder / f"bench-{rows}.jsonl"
        if not path.exists():
            corpus.write(rows, path)
        results.append(audited("chat", path, rows, "generation", words.jobs))
        print(json.dumps(results[-1]), file=sys.stderr)
    for name, shape in SHAPES.items() if words.shapes else ():
        for rows in (words.shapes // 4, words.shapes):
            path = words.folder / "bench-shape.jsonl"
            with path.open("w", encoding="utf-8") as stream:
                count = sum(bool(stream.write(json.dumps(row) + "\n")) for row in shape(rows))
            task = "classification" if name == "as many labels as rows" else "generation"
            results.append(audited(name, path, count, task, words.jobs))
            print(json.dumps(results[-1]), file=sys.stderr)
            path.unlink()
    print(json.dumps({**measuring.about(), "results": results}, indent=1))


if __name__ == "__main__":
    main()
