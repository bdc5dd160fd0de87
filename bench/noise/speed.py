"""What the rules of the noise family cost a row, and that hostile texts cost no more than twice for twice.

    python -m bench.noise.speed FILE [--task TASK]

FILE is any data file; its rows are repeated up to 10,000. Each rule's time is CPU time in one process, all
rules on the same batches, after one batch to warm up; of each batch the least of five runs counts: other work
on the machine can only add to it. The hostile texts go to each rule's judgement directly, past its gate, as
long as a text may be and an eighth as long; the smallest of five runs counts, and the growth is given for
each doubling. `floor_us_a_row` is orjson reading the same texts. Prints JSON.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import time
from collections import Counter
from datetime import date
from itertools import cycle, islice

import orjson

from auditor import loaders
from auditor.checkers import CHECKERS
from auditor.checkers.base import RowChecker
from auditor.config import Config
from auditor.model import Batch, Example
from auditor.text.joined import SEARCHED_CHARACTERS

FAMILIES = ("NOI", "LNG", "SEC", "PII")
NOISE = [checker for checker in CHECKERS if checker.rules and checker.rules[0].code.startswith(FAMILIES)]
ROWS = 10_000
RUNS = 5
HOSTILE = {
    "one letter": "a",
    "one digit": "1",
    "spaces": " ",
    "new lines": "\n",
    "digits apart": "1 ",
    "groups of digits": "4539 1488 ",
    "dotted": "1.",
    "at signs": "a@",
    "domains": "a@b.",
    "opening brackets": "[your ",
    "opening tags": "<a ",
    "backticks": "`",
    "fences": "``` ",
    "braces": "{{ ",
    "keys": "eyJa",
    "tokens": "eyJhbGciOiJIUzI1NiJ9.",
    "names of keys": "api_key = ",
    "headers": "-----BEGIN PRIVATE KEY-----\n",
    "schemes": "https://a:",
    "sorry": "i'm sorry sorry sorry, but ",
    "as an ai": "as an ai developed by a ",
    "you are": "you are as an you are ",
    "pictures": "draw a a a a picture ",
    "summaries": "summarize from ",
    "headings": "### Response",
    "turns": "\nUser",
    "instructions": "\n1. Instruction\nInstruction: a",
    "annotations": "<<1+1=",
    "mojibake": "Ã©",
    "zero width": "\u200b",
    "speakers": "USER: ",
    "speakers elsewhere": "benutzer: x\n",
    "open brackets": "(a ",
    "variables": "${a",
    "mashed keys": "asdf ",
    "Cyrillic mojibake": "Р°",
    "model's names": "i am claude ",
}


def batches(file: str, task: str) -> list[Batch]:
    """The file's examples, repeated up to ROWS, in batches of the usual size."""
    config = Config(task=task)
    plan = loaders.plan([(file, "train")], config)
    shards = loaders.shards(plan.files, 1 << 40)
    examples = [
        example for shard in shards for batch in loaders.read(shard, config) for example in batch.examples
    ]
    rows = list(islice(cycle(examples), ROWS))
    return [Batch(rows[at : at + 512]) for at in range(0, len(rows), 512)]


def cost(file: str, task: str) -> dict[str, object]:
    """Microseconds of CPU a row, by rule; what rules share is counted for the one that asks first."""
    seen = batches(file, task)
    states = [checker(Config(task=task)) for checker in NOISE]
    least: dict[tuple[str, int], float] = {}
    gc.freeze()
    for state in states:
        state.observe(Batch(list(seen[0].examples)))
    for _ in range(RUNS):
        for number, examples in enumerate(batch.examples for batch in seen):
            batch = Batch(examples)  # nothing that is derived from it is at hand yet
            for state in states:
                start = time.process_time()
                state.observe(batch)
                place = state.rules[0].code, number
                least[place] = min(least.get(place, 1e9), time.process_time() - start)
    spent: Counter[str] = Counter()
    for (code, _), seconds in least.items():
        spent[code] += seconds
    rows = sum(len(batch.examples) for batch in seen)
    characters = sum(len(e.input) + len(e.output) for batch in seen for e in batch.examples)
    lines = [orjson.dumps([e.input, e.output]) for batch in seen for e in batch.examples]
    floor = min(_read(lines) for _ in range(RUNS))
    each = {code: round(seconds / rows * 1e6, 2) for code, seconds in sorted(spent.items())}
    total = sum(each.values())
    return {
        "characters_a_row": round(characters / rows),
        "floor_us_a_row": round(floor / rows * 1e6, 2),
        "us_a_row": {
            "with_language": round(total, 1),
            "without_language": round(total - each.get("LNG001", 0), 1),
            "by_rule": each,
        },
    }


def _read(lines: list[bytes]) -> float:
    start = time.process_time()
    for line in lines:
        orjson.loads(line)
    return time.process_time() - start


def growth() -> dict[str, object]:
    """The largest time(2n)/time(n) over all rules and hostile texts, as the cube root of time(8n)/time(n)."""
    worst: list[tuple[float, str, str, float]] = []
    for checker in NOISE:
        if not issubclass(checker, RowChecker):
            continue
        state = checker(Config(task="style"))
        for name, piece in HOSTILE.items():
            part, whole = (_timed(state, piece, n) for n in (SEARCHED_CHARACTERS // 8, SEARCHED_CHARACTERS))
            if whole > 0.002:  # below two milliseconds there is nothing to measure
                ratio = round(float((whole / max(part, 1e-6)) ** (1 / 3)), 2)
                worst.append((ratio, checker.rule.code, name, round(whole, 4)))
    worst.sort(reverse=True)
    slowest = max(worst, key=lambda entry: entry[3])
    return {"largest_ratios": worst[:5], "slowest": slowest, "pairs_over_2_5": sum(w[0] > 2.5 for w in worst)}


def _timed(state: RowChecker, piece: str, characters: int) -> float:
    text = piece * (characters // len(piece) + 1)
    example = Example(1, text[:characters], text[:characters])
    times = []
    for _ in range(5):
        start = time.process_time()
        state.problem(example)
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("file")
    words.add_argument("--task", default="generation")
    given = words.parse_args()
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    head = {"date": date.today().isoformat(), "machine": machine, "file": os.path.basename(given.file)}
    print(json.dumps({**head, **cost(given.file, given.task), "hostile": growth()}, indent=1))


if __name__ == "__main__":
    main()
