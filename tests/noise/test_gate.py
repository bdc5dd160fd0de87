"""The gate of literals never costs a finding, and finds exactly the literals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.checkers import CHECKERS
from auditor.checkers.noise import NoiseChecker
from auditor.checkers.personal_data import PersonalData
from auditor.checkers.placeholders import Placeholders
from auditor.config import Config
from auditor.model import Batch, Example
from auditor.text.joined import joined
from auditor.text.patterns import Prefilter
from auditor.text.repetition import words_and_repeats
from auditor.text.sensitive.masking import find_all, may_hold_any
from auditor.text.sensitive.numbers import may_hold_personal_data
from auditor.text.sensitive.personal import find_personal_data
from auditor.text.sensitive.secrets import find_secrets

RULES = Path(__file__).parent.parent / "rules"
GATED = [checker for checker in CHECKERS if issubclass(checker, NoiseChecker)]
LITERALS = ["abc", "abcd", "bcda", "aabbccdd", "\nab", "a b c d", "ééé", "dd"]


def _batch(texts: list[str]) -> Batch:
    return Batch([Example(row, "", text) for row, text in enumerate(texts)])


@given(st.lists(st.text("abcdé \n", max_size=30), max_size=20))
@settings(deadline=None)
def test_every_literal_is_found_where_it_stands(texts: list[str]) -> None:
    outputs = joined(_batch(texts), "output")
    found = Prefilter({literal: [literal] for literal in LITERALS}).holders(outputs.blob, outputs.starts)
    for literal in LITERALS:
        assert found.get(literal, []) == [at for at, text in enumerate(texts) if literal in "\n" + text]


@pytest.mark.parametrize("checker", GATED, ids=[checker.rule.code for checker in GATED])
def test_a_row_with_the_problem_passes_the_gate(checker: type[NoiseChecker]) -> None:
    folder = RULES / checker.rule.code
    options = json.loads((folder / "expected.json").read_text()).get("options", {})
    rows = [json.loads(line) for line in (folder / "bad.jsonl").read_text("utf-8").splitlines()]
    examples = [Example(n, row["prompt"], row["completion"]) for n, row in enumerate(rows)]
    state = checker(Config(**{"task": "style", **options}))
    passed = {example.row for example in state.candidates(Batch(examples))}
    assert passed >= {example.row for example in examples if state.problem(example)}
    assert passed


@given(st.lists(st.text("0123456789 .-()+@abXY/\n", max_size=60), max_size=10))
@settings(deadline=None)
def test_whatever_is_personal_data_passes_the_gate(texts: list[str]) -> None:
    outputs = joined(_batch(texts), "output")
    passed = {example.row for example in outputs.owners_at(may_hold_personal_data(outputs))}
    assert passed >= {row for row, text in enumerate(texts) if find_personal_data(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Pay to MT84 MALT 0110 0001 2345 MTLC AST0 01S, please.",
        "My codice fiscale is RSSMRA85T10A562S.",
        "NI number AB 12 34 56 C",
        "It answers at 2a00:1450:4001::8 only.",
        "call +49  3 0  9 0  1 8  2 0",
    ],
)
def test_numbers_broken_up_by_letters_or_signs_pass_the_gate(text: str) -> None:
    texts = joined(_batch(["An answer.", text]), "output")
    state = PersonalData(Config(task="style"))
    assert find_personal_data(text)
    assert texts.texts_at(may_hold_personal_data(texts)) == [1]
    assert state.holders(_batch(["An answer.", text]), "output") == [1]


@given(
    st.lists(st.lists(st.sampled_from(["the boat leaves", "at six", "a b", "sea"]), max_size=30), max_size=8)
)
@settings(deadline=None)
def test_phrases_and_repeats_are_those_of_counting_one_by_one(rows: list[list[str]]) -> None:
    texts = [" ".join(words) for words in rows]
    laid = joined(_batch(texts), "output")
    phrases, repeats = words_and_repeats(laid.blob, laid.starts)
    for text, many, again in zip(texts, phrases.tolist(), repeats.tolist(), strict=True):
        starts = [at for at in range(len(text) - 15) if text[at] != " " and (at == 0 or text[at - 1] == " ")]
        whole = [text[at : at + 16] for at in starts]
        assert (many, again) == (len(whole), len(whole) - len(set(whole)))


def test_whatever_is_masked_passes_the_gate() -> None:
    rows = [
        json.loads(line)
        for code in ("SEC001", "PII001")
        for line in (RULES / code / "bad.jsonl").read_text("utf-8").splitlines()
    ]
    texts = [row["completion"] for row in rows] + ["Nothing to hide in 2024.", ""]
    passed = set(may_hold_any(joined(_batch(texts), "output")))
    assert passed >= {number for number, text in enumerate(texts) if find_all(text)}
    assert len(texts) - 1 not in passed


@given(st.text("0123456789 -,;.\n", max_size=300))
@settings(deadline=None)
def test_a_text_of_digits_passes_the_gate_as_one_among_words_does(text: str) -> None:
    """Where nearly all is digits, breaks are counted along the text, not looked up for each digit."""
    alone = may_hold_personal_data(joined(_batch([text]), "output"))
    among = may_hold_personal_data(joined(_batch([text, "word " * 2_000]), "output"))
    assert set(alone.tolist()) == set(among.tolist())


def test_words_in_capitals_pass_the_gate_as_they_are_written() -> None:
    batch = _batch(
        ["todo: buy milk", "TODO write this answer", "A mustodo is none.", "**TBD**: the price", "so TBD"]
    )
    assert list(Placeholders(Config(task="style")).holders(batch, "output")) == [1, 4]


@given(
    st.sampled_from(["password", "Passwd", "PWD", "passphrase"]),
    st.sampled_from(["", '"', "'", "]", "']"]),
    st.sampled_from(["", " ", "  ", "\n", "\t", "\u00a0"]),
    st.sampled_from(["=", ":", " is "]),
)
def test_a_password_beside_its_name_passes_the_gate(name: str, close: str, space: str, sign: str) -> None:
    assert find_secrets(f"Log in, {name}{close}{space}{sign} h7!kQ2#pLx9w")
