"""What `auditor fix` costs besides its audits, against copying the file through our reader, in the same run.

    python bench/repair.py 1000000 [--rules DUP001,STY004]

The file has chat rows of about 700 bytes; one in ten is a copy of an earlier row, one in twenty ends with a
stray blank. Prints JSON: CPU seconds of the copy (read, decode, encode, write), of the audits and of the
repair itself, their ratio, and peak memory.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from auditor import auditing, loaders, repair
from auditor.config import Config

FILLER = "The valve stands beside the tank, left of the ladder, and opens against the clock. " * 7


def write(path: Path, count: int) -> None:
    with path.open("w") as stream:
        for number in range(count):
            same = number - number % 10 if number % 10 == 9 else number
            answer = f"Valve {same}. {FILLER}{same}" + (" " if same % 20 == 4 else "")
            turns = [
                {"role": "user", "content": f"Where is valve {same}?"},
                {"role": "assistant", "content": answer},
            ]
            stream.write(json.dumps({"messages": turns}) + "\n")


def copy(source: Path, target: Path) -> None:
    plan = loaders.plan([(str(source), "train")], Config(task="style"))
    with target.open("wb") as stream:
        for batch in loaders.read(loaders.Shard(plan.files[0]), Config(task="style")):
            for example in batch.examples:
                stream.write(msgspec.json.encode(example.record) + b"\n")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("rows", type=int)
    options.add_argument("--rules", default="DUP001,STY004")
    given = options.parse_args()
    audits: list[float] = []

    def audit(inputs, config):
        start = time.process_time()
        found = auditing.audit(inputs, config, 1)
        audits.append(time.process_time() - start)
        return found

    with TemporaryDirectory() as folder:
        source = Path(folder, "data.jsonl")
        write(source, given.rows)
        start = time.process_time()
        copy(source, Path(folder, "copy.jsonl"))
        copied = time.process_time() - start
        start = time.process_time()
        config = Config(task="style", select=tuple(given.rules.split(",")))
        done = repair.fix([(str(source), "train")], config, audit, out=str(Path(folder, "out.jsonl")))
        repaired = time.process_time() - start - sum(audits)
        size = os.path.getsize(source)
    result = {
        "date": date.today().isoformat(), "cores": os.cpu_count(), "python": platform.python_version(),
        "rows": given.rows, "megabytes": round(size / 1e6), "rules": given.rules,
        "left_out": done.rejected, "changed": done.changed,
        "copy_cpu_s": round(copied, 1), "audits_cpu_s": [round(one, 1) for one in audits],
        "repair_cpu_s": round(repaired, 1), "repair_to_copy": round(repaired / copied, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip
    json.dump(result, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
