"""A seeded corpus of chat rows with planted exact and near duplicates, and a key of what was planted.

    python bench/corpus.py 100000 out.jsonl          writes out.jsonl and out.key.jsonl

A row has a question of one to three sentences and an answer of about 600 characters; three rows in ten carry
one of three system prompts. The sentences are those of sample_data with one word in eight exchanged, so that
no two rows share long passages by chance. 5 % of the rows are exact copies (half of them only after
normalisation), 5 % are near copies by words exchanged, put in or left out. Key: {"line", "of", "kind",
"jaccard" of word 3-grams of the question and answer}; lines are 1-based.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "sample_data"
SYSTEMS = (
    "You are a helpful assistant of a travel agency. Answer in a friendly tone.",
    "Answer the customer's question about the machine from the manual, briefly.",
    "You are the voice of our support desk: polite, exact, never more than one page.",
)
EXACT, NEAR = 0.05, 0.05


def sentences() -> list[str]:
    """All distinct sentences of the ready sample sets, sorted."""
    found: set[str] = set()
    for name in ("domain_ready.jsonl", "generation_ready.jsonl", "style_ready.jsonl"):
        text = (SAMPLES / name).read_text("utf-8")
        for value in re.findall(r'"(?:[^"\\]|\\.)*"', text):
            found.update(part.strip() for part in re.split(r"(?<=[.!?])\s+", json.loads(value)))
    return sorted(sentence for sentence in found if 5 <= len(sentence.split()) <= 40)


class Writer:
    """Makes rows from sentences; all chance comes from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.sentences = sentences()
        self.words = sorted({word for sentence in self.sentences for word in sentence.split()})

    def text(self, number: int) -> str:
        return " ".join(self.varied(self.chance.choice(self.sentences)) for _ in range(number))

    def varied(self, sentence: str) -> str:
        words = sentence.split()
        for place in range(len(words)):
            if self.chance.random() < 0.125:
                words[place] = self.chance.choice(self.words)
        return " ".join(words)

    def fresh(self) -> tuple[str, str]:
        return self.text(self.chance.randint(1, 3)), self.text(
            max(1, round(self.chance.lognormvariate(1.7, 0.5)))
        )

    def loud(self, text: str) -> str:
        """The same text only after normalisation: case, spacing, a closing mark."""
        return self.chance.choice([text.upper(), text.replace(" ", "  "), f" {text}!"])

    def edited(self, text: str) -> str:
        words = text.split()
        for _ in range(max(1, round(len(words) * self.chance.uniform(0.005, 0.06)))):
            place = self.chance.randrange(len(words))
            kind = self.chance.choice(["exchange", "insert", "delete"])
            if kind == "insert":
                words.insert(place, self.chance.choice(self.words))
            elif kind == "exchange" or len(words) < 6:
                words[place] = self.chance.choice(self.words)
            else:
                del words[place]
        return " ".join(words)


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def jaccard(one: str, other: str) -> float:
    a, b = shingles(one), shingles(other)
    return len(a & b) / max(1, len(a | b))


def rows(count: int, seed: int) -> Iterator[tuple[dict, dict | None]]:
    """Rows with their entry in the key, None for a row of its own."""
    writer = Writer(seed)
    kept: list[tuple[int, str, str]] = []  # some earlier rows to copy from: line, question, answer
    for line in range(1, count + 1):
        lot, entry = writer.chance.random(), None
        if lot < EXACT + NEAR and kept:
            of, question, answer = writer.chance.choice(kept)
            if lot < EXACT:
                kind = "exact"
                new = (question, answer) if lot < EXACT / 2 else (writer.loud(question), writer.loud(answer))
            else:
                kind, new = "near", (writer.edited(question), writer.edited(answer))
            similar = jaccard(f"{question} {answer}", " ".join(new))
            entry = {"line": line, "of": of, "kind": kind, "jaccard": round(similar, 4)}
        else:
            new = writer.fresh()
            if len(kept) < 2000:
                kept.append((line, *new))
            elif writer.chance.random() < 0.1:
                kept[writer.chance.randrange(2000)] = (line, *new)
        yield row(writer, *new), entry


def row(writer: Writer, question: str, answer: str) -> dict:
    messages = [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]
    if writer.chance.random() < 0.3:
        messages.insert(0, {"role": "system", "content": writer.chance.choice(SYSTEMS)})
    return {"messages": messages}


def write(count: int, path: Path, seed: int = 7) -> Path:
    """Write the corpus and its key; returns the key's path."""
    key = path.with_suffix(".key.jsonl")
    with path.open("w", encoding="utf-8") as data, key.open("w", encoding="utf-8") as answers:
        for record, entry in rows(count, seed):
            data.write(json.dumps(record, ensure_ascii=False) + "\n")
            if entry:
                answers.write(json.dumps(entry) + "\n")
    return key


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
