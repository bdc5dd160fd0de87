"""The templates of many texts at once are those of each text alone."""

from hypothesis import given
from hypothesis import strategies as st

from auditor.text.near.slots import LONGEST, template_digests, template_of

SIGNS = [" ", "  ", "\n", "\t", *",.?:-/'_\0\1\2", "1", "23", "٣"]
WORDS = [
    "a",
    "of",
    "to",
    "Paris",
    "New",
    "York",
    "A",
    "É",
    "Éva",
    "é",
    "ß",
    "USA",
    "x" * 45,
    "X" * 45,
]
TEXTS = st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=30).map("".join) | st.text()


@given(st.lists(TEXTS, max_size=8))
def test_texts_of_one_template_have_one_digest(texts: list[str]) -> None:
    digests, templates = template_digests(texts).tolist(), [template_of(text) for text in texts]
    assert [digest != 0 for digest in digests] == [template != "" for template in templates]
    pairs = set(zip(digests, templates, strict=True))
    assert len(pairs) == len(set(digests)) == len(set(templates))


def test_names_beyond_ascii_fill_the_same_slot() -> None:
    one, other = template_digests(["I live in Zürich since 3 days", "I live in Bern since 40 days "]).tolist()
    assert one == other != 0


def test_the_limits_of_names_and_numbers() -> None:
    long = "please write to " + "Anna Maria " * 4 + "on 1.2.3.4.5.6.7.8.9.10.11 or so"
    edge = f"we paid 5 to {'a' * (LONGEST - 15)}"
    assert template_of(long) == "please write to {name} {name} on {number}.{number} or so"
    assert template_of(edge + "aa")
    assert template_of(edge + "aaa") == ""
    assert template_of(" in 5 days of rain ") == "in {number} days of rain"
    assert template_of("") == ""
