from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Example
from auditor.text.near.comparison import word_forms
from auditor.text.near.names import exchanged, names_of, only_slips
from auditor.text.near.similarity import Part, Similarity, jaccards, letters_in_common, one_word_apart
from auditor.text.near.slots import template_of
from auditor.text.near.templates import common_words, shared_templates, without_templates
from auditor.text.normalise import normalise_all
from auditor.text.table import LIMIT, Table

LETTERS = st.text("abc", max_size=40).map(str.encode)


def near(one: str, other: str) -> bool:
    similarity = Similarity([Part(normalise_all([one, other]))])
    return bool(similarity.near(np.array([0]), np.array([1]))[0])


@given(LETTERS, LETTERS)
def test_letters_in_common_is_the_longest_common_subsequence(one: bytes, other: bytes) -> None:
    best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            best[i + 1][j + 1] = best[i][j] + 1 if a == b else max(best[i][j + 1], best[i + 1][j])
    found = best[-1][-1]
    assert letters_in_common(one, other) == found
    assert letters_in_common(one, other, found) == found
    assert letters_in_common(one, other, found + 1) <= found


@given(st.lists(st.text("abcd ", max_size=20), min_size=2, max_size=5))
def test_jaccard_is_that_of_sets(texts: list[str]) -> None:
    similarity = Similarity([Part([text.encode() for text in texts])])
    words = [f" {text} " for text in similarity_texts(similarity)]
    runs = [{text[at : at + 4] for at in range(len(text) - 3)} for text in words]
    for other in range(1, len(texts)):
        expected = len(runs[0] & runs[other]) / max(1, len(runs[0] | runs[other]))
        assert jaccards(similarity.runs, np.array([0]), np.array([other]))[0] == expected


def similarity_texts(similarity: Similarity) -> list[str]:
    return [text.decode() for text in similarity.texts]


def test_near_whatever_the_length() -> None:
    long = " ".join(f"word{number} of the story" for number in "abcdefghijklmnopqrstuvwxyz" * 2)
    assert near("Where is my new card?", "wher is my new card")
    assert near("Where is my new card?", "Hi! Where is my new card? Thanks")
    assert near(long, long.replace("wordz of", "wordz in"))
    assert not near("Where is my new card?", "Where is my old account?")
    assert not near(long, " ".join(long.split()[::-1]))
    assert not near(f"{long} 17", f"{long} 18")


def test_names_exchanged() -> None:
    def differ(one: str, other: str) -> bool:
        texts = Similarity([Part(normalise_all([one, other]))]).texts
        return exchanged(names_of(one), texts[0], names_of(other), texts[1])

    assert differ("a flight to Paris", "a flight to Boston")
    assert not differ("a flight to London", "a flight to Lodnon")
    assert not differ("A Flight To London", "a flight to London")
    assert not differ("a flight to London", "a flight to london")
    assert not differ("a flight to London", "a flight")


def test_only_slips() -> None:
    assert only_slips({b"recognise"}, {b"recognize"})
    assert only_slips({b"my"}, {b"a"})
    assert not only_slips({b"when"}, {b"where"})
    assert not only_slips({b"pin"}, set())


@pytest.mark.parametrize(
    ("other", "copy"),
    [
        ("Please book us a table two people at noon tomorrow", True),
        ("Please book us a table for two people at noon tomororw", True),
        ("Please book us a table for ten people at noon tomorrow", False),
        ("Please book us a table for some people at noon tomorrow", False),
        ("Please book us a table for two people at noon", True),
        ("Please book us a table for two people this evening", False),
        ("Please do not book us a table for two people at noon tomorrow", False),
    ],
)
def test_a_number_left_out_is_forgiven_and_another_one_is_not(other: str, copy: bool) -> None:
    similarity = Similarity(
        [Part(normalise_all(["Please book us a table for two people at noon tomorrow", other]))]
    )
    one, two = np.array([0]), np.array([1])
    assert similarity.near(one, two, forgiving=True)[0] == copy


def test_templates_are_what_most_inputs_share() -> None:
    task = "Classify the message below by its topic. Message: "
    examples = [
        Example(row, f"{task}{word} {row}", "") for row, word in enumerate(["card", "fee", "pin"] * 10)
    ]
    templates = shared_templates(examples)
    assert templates == ("classify the message below by its topic. message:",)
    assert without_templates([b"classify the message below by its topic. message: card 1"], templates) == [
        b"card 1"
    ]
    assert shared_templates([Example(row, f"what are the symptoms of {row}", "") for row in range(30)]) == ()


def test_words_of_many_inputs_are_common() -> None:
    examples = [
        Example(row, f"What are the treatments for disease{row} ? Treatments!", "") for row in range(20)
    ]
    assert common_words(examples) == {b"what", b"are", b"the", b"treatments", b"for"}
    assert common_words(examples[:9]) == frozenset()


