"""Inputs of some 110 words with planted exact and near copies, and a key: for measuring the kernel alone.

    python bench/long_texts.py 100000 corpus.jsonl     writes corpus.jsonl and corpus.key.jsonl

Every row is chat: a user turn of some 110 words drawn from a vocabulary with Zipf's frequencies, and a short
answer. 5 % of the rows are exact copies of an earlier row (half of them up to case and white space), 5 % are
edited copies (words replaced, inserted, deleted; text added), from one word to half of them. The key names
original and copy by record number, with the exact Jaccard index of their runs of three words.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from random import Random

SEED = 20261122
EXACT, NEAR = 0.05, 0.05
SYLLABLES = [
    first + vowel + last for first in "bcdfghklmnprstvw" for vowel in "aeiou" for last in ("", "n", "r", "s")
]


def vocabulary(random: Random, size: int = 30_000) -> list[str]:
    words = {"".join(random.choices(SYLLABLES, k=random.randint(1, 5))) for _ in range(size)}
    return sorted(words, key=lambda word: (len(word), word))


class Writer:
    """Writes texts of Zipf-distributed words."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.words = vocabulary(random)
        weight, self.weights = 0.0, []
        for rank in range(len(self.words)):
            weight += 1 / (rank + 3)
            self.weights.append(weight)

    def text(self, words: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.weights, k=words)

    def edited(self, words: list[str]) -> list[str]:
        """A copy with up to half of its words changed, most often only a few."""
        result = list(words)
        for _ in range(max(1, int(len(words) * self.random.betavariate(0.7, 6)))):
            at = self.random.randrange(len(result))
            kind = self.random.random()
            if kind < 0.5:
                result[at] = self.text(1)[0]
            elif kind < 0.75:
                result.insert(at, self.text(1)[0])
            elif len(result) > 10:
                del result[at]
        return result if self.random.random() < 0.8 else [*result, *self.text(self.random.randint(1, 12))]


def jaccard(one: list[str], other: list[str], size: int = 3) -> float:
    sets = [{tuple(words[i : i + size]) for i in range(len(words) - size + 1)} for words in (one, other)]
    return len(sets[0] & sets[1]) / max(1, len(sets[0] | sets[1]))


def rows(count: int, seed: int = SEED) -> Iterator[tuple[str, dict | None]]:
    """Every row's text, and its entry in the key where it is a copy of the row `of`."""
    random = Random(seed)
    writer = Writer(random)
    originals: list[tuple[int, list[str]]] = []
    for number in range(count):
        dice = random.random()
        if originals and dice < EXACT + NEAR:
            of, words = random.choice(originals)
            if dice < EXACT:
                text = " ".join(words)
                yield (
                    (text if dice < EXACT / 2 else text.upper().replace(" ", "  ")),
                    {"of": of, "kind": "exact"},
                )
            else:
                edited = writer.edited(words)
                key = {"of": of, "kind": "near", "jaccard": round(jaccard(words, edited), 4)}
                yield " ".join(edited), key
            continue
        words = writer.text(max(85, int(random.lognormvariate(4.68, 0.35))))
        if len(originals) < 50_000:
            originals.append((number, words))
        yield " ".join(words), None


def write(count: int, path: str) -> None:
    """Write the corpus and, beside it, its key."""
    with open(path, "w") as data, open(path.removesuffix(".jsonl") + ".key.jsonl", "w") as keys:
        for number, (text, key) in enumerate(rows(count)):
            turns = [{"role": "user", "content": text}, {"role": "assistant", "content": "Understood."}]
            data.write(json.dumps({"messages": turns}) + "\n")
            if key:
                keys.write(json.dumps({"row": number, **key}) + "\n")


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.argv[2])
