"""Side by side, in one run: what peers cost on the work they share with us, and what they find of it.

    make bench-peers          (installs the peers in build/peers and writes bench/results/peers.json)
    python bench/peers.py --python build/peers/bin/python [--rows 10000]

Data: the seeded corpus of `corpus.py`. Its key says which rows are exact copies (half of them but for case
and spaces) and which are near copies with a word 3-gram Jaccard index of 0.8 or more. Recall is the share
of them that a tool names or removes; `besides` counts the rows it names that were not planted as copies at
all. A check without a list of rows has no recall here. Every tool is a process of its own, its start
counted.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import corpus
import measuring

PEERS = ("dropoutt", "finelint", "parallelogram", "convmerge", "datasketch", "rensa", "semhash", "cleanlab")

READ = """
import json, re, sys
rows = [json.loads(line)["messages"] for line in open(sys.argv[1], encoding="utf-8")]
texts = [" ".join(turn["content"] for turn in row if turn["role"] != "system") for row in rows]
def shingles(text):
    words = re.findall(r"\\w+", text.lower())
    return {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))}
"""
DATASKETCH = """
from datasketch import MinHash, MinHashLSH
index, found = MinHashLSH(threshold=0.8, num_perm=128), []
for number, text in enumerate(texts, 1):
    sketch = MinHash(num_perm=128)
    sketch.update_batch([part.encode() for part in shingles(text)])
    if index.query(sketch):
        found.append(number)
    index.insert(number, sketch)
json.dump(found, open(sys.argv[2], "w"))
"""
RENSA = """
from rensa import RMinHash, RMinHashLSH
index, found = RMinHashLSH(0.8, 128, 16), []
for number, text in enumerate(texts, 1):
    sketch = RMinHash(num_perm=128, seed=1)
    sketch.update(list(shingles(text)))
    if index.query(sketch):
        found.append(number)
    index.insert(number, sketch)
json.dump(found, open(sys.argv[2], "w"))
"""
SEMHASH = """
from semhash import SemHash
result = SemHash.from_records(texts).self_deduplicate(threshold=0.9)
kept = list(result.selected)
found = []
for number, text in enumerate(texts, 1):
    if text in kept[:1]:
        kept.pop(0)
    else:
        found.append(number)
json.dump(found, open(sys.argv[2], "w"))
"""
CONVMERGE = """
import subprocess
out = sys.argv[2] + ".kept"
command = [sys.executable, "-m", "convmerge", "dedupe", "--near", "-i", sys.argv[1], "-o", out]
subprocess.run(command, check=True)
kept, found = [json.loads(line)["messages"] for line in open(out, encoding="utf-8")], []
at = 0
for number, row in enumerate(rows, 1):
    if at < len(kept) and kept[at] == row:
        at += 1
    else:
        found.append(number)
json.dump(found, open(sys.argv[2], "w"))
"""
CLEANLAB = """
import csv, json, sys
from cleanlab.filter import find_label_issues
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
names = sorted({row["label"] for row in rows})
labels = [names.index(row["label"]) for row in rows]
features = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit_transform(
    row["text"] for row in rows
)
model = LogisticRegression(C=10, max_iter=500)
chances = cross_val_predict(model, features, labels, cv=5, method="predict_proba")
issues = find_label_issues(labels, chances, return_indices_ranked_by="self_confidence")
json.dump([int(index) + 2 for index in issues], open(sys.argv[2], "w"))
"""
FINDERS = {
    "datasketch (MinHashLSH, defaults)": READ + DATASKETCH,
    "rensa (RMinHashLSH, 16 bands)": READ + RENSA,
    "semhash (0.9)": READ + SEMHASH,
    "convmerge dedupe --near": READ + CONVMERGE,
}
CHECKS = {
    "parallelogram check": ["parallelogram", "check", "{file}"],
    "finelint inspect": ["finelint", "inspect", "{file}"],
    "dropoutt scan": ["dropoutt", "scan", "{file}"],
}


def installed(python: str) -> dict[str, str]:
    """The peers' versions, "" where one did not install."""
    listed = subprocess.run(
        [python, "-m", "pip", "list", "--format", "json"], capture_output=True, check=True
    )
    versions = {item["name"].lower(): item["version"] for item in json.loads(listed.stdout)}
    return {name: versions.get(name, "") for name in PEERS}


def ours(file: Path, out: Path, task: str, *words: str) -> list[str]:
    command = [sys.executable, "-m", "auditor", "check", str(file), "--task", task, "--isolated", "--full"]
    return [*command, "--no-cache", "--jobs", "1", "-f", f"json:{out}", *words]


