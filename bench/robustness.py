"""Hostile inputs under load: time, memory and size of the report for each, against the limits that we set.

    python bench/robustness.py [CASE …] > bench/results/robustness.json

Inputs are made in a temporary folder (about 250 MB) and removed.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zstandard import ZstdCompressor

GOOD = '{"prompt": "Where is parcel %d?", "completion": "It left the depot on day %d."}\n'


@dataclass(frozen=True)
class Case:
    """One input, which `make` writes into a folder, and the limits that its audit must keep."""

    make: Callable[[Path], object]
    seconds: float
    megabytes: float
    exit_code: int

    def target(self, folder: Path) -> Path:
        """The only file in the folder, or the folder itself."""
        files = list(folder.iterdir())
        return files[0] if len(files) == 1 else folder


def _write(folder: Path, name: str, *parts: bytes) -> Path:
    path = folder / name
    with path.open("wb") as stream:
        for part in parts:
            stream.write(part)
    return path


def _good(count: int) -> bytes:
    return "".join(GOOD % (n, n) for n in range(count)).encode()


def bad_lines(folder: Path) -> Path:
    return _write(folder, "data.jsonl", *(b'{"prompt": "row %d", oops\n' % n for n in range(1_000_000)))


def long_line(folder: Path) -> Path:
    line = b'{"prompt": "' + b"x" * (100 << 20) + b'", "completion": "y"}\n'
    return _write(folder, "data.jsonl", _good(100), line, _good(100))


def line_at_the_limit(folder: Path) -> Path:
    line = b'{"prompt": "' + b"word and " * (3 << 20) + b'", "completion": "y"}\n'
    return _write(folder, "data.jsonl", _good(100), line, _good(100))


def brackets(folder: Path) -> Path:
    line = b'{"prompt": ' + b"[]," * (10 << 20) + b"1}\n"
    return _write(folder, "data.jsonl", _good(100), line, b"[" * (30 << 20) + b"\n", _good(100))


def identical_rows(folder: Path) -> Path:
    return _write(folder, "data.jsonl", (GOOD % (1, 1)).encode() * 20_000)


def open_quotes(folder: Path) -> Path:
    rows = b"".join(b'"open %d,""x\n' % n for n in range(200_000))
    return _write(folder, "data.csv", b"text,label\n", rows)


def broken_array(folder: Path) -> Path:
    rows = ",\n".join(GOOD.strip()[:-1] % (n, n) for n in range(200_000))  # no brace is ever closed
    return _write(folder, "data.json", b"[", rows.encode(), b"]")


def bomb(folder: Path) -> Path:
    member = gzip.compress(b"\n" * (100 << 20))
    return _write(folder, "data.jsonl.gz", *([member] * 100))


def _repeated(folder: Path, suffix: str, member: bytes, times: int) -> Path:
    return _write(folder, f"data.jsonl.{suffix}", *([member] * times))


def zstd_bomb(folder: Path) -> Path:
    return _repeated(folder, "zst", ZstdCompressor().compress(b"\n" * (1 << 30)), 10)


def bzip2_bomb(folder: Path) -> Path:
    return _repeated(folder, "bz2", bz2.compress(b"\n" * (100 << 20)), 100)


def xz_bomb(folder: Path) -> Path:
    return _repeated(folder, "xz", lzma.compress(b"\n" * (100 << 20)), 100)


def nested_bomb(folder: Path) -> Path:
    return _write(folder, "data.jsonl.gz", gzip.compress(gzip.compress(b"\n" * (1 << 30))))


def many_files(folder: Path) -> Path:
    for number in range(10_000):
        _write(folder, f"{number}.jsonl", (GOOD % (number, number)).encode())
    return folder


CASES = {
    "1M bad lines": Case(bad_lines, 20, 300, 1),
    "a line of 100 MB": Case(long_line, 10, 1000, 1),
    "a line of 27 MB": Case(line_at_the_limit, 20, 1000, 1),
    "30 MB of brackets, twice": Case(brackets, 20, 1500, 1),
    "20,000 identical rows": Case(identical_rows, 5, 300, 1),
    "200,000 open quotes": Case(open_quotes, 20, 500, 1),
    "200,000 open braces": Case(broken_array, 20, 500, 1),
    "10 GB in a gzip bomb": Case(bomb, 10, 300, 2),
    "10 GB in a zstd bomb": Case(zstd_bomb, 10, 300, 2),
    "10 GB in a bzip2 bomb": Case(bzip2_bomb, 10, 300, 2),
    "10 GB in an xz bomb": Case(xz_bomb, 10, 300, 2),
    "a bomb in a bomb": Case(nested_bomb, 10, 300, 2),
    "10,000 files": Case(many_files, 20, 500, 0),
}


def measure(name: str, case: Case) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        subprocess.run(
            [sys.executable, __file__, "--make", name, folder], check=True
        )  # its memory is its own
        target = case.target(folder)
        report = folder.parent / f"{folder.name}.report.json"
        command = [
            sys.executable,
            "-m",
            "auditor",
            "check",
            str(target),
            "--task",
            "style",
            "--jobs",
            "1",
            "--no-cache",
        ]
        started = time.perf_counter()
        process = subprocess.Popen([*command, "-f", f"json:{report}"], stderr=subprocess.PIPE)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        size = report.stat().st_size if report.exists() else 0
        report.unlink(missing_ok=True)
        found = {
            "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 2),
            "wall_seconds": round(wall, 2),
            "peak_megabytes": round(usage.ru_maxrss / 1024),
            "report_bytes": size,
            "exit_code": os.waitstatus_to_exitcode(status),
            "input_bytes": sum(file.stat().st_size for file in folder.iterdir()),
        }
        process.stderr.close()
    limits = {"cpu_seconds": case.seconds, "peak_megabytes": case.megabytes, "exit_code": case.exit_code}
    kept = (
        found["cpu_seconds"] <= case.seconds
        and found["peak_megabytes"] <= case.megabytes
        and found["exit_code"] == case.exit_code
        and size <= 5_000_000
    )
    return {**found, "limits": limits, "within": kept}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.argv[1:2] == ["--make"]:
        CASES[sys.argv[2]].make(Path(sys.argv[3]))
        return
    chosen = sys.argv[1:] or list(CASES)
    results = {name: measure(name, CASES[name]) for name in chosen}
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    print(json.dumps({"date": date.today().isoformat(), "machine": machine, "cases": results}, indent=1))


if __name__ == "__main__":
    main()
