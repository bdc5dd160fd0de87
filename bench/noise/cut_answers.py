"""Recall of NOI006 on answers that were cut: inside of a word or a sentence, in code, JSON, a list, a table.

    python -m bench.noise.cut_answers DATA_FOLDER [--part development|report] [--show]

Six rows in a hundred of real sets, and of prose in several languages (`cut_answers.json`), are cut in one of
nine ways. The parts share no row, text or language: the rule was changed after what "development" showed
missing; after the first run of "report" it was made to leave short texts alone, as it had flagged four rows
of chats that were not cut. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from bench.noise.accuracy import BASES, _flagged, _rows
from bench.noise.strangers import _exchanges

_MOST, _OF_A_LANGUAGE, _SHARE = 1_500, 300, 0.06
_PARTS = ("development", "report")
Rows = list[tuple[str, str]]


def sets(folder: Path, part: str) -> Iterator[tuple[str, str, Rows]]:
    """Name, task and rows of every set."""
    half = _PARTS.index(part)
    for name, task in BASES:
        yield name, task, list(_rows(folder / name))[half::2][:_MOST]
    name = "sgd_dialogues_chat.jsonl"
    yield name, "generation", list(_exchanges(folder))[half::2][:_MOST]
    texts = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))[part]
    for language, paragraphs in texts.items():
        yield language, "generation", list(_spoken(language, paragraphs))


def _spoken(language: str, paragraphs: list[str]) -> Iterator[tuple[str, str]]:
    """Answers of one to four of the sentences."""
    rng = Random(language)
    sentences = [one for text in paragraphs for one in re.split(r"(?<=[.])\s|(?<=。)", text) if one]
    space = "" if language in ("ja", "zh") else " "
    for number in range(_OF_A_LANGUAGE):
        yield f"question {number}", space.join(rng.sample(sentences, rng.randint(1, 4)))


def cuts(text: str, rng: Random) -> dict[str, str]:
    """The text, or what is made of its words, cut in every way that it can be."""
    made = {
        "code": f"{text}\n\n```python\ndef total(rows):\n    for row in rows:\n        row.total = row.pri"
    }
    words = [
        word for word in re.finditer(r"\w{5,}", text) if word.start() > 60 and word.end() < len(text) - 1
    ]
    spaces = [at.start() for at in re.finditer(r"(?<=\w) (?=\w)", text) if 60 < at.start() < len(text) - 3]
    if words:
        word = rng.choice(words)
        made["inside of a word"] = text[: rng.randint(word.start() + 2, word.end() - 2)]
    if spaces:
        made["inside of a sentence"] = text[: rng.choice(spaces)]
    elif " " not in text and len(text) > 30:
        made["inside of a sentence"] = text[: rng.randint(len(text) // 2, len(text) - 3)]
    value = {"title": text[:40], "items": [{"name": "lamp", "count": 3}], "note": text[:60]}
    whole = json.dumps(value, ensure_ascii=False)
    made["JSON"] = whole[: rng.randint(20, len(whole) - 2)]
    made["JSON in a fence"] = f"Here it is:\n\n```json\n{whole[: rng.randint(20, len(whole) - 2)]}"
    items = [" ".join(six) for six in zip(*[iter(re.findall(r"\w+", text))] * 6, strict=False)][:5]
    if len(items) >= 3:
        steps = "Do this:\n\n" + "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))
        made["at the number of an item"] = f"{steps}\n{len(items) + 1}."
        made["inside of an item"] = steps[: -rng.randint(3, 12)]
        table = "".join(f"\n| {number} | {item} |" for number, item in enumerate(items))
        made["table"] = f"| No | Text |\n|---|---|{table}\n| {len(items)} | {items[0][:12]}"
        made["behind a heading"] = f"{text}\n\n## {items[1]}"
    return made


def measure(folder: Path, part: str, show: bool) -> dict[str, object]:
    """Recall by kind of cut and by set; rows flagged before anything was cut, and beside the cut ones."""
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    rows_seen = untouched = beside = 0
    for name, task, rows in sets(folder, part):
        before = {at for at, codes in _flagged(rows, task).items() if "NOI006" in codes}
        rng = Random(f"{name}-{part}")
        key: dict[int, str] = {}
        cut = list(rows)
        for at in rng.sample(range(len(rows)), int(len(rows) * _SHARE)):
            made = cuts(rows[at][1], rng)
            key[at] = rng.choice(sorted(made))
            cut[at] = rows[at][0], made[key[at]]
        after = {at for at, codes in _flagged(cut, task).items() if "NOI006" in codes}
        for at, kind in key.items():
            planted.update((kind, name))
            found.update({kind: at in after, name: at in after})
            if show and at not in after:
                print("MISSED", name, kind, cut[at][1][-120:], file=sys.stderr)
        rows_seen, untouched = rows_seen + len(rows), untouched + len(before)
        beside += len(after - key.keys() - before)
    recall = {name: f"{found[name]} of {count}" for name, count in sorted(planted.items())}
    return {"rows": rows_seen, "flagged_untouched": untouched, "flagged_beside": beside, "recall": recall}


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", type=Path)
    words.add_argument("--part", choices=_PARTS, default="report")
    words.add_argument("--show", action="store_true", help="say on standard error what was missed")
    given = words.parse_args()
    head = {"date": date.today().isoformat(), "part": given.part}
    print(json.dumps({**head, **measure(given.folder, given.part, given.show)}, indent=1))


if __name__ == "__main__":
    main()
