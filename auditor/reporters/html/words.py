"""Two texts side by side, with the words marked that differ."""

from __future__ import annotations

from difflib import SequenceMatcher

from markupsafe import Markup, escape


def marked_pair(one: str, other: str) -> tuple[Markup, Markup]:
    """Both texts as safe HTML; words that stand in only one of them are in <mark>."""
    left, right = one.split(" "), other.split(" ")
    first: list[Markup] = []
    second: list[Markup] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        first += _words(left[a:b], kind != "equal")
        second += _words(right[c:d], kind != "equal")
    return Markup(" ").join(first), Markup(" ").join(second)


def _words(words: list[str], marked: bool) -> list[Markup]:
    if not words:
        return []
    text = escape(" ".join(words))
    return [Markup("<mark>{}</mark>").format(text) if marked else text]
