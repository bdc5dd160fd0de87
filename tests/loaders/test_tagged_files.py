"""fastText and CoNLL files, and lines that are arrays: no JSON object anywhere, and still records."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.auditing import run
from auditor.config import Config
from auditor.model import Report

ONE = "__label__spam Win money now\n__label__ham See you at noon\n\n__label__ham Wo bist du?\n"
SEVERAL = "__label__card __label__refund Refund my card\n__label__card Hello there\n"
CONLL = (
    "-DOCSTART- -X- -X- O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\n"
    "Peter NNP B-NP B-PER\nBlackburn NNP I-NP I-PER\n"
)
BIO = "Anna\tB-PER\nruns\tO\n\nIn\tO\nRome\n\nBerlin\tB-LOC\nis\tO\nbig\tO\n"
SPACY = '["Who is Shaka Khan?", {"entities": [[7, 17, "PERSON"]]}]\n'
CHAT = '[{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]\n'


def _report(tmp_path: Path, name: str, text: str) -> Report:
    path = tmp_path / name
    path.write_text(text)
    return run([(str(path), "train")], Config(task="style", select=("INP", "FMT")))


@pytest.mark.parametrize(
    ("name", "text", "form", "container", "rows"),
    [
        ("a.txt", ONE, "text-label", "fasttext", 4),
        ("a.train", SEVERAL, "multi-label", "fasttext", 2),
        ("a.conll", CONLL, "token-tags", "conll", 2),
        ("a.tsv", BIO, "token-tags", "conll", 3),
        ("a.jsonl", SPACY + SPACY.replace("Shaka", "Chaka"), "spacy-entities", "jsonl", 2),
        ("a.json", f"[{SPACY},{SPACY.replace('Shaka', 'Chaka')}]", "spacy-entities", "json-array", 2),
        ("one.jsonl", CHAT, "openai-chat", "jsonl", 1),
        ("two.jsonl", CHAT + CHAT.replace("Hi", "Bye"), "openai-chat", "jsonl", 2),
    ],
)
def test_is_recognised(tmp_path: Path, name: str, text: str, form: str, container: str, rows: int) -> None:
    file = _report(tmp_path, name, text).run.files[0]
    assert (file.format, file.container, file.rows) == (form, container, rows)


@pytest.mark.parametrize(
    ("name", "text", "code", "line", "field"),
    [
        ("a.tsv", BIO, "INP005", 4, ""),
        ("a.jsonl", SPACY + SPACY.replace("17", "99"), "FMT001", 2, "entities[0]"),
        ("a.jsonl", CHAT + CHAT.replace("assistant", "asistant"), "FMT006", 2, "messages[1].role"),
        ("a.jsonl", CHAT + "[1, 2]\n", "INP003", 2, ""),
    ],
)
def test_the_broken_row_is_named(
    tmp_path: Path, name: str, text: str, code: str, line: int, field: str
) -> None:
    found = _report(tmp_path, name, text).findings
    places = [(one.rule.code, place.at.line, place.field) for one in found for place in one.places]
    assert places == [(code, line, field)]


def test_the_line_of_the_sentence_is_named(tmp_path: Path) -> None:
    (found,) = _report(tmp_path, "a.tsv", BIO).findings
    assert found.places[0].message == "line 2 of the sentence has 1 column, the file has 2"


def test_a_story_is_no_list_of_tokens(tmp_path: Path) -> None:
    text = "The sun rose.\n\nIt was O\n\nso bright that O\n\nnobody could see a thing at all.\n" * 3
    assert _report(tmp_path, "a.txt", text).run.files[0].container != "conll"


@pytest.mark.parametrize(
    ("name", "text", "rows"),
    [
        ("a.conll", CONLL, 2),
        ("b.conll", BIO, 3),
        ("a.txt", ONE, 4),
        ("a.jsonl", SPACY, 1),
        ("b.jsonl", CHAT, 1),
    ],
)
def test_any_shards_and_a_second_look_give_the_same(read, name: str, text: str, rows: int) -> None:
    reading = read(text.encode(), name)
    assert len(reading.records) + len(reading.broken) + reading.blank == rows


@pytest.mark.parametrize("name", ["a.train", "a.conll"])
def test_a_byte_that_is_not_utf8_is_told_behind_a_mark_too(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    lines = (ONE if name == "a.train" else CONLL.removeprefix("-DOCSTART- -X- -X- O\n\n")).encode()
    first, rest = lines.split(b"\n", 1)
    path.write_bytes(b"\xef\xbb\xbf" + first + b" \xc3\xa9\xff\n" + rest)
    found = run([(str(path), "train")], Config(task="style", select=("INP002",))).findings[0]
    column = len(first) + 3
    assert [place.at.line for place in found.places] == [1]
    assert f"column {column}: byte 0xff" in found.places[0].message


def test_the_last_column_is_the_tag(read) -> None:
    found = read(CONLL.encode(), "a.conll", Config(task="style"))
    assert [record["ner_tags"] for record in found.records] == [["B-ORG", "O"], ["B-PER", "I-PER"]]
    assert [record["tokens"] for record in found.records] == [["EU", "rejects"], ["Peter", "Blackburn"]]


@pytest.mark.parametrize(
    ("text", "name", "given"),
    [(SEVERAL, "labels", [["card", "refund"], ["card"]]), (ONE, "label", ["spam", "ham", "ham"])],
)
def test_labels_are_lists_where_a_line_has_several(read, text: str, name: str, given: list) -> None:
    found = read(text.encode(), "a.train", Config(task="style"))
    assert [record[name] for record in found.records] == given


def test_a_line_without_a_label_has_none(read) -> None:
    found = read((ONE * 4 + "no label\n").encode(), "a.train", Config(task="style"))
    assert found.records[-1] == {"text": "no label", "label": None}


LONG = Config(task="style", thresholds={"limits.record-bytes": 40})


@pytest.mark.parametrize("sentence", ["long" * 30 + "\tO", "a\tO\n" * 30], ids=["line", "sentence"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_sentence_that_is_too_long_is_named_and_the_others_are_read(
    read, sentence: str, place: int
) -> None:
    sentences = ["Anna\tB-PER\nruns\tO", "In\tO\nRome\tB-LOC", "It\tO\nis\tO"]
    found = read("\n\n".join([*sentences[:place], sentence, *sentences[place:]]).encode(), "a.tsv", LONG)
    assert found.codes == [(1 + 3 * place, "INP006")]
    assert len(found.records) == 3
    after = sentence.count("\n") + 2
    assert sorted(line for line, _ in found.places.values()) == [
        *(1 + 3 * number for number in range(place + 1)),
        *(1 + 3 * number + after for number in range(place, 3)),
    ]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("over", [0, 1])
def test_a_sentence_may_be_as_long_as_the_limit(read, place: int, over: int) -> None:
    sentences = ["Anna\tB-PER\nruns\tO\n"] * 2
    long = "a\tO\n" * 9
    sentences.insert(place, long + "b" * (40 + over - len(long) - 3) + "\tO\n")
    assert len(sentences[place]) == 40 + over
    found = read("\n".join(sentences).encode(), "a.tsv", LONG)
    assert [code for _, code in found.codes] == ["INP006"] * over
    assert sum(len(record["tokens"]) for record in found.records) == (4 if over else 14)


def test_a_line_that_is_too_long_is_one_broken_row(read) -> None:
    found = read(f"__label__a one\n__label__b {'x' * 200}\n__label__a two\n".encode(), "a.txt", LONG)
    assert found.codes == [(2, "INP006")]
    assert [record["text"] for record in found.records] == ["one", "two"]


def test_labels_too_many_are_a_broken_row(read) -> None:
    lines = [f"__label__a text {number}\n" for number in range(6_000)]
    found = read(
        "".join([*lines, "__label__a __label__b two\n", lines[0]]).encode(), "a.txt", Config(task="style")
    )
    assert found.codes == [(6_001, "INP005")]
