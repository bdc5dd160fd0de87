"""Write the sample data sets beside this file: the same bytes on every run and every machine.

python sample_data/generate.py           write all files
python sample_data/generate.py --check   say which files differ from what would be written; exit 1 if any
"""

from __future__ import annotations

import sys
from pathlib import Path

from material import bank, invoices, machine, releases, travel
from material.grammar import Dice

HERE = Path(__file__).parent

DATA_SETS = {
    "classification, ready": bank.ready,
    "classification, not ready": bank.not_ready,
    "extraction, ready": invoices.ready,
    "extraction, not ready": invoices.not_ready,
    "style, ready": releases.ready,
    "style, not ready": releases.not_ready,
    "domain, ready": machine.ready,
    "domain, not ready": machine.not_ready,
    "generation, ready": travel.ready,
    "generation, not ready": travel.not_ready,
}


def generated() -> dict[str, bytes]:
    """Every file of the folder that is generated, by its path in the folder."""
    files: dict[str, bytes] = {}
    for name, make in DATA_SETS.items():
        files |= make(Dice(name))
    return files


def write(files: dict[str, bytes]) -> int:
    """Write the files; returns the exit code."""
    for name, content in files.items():
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        print(f"{len(content):>9,} bytes  {name}")
    return 0


def check(files: dict[str, bytes]) -> int:
    """Name the files that are stale or missing; returns the exit code."""
    paths = {name: HERE / name for name in files}
    stale = [name for name, path in paths.items() if not path.exists() or path.read_bytes() != files[name]]
    for name in stale:
        print(f"stale: {name}; run python sample_data/generate.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(check(generated()) if "--check" in sys.argv[1:] else write(generated()))
