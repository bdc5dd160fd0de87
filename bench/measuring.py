"""What a command costs: CPU seconds, wall seconds, and the memory of all its processes together."""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

INTERVAL = 0.5  # seconds between two looks at the memory

# reading and parsing a file once: what no audit can be faster than
FLOOR = """
import sys, orjson
with open(sys.argv[1], "rb") as stream:
    for line in stream:
        orjson.loads(line)
"""


def measured(
    words: list[str], env: dict[str, str] | None = None, folder: Path | None = None
) -> dict[str, Any]:
    """Run a command in a process tree of its own and in a folder; its standard output is thrown away.

    Returns cpu_s and wall_s, peak_mb (proportional set size of all its processes together, sampled), exit.
    """
    timed = [sys.executable, str(Path(__file__).resolve()), *words]
    out = subprocess.run(timed, capture_output=True, text=True, check=True, env=env, cwd=folder).stdout
    result: dict[str, Any] = json.loads(out.splitlines()[-1])
    return result


def floor(file: str) -> dict[str, Any]:
    """The floor of a file."""
    return measured([sys.executable, "-c", FLOOR, file])


def about() -> dict[str, Any]:
    """The date and the machine."""
    machine = {
        "python": platform.python_version(),
        "cores": len(os.sched_getaffinity(0)),
        "load": round(os.getloadavg()[0], 1),
    }
    return {"date": date.today().isoformat(), "machine": machine}


def _tree(root: int) -> list[int]:
    """The process and all its descendants."""
    found = [root]
    for process in found:
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:  # it has ended
                continue
    return found


def _memory(root: int) -> int:
    """Kilobytes that the tree uses, shared pages counted once."""
    total = 0
    for process in _tree(root):
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total


def _main(words: list[str]) -> None:
    start, peak = time.monotonic(), 0
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(INTERVAL)
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({
        "cpu_s": round(use.ru_utime + use.ru_stime, 3),
        "wall_s": round(time.monotonic() - start, 3),
        "peak_mb": round(max(peak, use.ru_maxrss) / 1024),
        "exit": process.returncode,
    }))  # fmt: skip


if __name__ == "__main__":
    _main(sys.argv[1:])
