"""Write the sample data sets beside this file: the same bytes on every run and every machine.

python sample_data/generate.py           write all files
python sample_data/generate.py --check   say which files differ from what would be written; exit 1 if any
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from material import bank, invoices, machine, releases, travel
from material.grammar import Dice

HERE = Path(__file__).parent
MARK = "<!-- written by generate.py from here on -->\n"

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
    return files | {"README.md": readme({name: text for name, text in files.items() if "key" in name})}


def readme(keys: dict[str, bytes]) -> bytes:
    """README.md with the tables of planted defects brought up to date."""
    written, mark, _ = (HERE / "README.md").read_text(encoding="utf-8").partition(MARK)
    tables = [table(name.removeprefix("keys/"), json.loads(key)) for name, key in keys.items()]
    return (written + mark + "".join(tables)).encode()


def table(name: str, key: list[dict[str, Any]]) -> str:
    """The planted defects of one file, a row for each kind, in the order of the codes."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for defect in key:
        where = "file" if defect["line"] is None else str(defect["line"])
        kinds.setdefault((defect["code"], defect["note"]), []).append(where)
    rows = [f"| {code} | {', '.join(lines)} | {note} |\n" for (code, note), lines in sorted(kinds.items())]
    title = name.removesuffix(".key.json").replace("_", " ").capitalize()
    return f"\n### {title}\n\n| code | lines | what |\n|---|---|---|\n{''.join(rows)}"


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
