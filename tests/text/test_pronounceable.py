"""Words that only a mashed keyboard writes, and words that some language has."""

import pytest

from auditor.text.pronounceable import unpronounceable


@pytest.mark.parametrize(
    "word", ["qwertyuiop", "poiuytrewq", "lkjhgfdsa", "asdf", "zxcvb", "qqwweerrtt", "sdkfjh"]
)
def test_mashed_keys_are_no_words(word: str) -> None:
    assert unpronounceable(word) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "property liberty poverty",
        "Werte werten bewertet",
        "strewn strengths knightly",
        "Mississippi bookkeeper",
        "HTTPS",
    ],
)
def test_words_of_languages_are_left_alone(text: str) -> None:
    assert unpronounceable(text)[1] == 0
