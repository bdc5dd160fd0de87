"""The whole audit against the floor: reading and parsing the same file once with orjson, in the same run.

    python bench/full_audit.py FILE… [--jobs N] [--task T]

Prints JSON: CPU seconds and peak memory of each, and their ratio. Each measurement is a process of its own,
so that start-up and imports count and nothing is warm.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import date

FLOOR = """
import sys, orjson
with open(sys.argv[1], "rb") as stream:
    for line in stream:
        orjson.loads(line)
"""


# run in a process of its own, so that its children's resources are those of the command alone
TIMER = """
import json, resource, subprocess, sys, time
start = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([use.ru_utime + use.ru_stime, time.monotonic() - start, use.ru_maxrss, done.returncode]))
"""


def measured(words: list[str]) -> dict[str, float]:
    """CPU seconds with all children, wall seconds, and the peak of the largest process in MB."""
    timed = [sys.executable, "-c", TIMER, *words]
    out = subprocess.run(timed, capture_output=True, text=True, check=True).stdout
    cpu, wall, peak, code = json.loads(out.splitlines()[-1])
    return {"cpu_s": round(cpu, 3), "wall_s": round(wall, 3), "peak_mb": round(peak / 1024), "exit": code}


def compared(file: str, task: str, jobs: str) -> dict[str, object]:
    """The audit of one file beside the floor."""
    floor = measured([sys.executable, "-c", FLOOR, file])
    options = ["--task", task, "--jobs", jobs, "-f", "json", "--isolated", "--no-cache"]
    audit = measured([sys.executable, "-m", "auditor", "check", file, *options])
    with open(file, "rb") as stream:
        rows = sum(1 for _ in stream)
    return {
        "file": os.path.basename(file),
        "rows": rows,
        "megabytes": round(os.path.getsize(file) / 1e6, 1),
        "jobs": int(jobs),
        "floor": floor,
        "audit": audit,
        "ratio": round(audit["cpu_s"] / floor["cpu_s"], 1),
        "audit_us_per_row": round(audit["cpu_s"] / rows * 1e6, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+")
    parser.add_argument("--jobs", default="1")
    parser.add_argument("--task", default="generation")
    words = parser.parse_args()
    results = [compared(file, words.task, words.jobs) for file in words.files]
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "load": os.getloadavg()[0]}
    print(json.dumps({"date": date.today().isoformat(), "machine": machine, "results": results}, indent=1))


if __name__ == "__main__":
    main()
