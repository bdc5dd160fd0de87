"""What `auditor fix` makes of the example of each rule: run, not written, so it says what really happens.

The example is `bad.*` in the rule's folder of the tests, or `fix.*` where nothing in that can be repaired.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import auditor
from auditor.config import Config, Fields
from auditor.repair import REPAIRS
from auditor.repair.examples import title
from auditor.text.sensitive.masking import blank

RULES = Path(__file__).parent.parent / "tests" / "rules"
SHOWN = 2  # rows
WIDE = 200  # characters of a row


@cache
def examples() -> dict[str, list[str]]:
    """Of every rule with a repair, the rows that it changes or leaves out, before and after."""
    return {code: [line for row in _rows(code)[:SHOWN] for line in row] for code in sorted(REPAIRS)}


def page() -> str:
    """The JSON text of `auditor/repair/examples.json`, which `auditor explain` reads."""
    return json.dumps(examples(), indent=1, ensure_ascii=False) + "\n"


def section(code: str) -> str:
    """The end of a rule's page; empty where it has no repair."""
    body = "\n".join(examples().get(code, []))
    return f"\n## {title(code)}\n\n```diff\n{body}\n```\n" if body else ""


def _rows(code: str) -> list[list[str]]:
    source = next(path for name in ("fix.*", "bad.*") for path in sorted((RULES / code).glob(name)))
    options = {
        "task": "style",
        **json.loads((source.parent / "expected.json").read_text()).get("options", {}),
    }
    if "fields" in options:
        options["fields"] = Fields(**options["fields"])
    splits = {path.stem.split("-")[1]: path for path in source.parent.glob("bad-*")}
    with TemporaryDirectory() as folder:
        out = Path(folder) / source.name
        auditor.fix(source, out, config=Config(select=(code,), **options), splits=splits, unsafe=True)
        rejected, changed = (_lines(f"{out}.{name}.jsonl") for name in ("rejected", "changes"))
        old, new = (path.read_bytes().split(b"\n") for path in (source, out))
    gone = {entry["line"]: entry["reason"].replace(f"{source.parent}/", "") for entry in rejected}
    kept = [line for line in range(1, len(old) + 1) if line not in gone]
    places = {line: place for place, line in enumerate(kept)}
    shown: dict[int, list[str]] = {}
    for line in sorted({*gone, *(entry["line"] for entry in changed)}):
        after = f"# left out: {gone[line]}" if line in gone else "+ " + _shown(new[places[line]])
        shown[line] = [f"- {_shown(old[line - 1])}", after]
    return list(shown.values())


def _lines(path: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(path).read_bytes().splitlines()]


def _shown(raw: bytes) -> str:
    """A row on one line, with what nobody sees spelled out."""
    text = blank(raw.decode("utf-8", "backslashreplace"))
    text = "".join(
        one if one.isprintable() and ord(one) not in range(0x300, 0x370) else f"<U+{ord(one):04X}>"
        for one in text
    )
    return text if len(text) <= WIDE else text[: WIDE - 1] + "…"
