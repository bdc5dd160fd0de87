"""What most inputs have in common at their start or end: an instruction that says nothing about the row.

"Classify the message below into one of 77 topics. Message: …" in front of every input makes all of them look
alike; comparisons leave it out. So they do with the system prompt, unless it is another one in most rows:
then it holds what the row is about, a retrieved text or the facts of a case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.model import Example
from auditor.text.near.comparison import words_of
from auditor.text.normalise import normalise_all

SHARE = 0.2  # of the sampled rows have the same first words
WORDS = 6  # at least this many, so that "what are the symptoms of" is not a template
ROWS = 10
COMMON = 0.02  # of the sampled rows have a word that is no subject
SYSTEMS = 0.3  # of the sampled rows have a system prompt that no other has before them
TELLING_SYSTEMS = "\0system"  # among the templates: system prompts are compared, too


def shared_templates(examples: Sequence[Example]) -> tuple[str, ...]:
    """Starts, and ends marked by a leading "…", that many of the inputs share, longest first.

    The texts are normal forms (see `auditor.text.normalise`) cut at a word boundary.
    """
    telling = _systems_tell(examples)
    inputs = [f"{e.system}\n{e.input}" if telling else e.input for e in examples]
    texts = [text.decode("utf-8", "surrogatepass").split() for text in normalise_all(inputs)]
    starts = [" ".join(words) for words in _common_starts(texts)]
    ends = ["…" + " ".join(words[::-1]) for words in _common_starts([words[::-1] for words in texts])]
    found = sorted(starts + ends, key=lambda text: (-len(text), text))
    return (*found, TELLING_SYSTEMS) if telling else tuple(found)


def _systems_tell(examples: Sequence[Example]) -> bool:
    """Whether the system prompts of many rows differ."""
    systems = [example.system for example in examples if example.system]
    return len(systems) >= ROWS and len(set(systems)) >= SYSTEMS * len(examples)


def common_words(examples: Sequence[Example]) -> frozenset[bytes]:
    """Words, as of word forms, in so many of the inputs that they do not tell what one is about."""
    found = Counter(
        word
        for text in words_of(normalise_all([example.input for example in examples])).texts
        for word in set(text.split())
    )
    return frozenset(word for word, rows in found.items() if rows >= max(ROWS, COMMON * len(examples)))


def without_templates(texts: Sequence[bytes], templates: Sequence[str]) -> list[bytes]:
    """The texts without the templates at their ends; a text that is nothing else stays as it is."""
    starts = [text.encode("utf-8", "surrogatepass") for text in templates if not text.startswith("…")]
    ends = [text[1:].encode("utf-8", "surrogatepass") for text in templates if text.startswith("…")]
    return [_without(text, starts, ends) for text in texts] if templates else list(texts)


def _without(text: bytes, starts: Sequence[bytes], ends: Sequence[bytes]) -> bytes:
    rest = text
    for start in starts:
        if rest.startswith(start):
            rest = rest[len(start) :]
            break
    for end in ends:
        if rest.endswith(end):
            rest = rest[: -len(end)]
            break
    return rest.strip() or text


def _common_starts(texts: Sequence[Sequence[str]]) -> list[list[str]]:
    """Runs of first words shared by enough of the texts, each as long as it stays shared by most of them."""
    needed = max(ROWS, int(SHARE * len(texts)))
    heads = Counter(tuple(words[:WORDS]) for words in texts if len(words) > WORDS)
    return [
        _longest([words for words in texts if tuple(words[:WORDS]) == head])
        for head, count in sorted(heads.items())
        if count >= needed and len({tuple(words) for words in texts if tuple(words[:WORDS]) == head}) > 1
    ]


def _longest(texts: Sequence[Sequence[str]]) -> list[str]:
    """The first words that at least nine in ten of the texts share."""
    run: list[str] = []
    while True:
        at = len(run)
        word, count = Counter(words[at] if at < len(words) else "" for words in texts).most_common(1)[0]
        if not word or count < 0.9 * len(texts):
            return run
        run.append(word)
        texts = [words for words in texts if len(words) > at and words[at] == word]
