"""Known words and letters of each script are found as in plain Python."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from auditor.text.style import languages, tone

from . import both

SOME = sorted(tone._LOOKED_FOR)[::7]
parts = st.sampled_from((*SOME, "İi", "ΣΑΣ", "É", "\x00", "\ud800")) | st.text(max_size=4)
texts = st.lists(
    st.tuples(parts, st.sampled_from((" ", ".", ",", "\x1f", "\u3000", "", "\n"))), max_size=20
).map(lambda pairs: "".join(word + end for word, end in pairs))


@given(texts, st.booleans())
@example("I. YOU,the İs", False)
def test_known_words(text: str, is_capital: bool):
    plain, fast = both("style_words.known_words", tone.known_words)
    text = text.upper() if is_capital else text
    for vocabulary in (tone._LOOKED_FOR, frozenset(("i̇i", "é", "\x00")), frozenset()):
        assert fast(text, vocabulary) == plain(text, vocabulary)


@given(st.text(max_size=60) | texts)
def test_letters_by_script(text: str):
    plain, fast = both("style_words.letters_by_script", languages.letters_by_script)
    given = text, languages._SCRIPT_AT, languages._OTHER
    assert fast(*given) == plain(*given)


@given(st.sets(st.sampled_from(SOME) | st.text(max_size=3)))
def test_tallied(words: set[str]):
    plain, fast = both("style_words.tallied", languages.tallied)
    assert [*fast(words, languages._LANGUAGES).items()] == [*plain(words, languages._LANGUAGES).items()]
