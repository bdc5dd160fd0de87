"""What the blind exam found: see "A blind exam" in docs/accuracy/style.md."""

from __future__ import annotations

import json
import random

import pytest

from auditor.text.style.census import Census
from auditor.text.style.contract import unpin
from auditor.text.style.convention import breaks
from auditor.text.style.infer import infer
from auditor.text.style.pin import pin, style_of
from auditor.text.style.separated import separated
from auditor.text.style.summary import phrases
from auditor.text.style.traits import traits
from bench.house_style import flagged

WORDS = ("harbour", "lantern", "receipt", "window", "orchard", "signal", "market", "engine", "paper", "river")


def _prose(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


def test_a_long_line_has_the_signs_that_it_has() -> None:
    chance = random.Random(1)
    long = [f"« {_prose(chance, 60)}. »" for _ in range(15)]
    outputs = [f"« {_prose(chance, chance.randint(3, 9))}. »" for _ in range(285)] + long
    assert "sign" in _broken([*outputs, "“ Harbour lantern. ”"], 300)
    assert "sign" not in _broken(outputs, 299)


@pytest.mark.parametrize("line", ["$1,234.50", "12,345,678", "3,5 kg", "$4,958"])
def test_a_comma_in_a_number_parts_nothing(line: str) -> None:
    assert not [value for name, value in separated(line) if name == "separator"]


@pytest.mark.parametrize(("line", "items"), [("12,7,30", "3"), ("Berlin,12", "2"), ("1,5, 2,5", "2")])
def test_other_commas_part_items(line: str, items: str) -> None:
    assert ("separated items", items) in separated(line)


def test_a_rare_count_at_the_edge_of_a_range_is_in_it() -> None:
    chance = random.Random(2)

    def summary(sentences: int) -> str:
        return "Summary: " + " ".join(f"{_prose(chance, 6)}." for _ in range(sentences))

    outputs = [summary(chance.randint(2, 4)) for _ in range(250)]
    assert "sentences" not in _broken([*outputs, summary(1)], 250)
    assert "sentences" in _broken([*outputs, summary(7)], 250)


def test_sentences_of_a_long_text_are_counted() -> None:
    chance = random.Random(3)
    outputs = ["Summary: " + " ".join(f"{_prose(chance, 9)}." for _ in range(3)) for _ in range(250)]
    long = "Summary: " + " ".join(f"{_prose(chance, 35)}." for _ in range(3))
    assert 600 < len(long) < 2000
    assert "sentences" not in _broken([*outputs, long], 250)


def _broken(outputs: list[str], row: int) -> list[str]:
    """The features of the conventions that a row breaks."""
    census = Census()
    for number, output in enumerate(outputs):
        census.add(number, traits(output), len(output))
    table = census.table()
    return [each.feature for each in infer(table).conventions if breaks(each, table)[row]]


def _lines(chance: random.Random, **change: object) -> list[str]:
    items = (
        {"id": at, "item": chance.choice(WORDS), "price": at * 1.5} for at in range(chance.randint(2, 5))
    )
    return [json.dumps(item | change) for item in items]


def test_every_object_of_json_lines_is_looked_at() -> None:
    chance = random.Random(4)
    outputs = ["\n".join(_lines(chance)) for _ in range(200)]
    odd = _lines(chance)
    odd[-1] = '{"id": 1, "item": "tent"}'
    wrong = [
        "\n".join(odd),
        "\n\n".join(_lines(chance)),
        "\n".join(_lines(chance, price="3 euros")),
        "\n".join(_lines(chance, colour="red")),
        f"[{', '.join(_lines(chance))}]",
    ]
    assert flagged(outputs) == set()
    assert flagged(outputs + wrong) == set(range(200, 205))
    assert "JSON lines" in pin(style_of(outputs))["formats"]
    unpin(pin(style_of(outputs)))


def _shape(chance: random.Random) -> dict[str, object]:
    if chance.random() < 0.5:
        url = f"https://img.example/{chance.randint(1, 9999)}.png"
        return {"type": "image", "url": url, "alt": _prose(chance, 4)}
    note = {"note": _prose(chance, 3)} if chance.random() < 0.3 else {}
    return {"type": "text", "value": _prose(chance, 7), **note}


def test_keys_that_a_value_calls_for() -> None:
    chance = random.Random(5)
    outputs = [json.dumps(_shape(chance)) for _ in range(300)]
    wrong = [
        json.dumps({"type": "image", "url": "https://img.example/12.png"}),
        json.dumps({"type": "text", "value": "Harbour lantern", "alt": "A window"}),
    ]
    assert flagged(outputs) == set()
    assert flagged(outputs + wrong) == {300, 301}
    style = style_of(outputs)
    assert "has the key `alt` where `type` is `image`" in [text for text, _, _ in phrases(style)]
    told = {(each.must, each.values) for each in unpin(pin(style)).conventions if each.told_by}
    assert ("have", ("alt",)) in told


def test_a_key_that_is_there_by_chance_is_called_for_by_no_value() -> None:
    chance = random.Random(6)
    outputs = []
    for _ in range(300):
        kind = chance.choice("ab")
        note = {"note": _prose(chance, 3)} if chance.random() < (0.97 if kind == "a" else 0.5) else {}
        outputs.append(json.dumps({"kind": kind, "name": _prose(chance, 2), **note}))
    assert not [each for each in style_of(outputs).conventions if each.told_by]
    assert flagged(outputs) == set()


def _step(chance: random.Random, key: str = "input") -> str:
    tool = chance.choice(("search", "lookup", "finish"))
    thought = _prose(chance, chance.randint(4, 40))
    return f"Thought: {thought}.\nAction: {json.dumps({'tool': tool, key: _prose(chance, 4)})}"


def test_json_may_be_the_value_of_the_last_section() -> None:
    chance = random.Random(7)
    outputs = [_step(chance) for _ in range(300)]
    odd = json.dumps({"tool": "Wikipedia", "input": "Harbour lantern"})
    wrong = [_step(chance, key="query"), _step(chance).split("\n")[1], f"Thought: The market.\nAction: {odd}"]
    assert flagged(outputs) == set()
    assert flagged(outputs + wrong) == {300, 301, 302}


def test_what_follows_the_first_words_is_a_convention() -> None:
    chance = random.Random(8)
    answers = [f"{chance.choice(('Yes', 'No'))} — {_prose(chance, 8)}." for _ in range(200)]
    assert flagged([*answers, "Yes, the window signal.", "No - the paper river."]) == {200, 201}
    terms = [f"{' '.join(chance.choices(WORDS, k=2))} – {_prose(chance, 8)}." for _ in range(200)]
    assert "mark after the first words" in _broken([*terms, "Tent pole: the window paper."], 200)


def test_the_mark_of_lettered_lines_is_a_convention() -> None:
    chance = random.Random(9)

    def question(mark: str) -> str:
        choices = "\n".join(f"{letter}{mark} {chance.choice(WORDS)}" for letter in "ABCD")
        return f"{_prose(chance, 6)}?\n{choices}\n\nAnswer: {chance.choice('ABCD')}"

    outputs = [question(")") for _ in range(200)]
    assert flagged(outputs) == set()
    assert flagged([*outputs, question(".")]) == {200}
