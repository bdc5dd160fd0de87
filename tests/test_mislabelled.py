"""The rule on likely mislabelled rows: on planted mistakes, and where it must keep quiet."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.auditing import run
from auditor.config import Config
from auditor.model import Report
from auditor.text.labels.features import FEATURES, feature_ids, phrases
from auditor.text.labels.left_out import Model, copies_of
from auditor.text.labels.noise import find_doubts
from auditor.text.labels.tfidf import tfidf
from auditor.text.labels.training_rows import training_rows

SUBJECTS = {
    "card_arrival": ("my new card", "the card I ordered", "a replacement card"),
    "card_declined": ("my payment", "the cash machine", "a purchase"),
    "exchange_rate": ("the exchange rate", "the currency conversion", "the rate for euros"),
    "refund": ("my refund", "the money I am owed", "a reimbursement"),
    "pin": ("my pin", "the secret number", "the four digits"),
}
ENDINGS = {
    "card_arrival": ("has not arrived yet", "is still in the post", "never reached my address"),
    "card_declined": ("was declined", "was refused in the shop", "would not go through"),
    "exchange_rate": ("looks wrong", "changed overnight", "is worse than the market"),
    "refund": ("has not been paid back", "is late", "was promised last week"),
    "pin": ("does not work", "is blocked", "must be changed"),
}
CONTEXT = ("", " in Paris", " since Monday", ", please help", ", what now?", " for the third time", " again")


def planted(size: int = 600, share: float = 0.05, seed: int = 1) -> tuple[list[tuple[str, str]], set[int]]:
    """Texts with their labels, and which of the labels are wrong."""
    chance = random.Random(seed)
    rows, wrong = [], set(chance.sample(range(size), int(share * size)))
    for number in range(size):
        label = chance.choice(sorted(SUBJECTS))
        text = chance.choice(SUBJECTS[label]) + " " + chance.choice(ENDINGS[label]) + chance.choice(CONTEXT)
        given = chance.choice([x for x in sorted(SUBJECTS) if x != label]) if number in wrong else label
        rows.append((f"{text} ({number})", given))
    return rows, wrong


def audit(path: Path, rows: list[tuple[str, object]], **options: object) -> Report:
    """Audit these rows with this rule alone."""
    file = path / "data.jsonl"
    file.write_text("\n".join(json.dumps({"text": text, "label": label}) for text, label in rows))
    config = Config(task="classification", select=("LBL005",), **options)  # type: ignore[arg-type]  # options by name
    return run([(str(file), "train")], config)


def test_finds_planted_mistakes_and_says_why(tmp_path: Path) -> None:
    rows, wrong = planted()
    report = audit(tmp_path, rows)
    (finding,) = report.findings
    named = {place.at.row - 1 for place in finding.places}
    assert len(named & wrong) >= 0.95 * len(wrong)
    assert len(named - wrong) <= 0.01 * len(rows)
    assert not finding.drops
    for place in finding.places:
        text, given = rows[place.at.row - 1]
        assert f"labelled `{given}`" in place.message
        suggested = place.message.split("reads like `")[1].split("`")[0]
        assert {rows[other.row - 1][1] for other in place.related} == {suggested}
        grounds = place.message.split("for it: ")[1].rstrip(")").split(", ")
        assert all(phrase in text.casefold() for phrase in grounds)


def test_ranks_are_one_to_n_and_follow_the_margin(tmp_path: Path) -> None:
    (finding,) = audit(tmp_path, planted()[0]).findings
    parts = [place.message.split("suspect ")[1].split(", margin ") for place in finding.places]
    ranked = sorted((int(rank.split(" ")[0]), -float(re.split("[;)]", rest)[0])) for rank, rest in parts)
    assert [rank for rank, _ in ranked] == list(range(1, finding.count + 1))
    assert [margin for _, margin in ranked] == sorted(margin for _, margin in ranked)


def test_shows_the_worst_where_only_some_are_shown(tmp_path: Path) -> None:
    (finding,) = audit(tmp_path, planted()[0], max_places=3).findings
    assert {place.message.split("suspect ")[1][0] for place in finding.places} == {"1", "2", "3"}
    assert finding.count > 3


def test_the_figures_hold_the_share_that_was_planted(tmp_path: Path) -> None:
    figures = audit(tmp_path, planted(share=0.08)[0]).metrics["labels"]
    low, high = figures["error_share"]
    assert low <= 0.08 <= high
    assert figures["out_of_fold_accuracy"] > 0.85
    curve = figures["learning_curve"]
    assert [point["rows"] for point in curve["points"]] == sorted(point["rows"] for point in curve["points"])
    assert curve["trend"] == "flattening"


def test_the_order_of_the_rows_does_not_matter(tmp_path: Path) -> None:
    rows, _ = planted(300)
    texts = [_named_texts(audit(tmp_path, order), order) for order in (rows, rows[::-1])]
    assert texts[0] == texts[1] != set()


def _named_texts(report: Report, rows: list[tuple[str, str]]) -> set[tuple[str, str]]:
    return {rows[place.at.row - 1] for finding in report.findings for place in finding.places}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([(f"text {i}", "a") for i in range(60)], "two labels"),
        ([(f"text {i}", "ab"[i % 2]) for i in range(20)], "40 rows"),
        ([(f"one {i}", ["x", "y"]) for i in range(60)], "several labels"),
        ([(f"{random.Random(i).random()}", "ab"[i * 7 % 11 % 2]) for i in range(200)], "tell too little"),
        ([(f"text {i}", f"what a strange label number {i}") for i in range(60)], "free text"),
    ],
)
def test_says_why_it_does_not_judge(tmp_path: Path, rows: list[tuple[str, object]], words: str) -> None:
    report = audit(tmp_path, rows)
    assert not report.findings
    assert words in dict(report.run.not_run)["LBL005"]


def test_labels_of_an_unknown_alphabet(tmp_path: Path) -> None:
    words = {
        "送货": ("包裹还没有到", "快递在哪里", "货物延迟了"),
        "退款": ("我要退款", "钱没有退回", "退款多久到账"),
    }
    rows = [(f"{words[label][i % 3]}，订单{i}", label) for i in range(60) for label in words]
    rows[30] = (rows[30][0], "退款" if rows[30][1] == "送货" else "送货")
    (finding,) = audit(tmp_path, rows).findings
    assert [place.at.row - 1 for place in finding.places] == [30]


@given(st.text(max_size=400))
def test_features_are_few_distinct_and_the_same_everywhere(text: str) -> None:
    ids = feature_ids(text)
    assert len(ids) == len(set(ids.tolist())) <= FEATURES
    assert ids.tolist() == feature_ids(text).tolist()


@given(st.text(alphabet="abc é中 ", max_size=60))
def test_phrases_explain_the_features(text: str) -> None:
    assert set(feature_ids(text).tolist()) <= {i for _, ids in phrases(text) for i in ids}


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 11)), min_size=4, max_size=40), st.data())
@settings(max_examples=25, deadline=None)
def test_a_row_left_out_is_scored_as_if_it_had_not_been_trained_on(
    rows: list[tuple[int, int]], data: st.DataObject
) -> None:
    """The closed forms give what training again without the row and its copies gives."""
    labels = np.array([label for label, _ in rows], dtype=np.int64)
    order = np.array([text for _, text in rows], dtype=np.int64)
    matrix = tfidf([feature_ids(f"word{text % 5} and word{text % 7} {text}") for text in order], 1_000).matrix
    trained = np.arange(len(rows))
    model = Model(matrix, labels, 4, 100)
    model.learn(trained)
    row = data.draw(st.integers(0, len(rows) - 1))
    copies = (labels == labels[row]) & (order == order[row])
    again = Model(matrix, labels, 4, 100)
    again.learn(trained[~copies])
    expected, found = again.scores(trained[[row]]), model.left_out(trained, copies_of(order, labels, trained))
    np.testing.assert_allclose(found.ridge[row], expected.ridge[0], atol=1e-3)
    np.testing.assert_allclose(found.both[row], expected.both[0], atol=1e-2)


def test_learning_in_parts_is_learning_at_once() -> None:
    labels = np.arange(30, dtype=np.int64) % 3
    matrix = tfidf([feature_ids(f"word{i % 4} {i % 3}") for i in range(30)], 1_000).matrix
    once, parts = Model(matrix, labels, 3, 50), Model(matrix, labels, 3, 50)
    once.learn(np.arange(30))
    for part in np.array_split(np.arange(30), 3):
        parts.learn(part)
    np.testing.assert_allclose(parts.ridge.weights, once.ridge.weights, atol=1e-4)
    np.testing.assert_allclose(parts.likely, once.likely, atol=1e-4)


def test_the_training_sample_is_balanced_and_bounded() -> None:
    labels = np.repeat(np.arange(3), [60_000, 30_000, 50])
    order = np.random.default_rng(0).integers(0, 1 << 32, len(labels))
    chosen = np.bincount(labels[training_rows(labels, order)])
    assert chosen.sum() <= 15_000
    assert chosen[2] == 50
    assert chosen[0] == chosen[1]


def test_a_model_of_two_labels_and_of_three_agree_on_the_sign() -> None:
    texts = [("apple pear fruit", 0), ("car road wheel", 1)] * 30
    features = [feature_ids(f"{text} {i}") for i, (text, _) in enumerate(texts)]
    labels = np.array([label for _, label in texts], dtype=np.int64)
    labels[7] = 0
    order = np.arange(len(labels), dtype=np.int64)
    doubts = find_doubts(features, labels, order).doubts
    assert [(doubt.row, doubt.suggested) for doubt in doubts] == [(7, 1)]


def test_a_label_that_always_has_the_same_text_is_not_judged(tmp_path: Path) -> None:
    rows: list[tuple[str, object]] = [("yes please", "yes")] * 30
    rows += [(f"no thanks, not {i} of them", "no") for i in range(30)]
    rows += [(f"perhaps later, in {i} days", "maybe") for i in range(30)]
    report = audit(tmp_path, rows)
    assert not report.findings
    assert report.metrics["labels"]["judged_rows"] == 60


def test_a_training_part_with_one_label_is_survived() -> None:
    texts = ["yes please"] * 30 + [f"no thanks {i}" for i in range(30)]
    order = np.array([0] * 30 + list(range(1, 31)), dtype=np.int64)
    found = find_doubts([feature_ids(text) for text in texts], np.repeat(np.arange(2), 30), order)
    assert {doubt.row for doubt in found.doubts} <= set(range(30))


def test_a_text_of_many_rows_outweighs_its_one_other_label(tmp_path: Path) -> None:
    greetings, talk = (
        ("hi", "hello", "hey there", "good morning", "hiya"),
        ("how are you", "what is up", "who are you"),
    )
    rows: list[tuple[str, object]] = [(text, "greeting") for text in greetings for _ in range(30)]
    rows += [(f"{text} {i}", "greeting") for text in greetings for i in range(30)]
    rows += [(f"{text} {i}", "talk") for text in talk for i in range(80)]
    (finding,) = audit(tmp_path, [*rows, ("hi", "talk")]).findings
    assert [place.at.row for place in finding.places] == [len(rows) + 1]
    assert finding.message.startswith("1 row has a label")
