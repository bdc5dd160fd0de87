"""Gates in front of expressions let every match pass: with and without them the answer is the same."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor.checkers import placeholders, refusals, unseen_sources
from auditor.text import endings, other_wordings
from auditor.text.gated import Gated
from auditor.text.sensitive import ip_addresses

ROOT = Path(__file__).parents[1]
ENDS = ["No input.", "<noinput>", "No input provided!!", "1. a\n2.", "- a b\n\n -", "and so on"]
GATES = {
    f"{module.__name__.rpartition('.')[2]}-{name}-{number}": gate
    for module in (placeholders, unseen_sources)
    for name, value in vars(module).items()
    for number, gate in enumerate(value if isinstance(value, tuple) else (value,))
    if isinstance(gate, Gated)
}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The texts of all rules' examples: whole, in capitals, and cut at random places."""
    found = []
    for file in [*sorted(ROOT.glob("rules/NOI*/*.jsonl")), ROOT / "noise" / "hard_clean.jsonl"]:
        for line in file.read_bytes().splitlines():
            found += _strings(json.loads(line))
    rng = random.Random(9)
    cut = [text[rng.randrange(len(text) + 1) :][: rng.randrange(60)] for text in found]
    ends = [f"{rng.choice(found)}\n{rng.choice(ENDS)}" for _ in cut]
    return [*found, *(text.upper() for text in found), *cut, *ends]


@pytest.mark.parametrize("name", GATES)
def test_a_gate_hides_no_match(name: str, texts: list[str]) -> None:
    gate = GATES[name]
    matches = [gate.expression.search(text) for text in texts]
    assert any(matches)
    for text, match in zip(texts, matches, strict=True):
        assert str(gate.search(text, text.lower())) == str(match)


def test_what_stands_at_the_end_is_found_in_the_end(texts: list[str]) -> None:
    slots = [placeholders._INPUT_SLOT.search(text) for text in texts]
    items = [endings._OPEN_ITEM.search(text) for text in texts]
    assert any(slots)
    assert any(items)
    for text, slot, item in zip(texts, slots, items, strict=True):
        found = placeholders._INPUT_SLOT.search(text[-placeholders._LONGEST_INPUT_SLOT :])
        assert (found and found[0]) == (slot and slot[0])
        assert not item or endings._MARKER_ALONE.search(text[-endings._LONGEST_MARKER :])


@pytest.mark.parametrize("text", ["at 81.2.69.142 now", "1.2.3.4", "v1.22.333.4444", "12.34", "a.1.2.3.", ""])
def test_a_dotted_quad_passes_the_quick_look(text: str) -> None:
    if ip_addresses._IPV4.search(text):
        assert ip_addresses._DOTTED.search(text)


@pytest.mark.parametrize("space", ["", "\n", " word" * 40, "\u0130 "])
@pytest.mark.parametrize(
    "words",
    ["Wir verwenden Cookies.", "ta strona korzysta z plików cookies", "I like cookies", "мы используем куки"],
)
def test_beside_a_literal_as_in_the_whole_text(words: str, space: str) -> None:
    text = f"A cookie first.{space} {words}{space} Wir nutzen Cookies."
    found = other_wordings.FURNITURE.search(text, text.lower())
    assert str(found) == str(other_wordings.FURNITURE.expression.search(text))


def test_whatever_speaks_of_itself_passes_the_gate(texts: list[str]) -> None:
    spoken = [refusals._plain(text) for text in texts]
    matches = [
        [*refusals._IDENTITY.finditer(text), *other_wordings.IDENTITY.finditer(text)] for text in spoken
    ]
    assert any(matches)
    for text, found in zip(spoken, matches, strict=True):
        assert str(refusals._spoken_of_itself(text)) == str(found)


def test_whatever_refuses_passes_the_gate(texts: list[str]) -> None:
    openings = [refusals._plain(text) for text in texts]
    matches = [refusals._REFUSAL.match(text) or other_wordings.REFUSAL.match(text) for text in openings]
    assert any(matches)
    for text, found in zip(openings, matches, strict=True):
        assert str(refusals._refusal(text)) == str(found)
