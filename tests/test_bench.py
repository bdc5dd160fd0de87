"""The measuring scripts still measure the product: a change of a kernel broke one of them silently, twice."""

from duplicate_edits import flagged
from long_texts import rows
from near_duplicates import ours

from auditor.checkers.near_duplicates import NearDuplicates
from auditor.model import Example


def test_near_copies_of_long_texts_are_found_by_the_benchmark() -> None:
    made = list(rows(3000))
    key = {number: entry for number, (_, entry) in enumerate(made) if entry}
    found = ours([text for text, _ in made])
    copies = {row for row, entry in key.items() if entry["kind"] == "exact"}
    planted = {row for row, entry in key.items() if entry.get("jaccard", 0) >= 0.8}
    assert copies
    assert copies <= set(found)
    assert len(planted & set(found)) >= 0.98 * len(planted) > 0
    assert set(found) <= set(key) | {entry["of"] for entry in key.values()}


def test_edited_copies_are_found_by_the_benchmark() -> None:
    texts = [
        "Where is the card that I ordered last week?",
        "where is the card that i orderd last week",
        "Hello you",
    ]
    examples = [Example(number, text, "card_arrival") for number, text in enumerate(texts)]
    assert flagged([NearDuplicates], examples, ("train",), "classification") == {1}
