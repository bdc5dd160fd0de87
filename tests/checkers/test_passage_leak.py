"""LEK003: copied passages are found in every script; what many rows say, or quote, is no leak."""

from __future__ import annotations

from itertools import product
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from auditor.checkers.passage_leak import PassageLeak
from auditor.config import Config
from auditor.model import Example
from auditor.testing import assert_lawful, batches, observed, outcome
from auditor.text.near.passages import Block, Runs

CONFIG = Config(task="style", splits=("test", "train"))
WORDS = [
    f"{first}{second}" for first in "bdfgklmnprstvz" for second in ("alo", "eri", "imu", "ola", "usa", "ene")
]
LETTERS = {"Chinese": "".join(map(chr, range(0x4E10, 0x4E90))), "Thai": "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวสหอ"}


def words(random: Random, count: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(count))


def leaked(train: list[str], test: list[str]) -> dict[int, int]:
    """Which test rows are found, each with the training row that is named, by their places."""
    rows = [Example(0, text, "yes", split="train") for text in train]
    rows += [Example(0, text, "no", split="test") for text in test]
    found = outcome([observed(PassageLeak, CONFIG, batches(rows, [len(rows)]))], rows)
    spots = [spot for flag in found.flags for spot in flag.spots]
    return {spot.row - len(train): spot.related[0] for spot in spots}


def test_blocks_that_two_texts_share() -> None:
    one, other = b"x a b c d e f y a b c".split(), b"a b c d e f q x a b c".split()
    assert sorted(Runs(one, 3).shared(Runs(other, 3))) == [
        Block(0, 7, 4),
        Block(1, 0, 6),
        Block(8, 0, 3),
        Block(8, 8, 3),
    ]
    assert Runs(one, 3).shared(Runs(one[:2], 3)) == []


@given(*[st.lists(st.sampled_from([b"a", b"b", b"c"]), max_size=10)] * 2)
def test_blocks_are_all_runs_that_cannot_be_made_longer(one, other) -> None:
    found = []
    for start, there in product(range(len(one)), range(len(other))):
        if start and there and one[start - 1] == other[there - 1]:
            continue
        words = 0
        while (
            start + words < len(one) and one[start + words : start + words + 1] == other[there + words :][:1]
        ):
            words += 1
        found += [Block(start, there, words)] * (words >= 3)
    assert sorted(Runs(one, 3).shared(Runs(other, 3))) == sorted(found)


def test_a_half_a_prefix_and_a_question_in_a_longer_text_are_found() -> None:
    random = Random(1)
    train = [words(random, 30) for _ in range(60)]
    half = " ".join(train[7].split()[:15]) + " " + words(random, 15)
    prefix = " ".join(train[8].split()[:20])
    inside = f"{words(random, 40)} {train[9]} {words(random, 40)}"
    assert leaked(train, [half, prefix, inside, words(random, 30)]) == {0: 7, 1: 8, 2: 9}


def test_in_scripts_without_spaces_letters_are_counted() -> None:
    for name, letters in LETTERS.items():
        random = Random(2)
        text = lambda size: "".join(random.choice(letters) for _ in range(size))  # noqa: B023, E731 (used here only)
        size = 60 if name == "Chinese" else 120
        train = [text(size) for _ in range(30)]
        halves = [train[3][: size // 2] + text(size // 2), text(size // 2) + train[4][size // 2 :]]
        assert leaked(train, [*halves, text(size)]) == {0: 3, 1: 4}, name


def test_what_several_rows_quote_is_no_leak_of_one_of_them() -> None:
    random = Random(3)
    context = words(random, 80)
    quoting = [f"{context} {words(random, 9)}" for _ in range(3)]
    train = [words(random, 30) for _ in range(30)] + quoting[:2]
    assert leaked(train, [quoting[2]]) == {}
    assert leaked(train[:-1], [quoting[2]]) == {0: 30}  # one row that has it may be what was copied


def test_a_copy_of_a_row_that_has_near_copies_is_found() -> None:
    random = Random(4)
    source = words(random, 40).split()
    family = [" ".join([*source[:35], word, *source[36:]]) for word in ("once", "twice")]
    half = " ".join(source[:18]) + " " + words(random, 18)
    assert leaked([words(random, 30) for _ in range(30)] + family, [half]).keys() == {0}


def test_stock_phrases_are_no_leak() -> None:
    random = Random(5)
    opening = "imagine you are a detective who has to solve a mysterious case of"
    parts = ["imagine you are a detective who has to", "you have to solve a mysterious case of"]
    train = [f"{random.choice(parts)} {words(random, 12)}" for _ in range(40)] + [
        f"{opening} {words(random, 9)}"
    ]
    assert leaked(train, [f"{opening} {words(random, 9)}"]) == {}


def test_another_wording_of_a_question_is_no_copied_passage() -> None:
    random = Random(9)
    one, two, three, four = (words(random, size) for size in (14, 8, 6, 14))
    train = [words(random, 30) for _ in range(30)] + [f"{one} {two} {three} {four}"]
    reworded = f"{words(random, 2)} {three} {four} {words(random, 2)} {two}"
    elsewhere = f"{words(random, 14)} {four} {words(random, 9)}"
    assert leaked(train, [reworded, elsewhere, f"{words(random, 14)} {two} {three} {four}"]) == {2: 30}


def test_few_words_in_common_between_two_brief_questions_are_no_leak() -> None:
    random = Random(10)
    passage, long = words(random, 11), words(random, 11)
    train = [words(random, 30) for _ in range(30)] + [
        f"{passage} {words(random, 3)}",
        f"{long} {words(random, 12)}",
    ]
    assert leaked(train, [f"{passage} {words(random, 3)}", f"{long} {words(random, 4)}"]) == {1: 31}


def test_numbers_only_is_a_template_leak() -> None:
    random = Random(6)
    source = f"{words(random, 8)} 12 {words(random, 8)} 7 {words(random, 8)}"
    train = [words(random, 30) for _ in range(30)] + [source]
    rows = [Example(0, text, "", split="train") for text in train]
    rows.append(Example(0, source.replace("12", "31").replace("7", "5"), "", split="test"))
    (flag,) = outcome([observed(PassageLeak, CONFIG, batches(rows, [len(rows)]))], rows).flags
    assert flag.spots[0].message == "26 words in a row, but for the numbers: a template leak"


def test_the_order_of_the_rows_makes_no_difference() -> None:
    random = Random(7)
    train = [f"{words(random, 26)} {words(random, random.choice([4, 70]))}" for _ in range(120)]
    pieces = [[" ".join(text.split()[:26]) for text in random.sample(train, 9)] for _ in range(30)]
    test = [f" {words(random, 2)} ".join(each) for each in pieces]  # of nine rivals only the short ones tell
    found = {test[row] for row in leaked(train, test)}
    assert 10 < len(found) < 30
    for _ in range(4):
        random.shuffle(train)
        random.shuffle(test)
        assert {test[row] for row in leaked(train, test)} == found


def test_any_split_of_the_rows_gives_the_same() -> None:
    random = Random(8)
    train = [words(random, 25) for _ in range(40)]
    test = [" ".join(text.split()[:12]) + " " + words(random, 12) for text in train[:8]]
    rows = [Example(0, text, "", split="train") for text in train]
    rows += [Example(0, text, "", split="test") for text in test]
    assert_lawful(PassageLeak, rows, CONFIG)
