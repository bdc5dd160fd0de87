"""Recall on kinds of defects that were written down from the names of the rules alone, in a dozen languages.

    python -m bench.noise.strangers DATA_FOLDER [--part development|report] [--show]

`strangers.json` holds two sets of kinds with twelve texts each. The rules were changed after what the
first ("development") showed missing; the second ("report") was written after that, knowing them, and run for
the first time when they stood: an upper bound. Each kind is planted into three rows
of four real sets, six kinds or so at a time among 300 untouched rows. «an36» stands for 36 random letters and
digits: what looks like a key is made when it is planted. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import string
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from bench.noise.accuracy import BASES, Base, _flagged, _rows

_PARTS, _CLEAN, _EACH = 6, 300, 3
_LETTERS = string.ascii_letters + string.digits
_ALPHABETS = {
    "an": _LETTERS,
    "b64": f"{_LETTERS}+/",
    "url": f"{_LETTERS}-_",
    "pw": f"{_LETTERS}!#@",
    "az": string.ascii_letters,
    "up": f"{string.ascii_uppercase}234567",
    "hex": "0123456789abcdef",
    "nz": "123456789",
}
Kind = dict[str, str | list[str]]


def bases(folder: Path) -> Iterator[Base]:
    """The real sets with the first exchanges of the dialogues; rows that some rule flags are not used."""
    sets = [(name, task, list(_rows(folder / name))) for name, task in BASES]
    sets.append(("sgd_dialogues_chat.jsonl", "generation", list(_exchanges(folder))))
    for name, task, rows in sets:
        flagged = _flagged(rows, task)
        good = [row for at, row in enumerate(rows) if at not in flagged]
        yield Base(name, task, [row for row in good if 40 <= len(row[1]) <= 2000 and len(row[0]) >= 15])


def _exchanges(folder: Path) -> Iterator[tuple[str, str]]:
    for line in (folder / "sgd_dialogues_chat.jsonl").read_text(encoding="utf-8").splitlines():
        turns = [turn["content"] for turn in json.loads(line)["messages"] if turn["role"] != "system"]
        yield turns[0], turns[1]


def spoiled(how: str, text: str, row: tuple[str, str], others: list[str]) -> tuple[str, str]:
    """The row with the defect in it; `how` says where it goes."""
    given, answer = row
    words = answer.split()
    cut = " ".join(words[: max(8, len(words) * 2 // 3)]).rstrip(".,;:!?")
    copies = {
        "upper": given.upper(),
        "lower": given.lower(),
        "quote": f'"{given}"',
        "twice": f"{given} {given}",
    }
    again = answer if len(answer) > 120 else f"{answer} {others[0]}"
    ways = {
        "answer": (given, text),
        "answer+": (given, text.replace("{}", answer)),
        "answer2": (given, text.join([again] * 4)),
        "start": (given, text + answer if text[:1] == "\ufeff" else f"{text} {answer}"),
        "end": (given, f"{answer} {text}"),
        "line": (given, f"{answer}\n{text}"),
        "cutword": (given, f"{cut} {text}"),
        "copy": (given, copies.get(text, given)),
        "long": (given, "\n\n".join(others)),
        "ask": (text, answer),
        "ask_end": (f"{given}\n{text}", answer),
    }
    return ways[how]


def measure(folder: Path, kinds: dict[str, Kind], show: bool) -> dict[str, object]:
    """Recall by kind, and the untouched rows that were flagged beside them."""
    found: dict[str, int] = dict.fromkeys(kinds, 0)
    false = 0
    for number, base in enumerate(bases(folder)):
        rng = Random(base.name)
        for part in range(_PARTS):
            rows, key = _planted(base, dict(list(kinds.items())[part::_PARTS]), number, rng)
            flagged = _flagged(rows, base.task)
            false += len(flagged.keys() - key.keys())
            for at, name in key.items():
                hit = bool(set(str(kinds[name]["rules"]).split()) & flagged.get(at, set()))
                found[name] += hit
                if show and not hit:
                    print("MISSED", name, base.name, flagged.get(at), rows[at][1][-120:], file=sys.stderr)
    recall = {name: round(count / (4 * _EACH), 3) for name, count in found.items()}
    macro = round(sum(recall.values()) / len(recall), 4)
    return {"kinds": len(kinds), "macro_recall": macro, "untouched_rows_flagged": false, "recall": recall}


def _planted(
    base: Base, kinds: dict[str, Kind], number: int, rng: Random
) -> tuple[list[tuple[str, str]], dict[int, str]]:
    """Untouched rows with three of each kind among them, and which row is of which kind."""
    rows = rng.sample(base.rows, min(_CLEAN + _EACH * len(kinds), len(base.rows)))
    places = iter(rng.sample(range(len(rows)), len(rows)))
    key: dict[int, str] = {}
    for name, kind in kinds.items():
        how = str(kind["how"])
        for text in kind["texts"][number * _EACH : (number + 1) * _EACH]:
            at = next(place for place in places if how != "copy" or len(rows[place][0]) >= 60)
            others = [row[1] for row in rng.sample(base.rows, 200 if how == "long" else 1)]
            rows[at] = spoiled(how, _filled(text, rng), rows[at], others)
            key[at] = name
    return rows, key


def _filled(text: str, rng: Random) -> str:
    """The text with random characters for its marks."""

    def drawn(mark: re.Match[str]) -> str:
        return "".join(rng.choice(_ALPHABETS[mark[1]]) for _ in range(int(mark[2])))

    return re.sub(r"«([a-z]+(?:64)?)(\d+)»", drawn, text)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", type=Path)
    words.add_argument("--part", choices=["development", "report"], default="report")
    words.add_argument("--show", action="store_true", help="say on standard error what was missed")
    given = words.parse_args()
    kinds = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))[given.part]
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    head = {"date": date.today().isoformat(), "machine": machine, "part": given.part}
    print(json.dumps({**head, **measure(given.folder, kinds, given.show)}, indent=1))


if __name__ == "__main__":
    main()