def test_slots() -> None:
    assert template_of("Where is my order 4711?") == "where is my order {number}"
    assert (
        template_of("please book a flight to New York on 3 May")
        == "please book a flight to {name} on {number} may"
    )
    assert template_of("Where is my order?") == template_of("Order 12") == ""


def test_a_table_spills_and_is_the_same(tmp_path) -> None:
    tables = [Table([("row", "<i8"), ("keys", "<u4", (2,))], scratch) for scratch in ("", str(tmp_path))]
    rows = LIMIT // 16 // 2 + 1
    for _ in range(3):
        for table in tables:
            table.append(row=np.arange(rows), keys=np.arange(2 * rows, dtype=np.uint32).reshape(rows, 2))
    memory, disk = tables
    assert disk.files
    assert not memory.files
    assert sorted(disk.column("row").tolist()) == sorted(memory.column("row").tolist())
    assert sorted(disk.element("keys", 1).tolist()) == sorted(memory.element("keys", 1).tolist())


def test_one_word_apart_for_the_same_output_only() -> None:
    texts = normalise_all(["my card is not working", "my phone is not working", "my phone will not work now"])
    similarity = Similarity([Part(texts)])
    pairs = np.array([0, 0]), np.array([1, 2])
    assert similarity.near(*pairs, forgiving=True).tolist() == [True, False]
    assert similarity.near(*pairs).tolist() == [False, False]


def test_words_in_another_order_are_none_apart() -> None:
    assert one_word_apart(b"that is all i need", b"all i need that is")
    assert not one_word_apart(b"that is all", b"that was all")  # of three words, one is another text
    assert one_word_apart(b"a party of two", b"a of two")  # but one may be left out
    assert not one_word_apart(b"of two", b"party of two")


@pytest.mark.parametrize(
    ("other", "restated"),
    [
        ("my crad does not work", True),
        ("does my card not work", True),
        ("Hello, my card does not work. Looking forward to hearing from you, thanks", True),
        ("my phone does not work", False),
        ("my card does not work abroad", False),
    ],
)
def test_restated(other: str, restated: bool) -> None:
    similarity = Similarity([Part(normalise_all(["My card does not work", other]))])
    assert similarity.restated(np.array([0, 1]), np.array([1, 0])).tolist() == [restated] * 2


def test_akin_are_short_texts_that_resemble_each_other() -> None:
    texts = [
        "why is my card not working yet",
        "how come my card is still not working",
        "why is my cat not on board",
    ]
    similarity = Similarity([Part(normalise_all([*texts, "why is my card working yet"]))])
    pairs = np.array([0, 0, 0]), np.array([1, 2, 3])
    assert similarity.akin(*pairs, forgiving=True).tolist() == [True, False, False]
    assert similarity.akin(*pairs).tolist() == [False] * 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a table on sun", "a table on mon"),
        ("a table on the third", "a table on the tenth"),
        ("a table in jan", "a table in feb"),
        ("a table for half a day", "a table for quarter a day"),
        ("ein Tisch am Montag", "ein Tisch am Freitag"),
        ("столик на понедельник", "столик на пятницу"),
        ("une table en janvier", "une table en février"),
        ("er kommt mit Hund", "er kommt ohne Hund"),
        ("он не придёт вечером", "он придёт вечером"),
    ],
)
def test_dates_numbers_and_negations_guard(one: str, other: str) -> None:
    forms = word_forms(normalise_all([one, other]))
    assert forms.guards[0] != forms.guards[1]


LONG = " ".join(f"{letter * 3} {letter * 2} goes to {letter * 4}" for letter in "bcdefghijklmnoprstuvwxz")


@pytest.mark.parametrize(
    ("one", "other", "copy"),
    [
        ("they have 6 and 8 and 8", "they have 6 and 6 and 8", False),  # as sets, the same numbers
        ("they have 6 and we have 2 more", "they have 6", True),
        ("they have 6 of it", "they have 6 of this", True),
    ],
)
def test_numbers_of_long_texts(one: str, other: str, copy: bool) -> None:
    assert near(f"{LONG} {one}", f"{LONG} {other}") == copy
    assert near(f"{LONG} {other}", f"{LONG} {one}") == copy


def test_a_part_of_a_number_is_not_left_out() -> None:
    def forgiven(one: str, other: str) -> bool:
        similarity = Similarity([Part(normalise_all([one, other]))])
        return bool(similarity.near(np.array([0]), np.array([1]), forgiving=True)[0])

    assert not forgiven("book it for the first of may please", "book it for the twenty first of may please")
    assert not forgiven("it costs two hundred euros more", "it costs two euros more")
    assert forgiven("a table for two at noon tomorrow", "a table for two at noon")


def test_a_misspelt_word_makes_no_other_text() -> None:
    assert near("in the open air", "in the opne air")
    assert not near("in the open air", "in the cold air")
