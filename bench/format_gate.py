"""What format checking costs a row: the fast gate and the FMT checkers, beside decoding and jsonschema.

    python bench/format_gate.py CHAT.jsonl [--rows N]

Prints JSON: microseconds of CPU a row, all in one run and one process.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import time
from collections.abc import Callable
from datetime import date
from itertools import cycle, islice

import msgspec

from auditor import formats
from auditor.checkers import CHECKERS
from auditor.config import Config
from auditor.formats.explain import faults
from auditor.formats.turns import turns_of
from auditor.model import Batch


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--rows", type=int, default=100_000)
    words = parser.parse_args()
    with open(words.file, "rb") as stream:
        lines = list(islice(cycle(stream.readlines()), words.rows))
    gc.disable()
    config = Config(task="style")
    form = formats.reader("openai-chat", config)
    records = [msgspec.json.decode(line) for line in lines]
    examples = [form.read(record) for record in records]
    for row, example in enumerate(examples):
        example.row = row
    batches = [Batch(examples[i : i + 512], format=form.name) for i in range(0, len(examples), 512)]
    ours = [kind for kind in CHECKERS if kind.rules and kind.rules[0].code.startswith("FMT")]

    def checked() -> None:
        for kind in ours:
            checker = kind(config)
            for batch in batches:
                checker.observe(batch)

    result = {
        "decode": cost(lambda: [msgspec.json.decode(line) for line in lines], len(lines)),
        "gate": cost(lambda: [turns_of(record["messages"]) for record in records], len(lines)),
        "gate and example": cost(lambda: [form.read(record) for record in records], len(lines)),
        f"{len(ours)} FMT checkers": cost(checked, len(lines)),
        "jsonschema": cost(lambda: [faults(record, form) for record in records[:2000]], 2000),
    }
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "date": date.today().isoformat()}
    print(json.dumps({"rows": len(lines), "us_per_row": result, "machine": machine}, indent=1))


def cost(work: Callable[[], object], rows: int) -> float:
    """The best of three, in microseconds a row."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return round(best / rows * 1e6, 3)


if __name__ == "__main__":
    main()
