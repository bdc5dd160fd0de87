"""Leaks of each kind planted in held-out data, beside rows that share much with training and are no leaks.

    python bench/leaks.py ../shared/data > bench/results/leaks.json

Of each data set some rows are set aside, and the rest is split at random, four fifths for training. Into the
held-out part come leaks of training rows of at least 26 words; into both parts come rows set aside that
share an instruction, a quotation, a legal notice, a page of examples or a retrieved context, in many rows and
in five (three of them in training). Reported is the share that LEK001, LEK002 and LEK003 name, and of the
held-out rows as they are the share that each of them names. The thresholds were chosen on these data sets, by
the same hand, so the figures flatter; the official splits of GSM8K and BANKING77 were looked at as well.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from random import Random

from duplicate_edits import flagged, half, read, share

from auditor.checkers.exact_leak import ExactLeak
from auditor.checkers.near_leak import NearLeak
from auditor.checkers.passage_leak import PassageLeak
from auditor.model import Example

RULES = (ExactLeak, NearLeak, PassageLeak)
PLANTED, MANY, FEW = 100, (20, 10), (3, 2)  # many and few: rows in training and held out
SPLITS = ("test", "train")

INSTRUCTION = (
    "Answer the following as precisely as you can, without any introduction or repetition of the question, "
    "and keep it under one hundred words in total: "
)
QUOTATION = (
    " It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of folly."
)
NOTICE = (
    " This message and any attachment are confidential; if you are not the intended recipient please "
    "telephone or email the sender and delete this message and any attachment from your system at once, "
    "and do not copy it or disclose its contents to any other person."
)


def texts_of(folder: Path, name: str) -> list[str]:
    """The inputs of a data set, each once; of a dialogue all turns but the last."""
    if name.startswith("gpteacher"):
        records = json.loads((folder / name).read_text())
        texts = [f"{record['instruction']}\n{record['input']}".strip() for record in records]
    elif name.startswith("sgd"):
        records = [json.loads(line) for line in (folder / name).read_text().split("\n") if line]
        texts = [
            "\n".join(f"{turn['role']}: {turn['content']}" for turn in record["messages"][:-1])
            for record in records
        ]
    else:
        texts = read(folder, name)
    return list({" ".join(re.findall(r"\w+", text.lower())): text for text in texts}.values())


def embedded(text: str, random: Random, others: list[str]) -> str:
    return f"{random.choice(others)} {text} {random.choice(others)}"


def kinds(others: list[str]) -> dict[str, Callable[[str, Random], str]]:
    return {
        "exact": lambda text, random: text,
        "case and punctuation": lambda text, random: text.upper().rstrip("?.") + " !",
        "prefix": lambda text, random: " ".join(text.split()[: max(13, len(text.split()) * 2 // 3)]),
        "half": half,
        "within a longer text": lambda text, random: embedded(text, random, others),
        "numbers changed": lambda text, random: re.sub(
            r"\d", lambda digit: str((int(digit[0]) + 3) % 10), text
        ),
    }


def frames(folder: Path, random: Random) -> dict[str, list[Callable[[str], str]]]:
    """What rows share that are no leaks of each other; several of a kind where only few rows share each."""
    records = [json.loads(line) for line in (folder / "medquad_qa.jsonl").read_text().split("\n") if line]
    answers = [record["answer"] for record in records if 400 < len(record["answer"]) < 900]
    chosen = (random.sample(answers, 3) for _ in range(2))
    pages = ["\n".join(f"Q: Example\nA: {text[:150]}" for text in three) for three in chosen]
    contexts = random.sample(answers, 8)
    return {
        "instruction": [lambda text: INSTRUCTION + text],
        "quotation": [lambda text: text + QUOTATION],
        "legal notice": [lambda text: text + NOTICE],
        "examples": [lambda text, page=page: f"{page}\nQ: {text}" for page in pages],  # type: ignore[misc]
        "context": [
            lambda text, given=given: f"Context: {given}\n\nQuestion: {text}"  # type: ignore[misc]
            for given in contexts
        ],
    }


def found(train: Iterable[str], test: list[str], rules: tuple = RULES) -> set[int]:
    """Which of the held-out texts are named, by their places."""
    rows = [Example(0, text, "a", split="train") for text in train]
    rows += [Example(0, text, "b", split="test") for text in test]
    for number, row in enumerate(rows):
        row.row = number
    first = len(rows) - len(test)
    return {row - first for row in flagged(rules, rows, SPLITS, "style")}


def measured(folder: Path, name: str) -> dict:
    random = Random(name)
    texts = texts_of(folder, name)
    random.shuffle(texts)
    aside, texts = texts[: len(texts) // 4], texts[len(texts) // 4 :]
    cut = len(texts) * 4 // 5
    train, clean = texts[:cut], texts[cut:]
    result: dict = {"training rows": len(train), "held-out rows": len(clean), "leaks": {}, "no leaks": {}}
    long = [text for text in train if len(text.split()) >= 26]
    for kind, way in kinds(aside).items():
        fit = [text for text in long if kind != "numbers changed" or len(re.findall(r"\d+", text)) > 1]
        planted = [way(text, random) for text in random.sample(fit, min(PLANTED, len(fit)))]
        result["leaks"][kind] = share(len(found(train, planted)), len(planted))
    for kind, ways in frames(folder, random).items():
        for size, (first, second) in (("many", MANY), ("few", FEW)):
            more, asked, supply = [], [], iter(random.sample(aside, min(len(aside), 50)))
            for way in ways if size == "few" else ways[:1]:
                more += [way(text) for text, _ in zip(supply, range(first), strict=False)]
                asked += [way(text) for text, _ in zip(supply, range(second), strict=False)]
            named = found(train + more, asked)
            result["no leaks"][f"{kind}, {size}"] = share(len(named), len(asked))
    for rule in RULES:
        result[f"held-out rows as they are, {rule.rules[0].code}"] = share(
            len(found(train, clean, (rule,))), len(clean)
        )
    return result


def main(folder: Path) -> None:
    official = {
        name: {
            rule.rules[0].code: len(
                found(read(folder, f"{name}_train{end}"), read(folder, f"{name}_test{end}"), (rule,))
            )
            for rule in RULES
        }
        for name, end in (("gsm8k", ".jsonl"), ("banking77", ".csv"))
    }
    names = (
        "gsm8k_train.jsonl", "banking77_train.csv", "gpteacher_roleplay.json", "sgd_dialogues_chat.jsonl",
    )  # fmt: skip
    result = {
        "date": str(date.today()),
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "official splits, rows named": official,
        "split at random": {name.split(".")[0]: measured(folder, name) for name in names},
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