def lines(report: Path, *codes: str) -> set[int]:
    findings = json.loads(report.read_text())["findings"]
    return {place["line"] for item in findings if item["code"] in codes for place in item["places"]}


def finders(python: str, file: Path, key: Path, scratch: Path) -> list[dict[str, Any]]:
    """Exact and near copies: recall of the planted ones."""
    planted = [json.loads(line) for line in key.read_text().splitlines()]
    exact = {entry["line"] for entry in planted if entry["kind"] == "exact"}
    near = {entry["line"] for entry in planted if entry["kind"] == "near" and entry["jaccard"] >= 0.8}
    every = {entry["line"] for entry in planted}

    def scored(name: str, cost: dict[str, Any], found: set[int] | None) -> dict[str, Any]:
        if found is None:
            return {"tool": name, "ran": False, **cost}
        shares = {"exact": len(exact & found) / len(exact), "near": len(near & found) / len(near)}
        recall = {f"recall_{kind}": round(share, 3) for kind, share in shares.items()}
        return {
            "tool": name,
            "ran": True,
            **cost,
            **recall,
            "named": len(found),
            "besides": len(found - every),
        }

    out = scratch / "ours.json"
    codes = ("DUP001", "DUP002")
    cost = measuring.measured(ours(file, out, "generation", "--select", "DUP001,DUP002"))
    results = [scored("auditor --select DUP001,DUP002", cost, lines(out, *codes))]
    for name, script in FINDERS.items():
        result = scratch / "found.json"
        result.unlink(missing_ok=True)
        cost = measuring.measured([python, "-c", script, str(file), str(result)], folder=scratch)
        results.append(scored(name, cost, set(json.loads(result.read_text())) if result.exists() else None))
    return results


def checks(python: str, file: Path, scratch: Path) -> list[dict[str, Any]]:
    """Everything that a tool checks, on the same file."""
    results = [
        {"tool": "auditor check", **measuring.measured(ours(file, scratch / "all.json", "generation"))}
    ]
    for name, words in CHECKS.items():
        command = Path(python).parent / words[0]
        if command.exists():
            told = [str(command), *(word.replace("{file}", str(file)) for word in words[1:])]
            results.append({"tool": name, **measuring.measured(told, folder=scratch)})
        else:
            results.append({"tool": name, "ran": False})
    return results


def labels(python: str, scratch: Path) -> list[dict[str, Any]]:
    """Labels exchanged on purpose, 5 % of the sample data: recall and precision."""
    import csv
    import random

    source = corpus.SAMPLES / "classification_ready.csv"
    with source.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    text, label = list(rows[0])[:2]
    chance, names = random.Random(11), sorted({row[label] for row in rows})
    wrong = set(chance.sample(range(len(rows)), len(rows) // 20))
    file = scratch / "labels.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["text", "label"])
        for number, row in enumerate(rows):
            others = [name for name in names if name != row[label]]
            said = chance.choice(others) if number in wrong else row[label]
            writer.writerow([row[text].replace("\n", " "), said])
    planted = {number + 2 for number in wrong}
    out, result = scratch / "labels.json", scratch / "issues.json"
    cost = measuring.measured(ours(file, out, "classification", "--select", "LBL005"))
    found = {"auditor --select LBL005": (cost, lines(out, "LBL005"))}
    cost = measuring.measured([python, "-c", CLEANLAB, str(file), str(result)], folder=scratch)
    found["cleanlab (TF-IDF, logistic regression)"] = (
        cost,
        set(json.loads(result.read_text())) if result.exists() else set(),
    )
    return [
        {
            "tool": name, **cost, "recall": round(len(named & planted) / len(planted), 3),
            "precision": round(len(named & planted) / max(1, len(named)), 3),
        }
        for name, (cost, named) in found.items()
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--python", required=True)
    parser.add_argument("--rows", type=int, default=10_000)
    words = parser.parse_args()
    words.python = os.path.abspath(words.python)  # peers run elsewhere: some write where they stand
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        file = scratch / "corpus.jsonl"
        key = corpus.write(words.rows, file)
        results = {
            "floor": measuring.floor(str(file)),
            "exact and near copies": finders(words.python, file, key, scratch),
            "all checks of each": checks(words.python, file, scratch),
            "exchanged labels": labels(words.python, scratch),
        }
    print(json.dumps({**measuring.about(), "rows": words.rows, "versions": installed(words.python),
                      "results": results}, indent=1))  # fmt: skip


if __name__ == "__main__":
    main()
