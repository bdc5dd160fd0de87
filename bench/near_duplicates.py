"""Near duplicates: our kernel, datasketch and rensa on the same rows in one run.

    python bench/near_duplicates.py 100000 > bench/results/near_duplicates.json

CPU seconds of this process, from texts to verified groups, reading left out; the least of the runs that fit
into ten. datasketch runs as its own
documentation shows it (a set of shingles a row, `MinHashLSH` at 0.8), and once more with our bands; rensa,
where it is installed, with its LSH at 0.8. Recall is over planted pairs whose exact Jaccard index is at
least 0.8.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date

import numpy as np
from long_texts import rows

from auditor.allocator import keep_freed_memory
from auditor.config import Config
from auditor.model import Batch, Example
from auditor.text.columns import input_digests
from auditor.text.near.buckets import representatives
from auditor.text.near.minhash import LONG_BANDS, LONG_PERMUTATIONS
from auditor.text.near.rows import NearRows

BATCH = 512
ENOUGH = 10.0  # CPU seconds: a job is repeated until they are spent, and its quickest run counts


def batches(texts: list[str], chosen: set[int] | None = None) -> Iterator[Batch]:
    numbers = range(len(texts)) if chosen is None else sorted(chosen)
    for start in range(0, len(numbers), BATCH):
        yield Batch(
            [Example(number, texts[number], "Understood.") for number in numbers[start : start + BATCH]]
        )


def ours(texts: list[str]) -> dict[int, int]:
    near, digests = NearRows(Config(), ""), []
    for batch in batches(texts):
        everything = np.ones(len(batch.examples), bool)
        digests.append(input_digests(batch))
        near.observe(batch, everything, input_digests(batch))
    candidates = near.choose()
    rows = candidates.rows
    for batch in batches(texts, set(rows.tolist())):
        near.review(batch)
    candidates.close()
    free = np.ones(len(rows), np.int64)
    owner, *_ = representatives(candidates.keys, candidates.row_of, (candidates.near,), free, candidates.new)
    found = np.flatnonzero(owner >= 0)
    copies = exact_copies(np.concatenate(digests))
    return copies | dict(zip(rows[found].tolist(), rows[owner[found]].tolist(), strict=True))


def exact_copies(digests: np.ndarray) -> dict[int, int]:
    _, first, group = np.unique(digests, return_index=True, return_inverse=True)
    return {
        row: int(first[group[row]]) for row in np.flatnonzero(first[group] != np.arange(len(group))).tolist()
    }


def shingled(texts: list[str]) -> list[set[bytes]]:
    split = (text.lower().split() for text in texts)
    return [{" ".join(words[i : i + 3]).encode() for i in range(len(words) - 2)} for words in split]


def with_datasketch(texts: list[str], **settings: object) -> dict[int, int]:
    from datasketch import MinHash, MinHashLSH

    lsh_settings = settings.pop("lsh", {"threshold": 0.8})
    index = MinHashLSH(num_perm=settings.get("num_perm", 128), **lsh_settings)
    found = {}
    for number, sketch in enumerate(MinHash.generator(shingled(texts), **settings)):
        matches = index.query(sketch)
        if matches:
            found[number] = min(matches)
        index.insert(number, sketch)
    return found


def with_rensa(texts: list[str]) -> dict[int, int]:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.8, num_perm=128, num_bands=16)
    found = {}
    for number, text in enumerate(texts):
        words = text.lower().split()
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update([" ".join(words[i : i + 3]) for i in range(len(words) - 2)])
        if matches := index.query(sketch):
            found[number] = min(matches)
        index.insert(number, sketch)
    return found


def measured(name: str, work: Callable[[], dict[int, int]], key: dict[int, dict]) -> dict:
    runs: list[float] = []
    while sum(runs) < ENOUGH:
        started = time.process_time()
        found = work()
        runs.append(time.process_time() - started)
    seconds = min(runs)
    planted = {row for row, entry in key.items() if entry.get("jaccard", 0) >= 0.8}
    copies = {row for row, entry in key.items() if entry["kind"] == "exact"}
    related = set(key) | {entry["of"] for entry in key.values()}
    result = {"cpu_seconds": round(seconds, 2), "recall": round(len(planted & set(found)) / len(planted), 4)}
    result["exact_copies_found"] = round(len(copies & set(found)) / len(copies), 4)
    result["flagged_below_0.8"] = len(set(found) & (set(key) - planted - copies))
    result["flagged_unplanted"] = len(set(found) - related)
    result["peak_mb_of_process"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(name, result, file=sys.stderr)
    return result


def main(count: int, names: list[str]) -> None:
    keep_freed_memory()  # as `auditor check` does; the others run in the same process
    made = list(rows(count))
    texts = [text for text, _ in made]
    key = {number: entry for number, (_, entry) in enumerate(made) if entry}
    work: dict[str, Callable[[], dict[int, int]]] = {
        "auditor": lambda: ours(texts),
        "datasketch, its defaults": lambda: with_datasketch(texts),
        "datasketch, our bands": lambda: with_datasketch(
            texts,
            num_perm=LONG_PERMUTATIONS,
            lsh={"params": (LONG_BANDS, LONG_PERMUTATIONS // LONG_BANDS)},
        ),
        "rensa": lambda: with_rensa(texts),
    }
    results = {}
    for name, job in work.items():
        if not names or name.split(",")[0] in names:
            try:
                results[name] = measured(name, job, key)
            except ImportError as error:
                results[name] = {"not run": str(error)}
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}"
    words = sum(len(text.split()) for text in texts[:1000]) / 1000
    print(
        json.dumps(
            {
                "date": str(date.today()),
                "machine": machine,
                "load": os.getloadavg()[0],
                "rows": count,
                "words_per_row": round(words),
                "results": results,
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
