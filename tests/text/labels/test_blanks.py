"""Marks of a missing value, and labels that only look like them."""

import pytest

from auditor.text.labels.blanks import may_name_nothing, names_nothing


@pytest.mark.parametrize("text", ["nan", "NaN", " #N/A ", "#NV", "#NAME?", "#REF!", "#BEZUG!", "NaT", "<NA>"])
def test_no_value_is_never_a_label(text):
    assert names_nothing(text)


@pytest.mark.parametrize(
    "text", ["", "none", "nat", "nano", "#1", "#na", "n", "NA", "nancy", "unknown", "other"]
)
def test_a_word_is_one(text):
    assert not names_nothing(text)
    assert not may_name_nothing(text)


@pytest.mark.parametrize("text", ["-", "--", "???", "…", "k.A.", "K. A.", "n/a", "TBD", "null"])
def test_a_mark_may_be_one(text):
    assert may_name_nothing(text)
    assert not names_nothing(text)
