from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Batch, Example, Turn
from auditor.text.columns import input_digests, output_digests
from auditor.text.normalise import normalise, normalise_all

SAME = [
    ("Where is my card?", "where is  MY\tcard"),
    ("“Don’t panic” – now", '"don\'t panic" - now!'),
    ("ＡＢＣ １２３", "abc 123"),
    ("zero\u200bwidth", "zerowidth"),
    ("straße", "STRASSE"),
    ("٣ days", "3 days"),
    ("line\u2028break\x85and\x1fmore", "line break and more"),
    ("**Refund**", "(refund)"),
]

DIFFERENT = [("C++", "C#"), ("-5", "5"), ("50 %", "50"), ("?", "!"), ("1,000", "1000"), ("a b", "ab")]


def test_what_counts_as_the_same() -> None:
    for one, other in SAME:
        assert normalise(one) == normalise(other), (one, other)


def test_what_does_not() -> None:
    for one, other in DIFFERENT:
        assert normalise(one) != normalise(other), (one, other)


@given(st.lists(st.text()))
def test_many_texts_at_once_are_each_text_alone(texts: list[str]) -> None:
    assert normalise_all(texts) == [normalise(text).encode("utf-8", "surrogatepass") for text in texts]


@given(st.text())
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def picture(url: str) -> Example:
    ask = Turn("user", [{"type": "text", "text": "What is this?"}, {"type": "image_url", "url": url}])
    return Example(0, "What is this?", "A cat", turns=(ask, Turn("assistant", "A cat")))


def test_equal_words_about_two_pictures_are_two_inputs() -> None:
    digests = input_digests(Batch([picture("a.png"), picture("b.png"), picture("a.png")]))
    assert digests[0] == digests[2] != digests[1]


def test_a_preference_pair_with_another_rejected_side_is_another_output() -> None:
    rows = [Example(0, "q", "good", rejected=worse) for worse in ("bad", "worse", "Bad.")]
    digests = output_digests(Batch(rows))
    assert digests[0] == digests[2] != digests[1]
