"""The templates of many texts at once are those of each text alone."""

from hypothesis import given
from hypothesis import strategies as st

from auditor.text.near.slots import LONGEST, template_of, templates_of

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
    "{name}",
    "x" * 45,
    "X" * 45,
]
PIECES = st.sampled_from([*SIGNS, *WORDS])
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(st.lists(TEXTS | st.text(), max_size=8))
def test_templates_of_many_texts(texts: list[str]) -> None:
    assert templates_of(texts) == [template_of(text).encode("utf-8", "surrogatepass") for text in texts]


def test_the_limits_of_names_and_numbers() -> None:
    long = "please write to " + "Anna Maria " * 4 + "on 1.2.3.4.5.6.7.8.9.10.11 or so"
    edge = f"we paid 5 to {'a' * (LONGEST - 15)}"
    texts = [long, edge, edge + "aaaa", " in 5 days of rain ", "", "of Anna in 1999. Said Bert, Carl (Dora)"]
    found = templates_of(texts)
    assert found == [template_of(text).encode() for text in texts]
    assert found[0] == b"please write to {name} {name} on {number}.{number} or so"
    assert found[2] == b""
    assert found[3] == b"in {number} days of rain"
