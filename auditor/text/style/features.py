"""What each kind of feature can be a convention of, and how much support that takes.

A structure that 90 % of the outputs share is meant. A habit of punctuation or tone is only trusted when
nearly all rows keep it, and counts only beside a convention that is meant (`strong`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from msgspec import Struct

from auditor.text.style.tone import MIXED
from auditor.text.style.trait import kind

SUPPORT = 0.9  # share of rows that keep a convention
HABIT = 0.985  # the same for punctuation, letter case at the start, absence of something
TONE = 0.95
PERSON = 0.99  # of long texts most say "you" somewhere
MEMBER = 0.98  # a sign or the like that every line has
MARKED = 0.9  # share of texts whose first line must be short before its marks are a frame, not those of prose
MARKS = 0.97  # any text may have brackets now and then

Shape = Literal["one", "types", "set", "count", "vocabulary"]


class Feature(Struct, frozen=True):
    """How to infer from a kind of feature.

    `scope`: "form" when every output of the form should have it, "present" when only those that have any
    value of it are judged, "typed" when those are judged whose path holds a string.
    `habits` are the values that take `HABIT` support, and are weak.
    """

    shape: Shape
    support: float = SUPPORT
    strong: bool = True
    scope: Literal["form", "present", "typed"] = "form"
    habits: tuple[str, ...] = ()


LATER_LINES = ("second line begins", "third line begins", "fourth line begins", "last line begins")
COMMON_ENDS = (".", "。", "।", ")", '"', "a digit", "a small letter", "a capital", "a letter")
"""The last characters of texts that say little."""

PATHS = frozenset(
    (
        "type",
        "key",
        "element",
        "attribute",
        "value",
        "pattern",
        "shape",
        "mask",
        "cast",
        "series",
        "number",
        "initial",
        "head",
        "items",
        "mark",
        "body",
        "title",
        "level",
        "item head",
        "item tail",
        "ends",
        "sentences in",
    )
)
"""The kinds whose features have a path: "key:items[]"."""

FEATURES = {
    "thought": Feature("one"),
    "wrapper": Feature("one"),
    "text in front": Feature("one"),
    "text after it": Feature("one"),
    "valid": Feature("one"),
    "layout": Feature("one", TONE, strong=False, scope="present"),
    "quotes": Feature("one", TONE, strong=False, scope="present"),
    "type": Feature("types", scope="present"),
    "key": Feature("set"),
    "element": Feature("set"),
    "attribute": Feature("set"),
    "value": Feature("vocabulary", scope="present"),
    "head": Feature("vocabulary", TONE, scope="typed"),
    "pattern": Feature("one", TONE, scope="typed"),
    "shape": Feature("one", TONE, scope="typed"),
    "mask": Feature("vocabulary", TONE, scope="typed"),
    "cast": Feature("vocabulary", TONE, scope="typed"),
    "series": Feature("vocabulary", TONE, scope="typed"),
    "number": Feature("one", HABIT, strong=False, scope="present"),
    "initial": Feature("one", HABIT, strong=False, scope="present"),
    "level": Feature("count", TONE, scope="present"),
    "items": Feature("count", scope="present", habits=("1",)),
    "code language": Feature("one"),
    "code fence": Feature("one"),
    "code blocks": Feature("count", scope="present"),
    "first line of the code": Feature("vocabulary"),
    "form of the first line of the code": Feature("vocabulary"),
    "code line": Feature("set", TONE, strong=False),
    "code sign": Feature("set", TONE, strong=False),
    "code layout": Feature("one", TONE, strong=False, scope="present"),
    "first word of the code": Feature("vocabulary"),
    "last character of the code": Feature("one", HABIT, strong=False),
    "outline": Feature("one", habits=("text", "code")),
    "labelled outline": Feature("one"),
    "section": Feature("set"),
    "mark": Feature("one", scope="present", strong=False),
    "indentation": Feature("one", TONE, strong=False),
    "title": Feature("set"),
    "body": Feature("one", TONE, strong=False, scope="present"),
    "item head": Feature("one", TONE, scope="present"),
    "item tail": Feature("one", TONE, scope="present"),
    "ends": Feature("one", TONE, strong=False, scope="present"),
    "sentences in": Feature("count", HABIT, strong=False, scope="present"),
    "line kind": Feature("set", TONE, strong=False, habits=("text", "code")),
    "kind of the last line": Feature("one", TONE, strong=False, habits=("text",)),
    "blank lines": Feature("one", TONE, strong=False, scope="present", habits=("some",)),
    "lines": Feature("count", habits=("1",)),
    "paragraphs": Feature("count", habits=("1",)),
    "sentences": Feature("count", TONE, habits=("1",)),
    "separator": Feature("one", TONE, strong=False, scope="present"),
    "separated items": Feature("count"),
    "bullets": Feature("count"),
    "bullet mark": Feature("one", TONE, strong=False, scope="present"),
    "item form": Feature("one", scope="present", habits=("plain",)),
    "item end": Feature("one", TONE, strong=False, scope="present", habits=("a word", ".")),
    "numbered items": Feature("count"),
    "number mark": Feature("one", TONE, strong=False, scope="present"),
    "letter mark": Feature("one", TONE, strong=False, scope="present"),
    "lettered items": Feature("count"),
    "columns of the lines": Feature("count"),
    "longest paragraph": Feature("count", habits=("1",)),
    "shortest paragraph": Feature("count", habits=("1",)),
    "paragraphs begin": Feature("one", TONE),
    "lines begin": Feature("one", TONE),
    "end of the first line": Feature("vocabulary", TONE),
    "rules": Feature("count"),
    "table columns": Feature("count"),
    "table header": Feature("one", scope="present"),
    "table rows": Feature("count", scope="present"),
    "table": Feature("one", scope="present"),
    "table edges": Feature("one", TONE, strong=False, scope="present"),
    "table rule": Feature("one", TONE, strong=False, scope="present"),
    "opening label": Feature("vocabulary"),
    "closing label": Feature("vocabulary"),
    "line": Feature("set", TONE),
    "line begins": Feature("set", TONE),
    **dict.fromkeys(LATER_LINES, Feature("vocabulary", TONE, scope="present")),
    "line form": Feature("set", TONE),
    "first line": Feature("one"),
    "first sentence": Feature("vocabulary"),
    "first word": Feature("vocabulary"),
    "second word": Feature("vocabulary", TONE, scope="present"),
    "third word": Feature("vocabulary", TONE, scope="present"),
    "mask of the first word": Feature("vocabulary", TONE),
    "stem of the first word": Feature("vocabulary", TONE),
    "form of the first word": Feature("vocabulary"),
    "form of the second word": Feature("vocabulary", TONE, scope="present"),
    "form of the third word": Feature("vocabulary", TONE, scope="present"),
    "form of the last word": Feature("vocabulary"),
    "case of the first word": Feature("one", TONE),
    "mark after the first words": Feature("one", TONE, strong=False),
    "marks of the first line": Feature("one", MARKS, scope="present"),
    "marks of the last line": Feature("one", MARKS, scope="present"),
    "first 2 words": Feature("one"),
    "first 3 words": Feature("one"),
    "first 4 words": Feature("one"),
    "last line": Feature("one"),
    "line before the last": Feature("one"),
    "last sentence": Feature("vocabulary"),
    "last word": Feature("one"),
    "last 2 words": Feature("one"),
    "last 3 words": Feature("one"),
    "last 4 words": Feature("one"),
    "whole output": Feature("vocabulary"),
    "output pattern": Feature("vocabulary"),
    "output mask": Feature("vocabulary", TONE),
    "output cast": Feature("vocabulary", TONE),
    "output series": Feature("vocabulary", TONE),
    "enclosed in": Feature("one", TONE),
    "opening mark": Feature("one", TONE),
    "words on the line": Feature("count", TONE),
    "character": Feature("set", TONE, strong=False),
    "word form": Feature("set", MEMBER),
    "hashtags": Feature("count"),
    "emojis": Feature("count"),
    "date form": Feature("one", HABIT, strong=False, scope="present"),
    "time form": Feature("one", HABIT, strong=False, scope="present"),
    "money form": Feature("one", HABIT, strong=False, scope="present"),
    "percent form": Feature("one", HABIT, strong=False, scope="present"),
    "characters": Feature("count", TONE),
    "decimals": Feature("one", TONE, scope="present"),
    "first 4 characters": Feature("one", TONE),
    "first 2 characters": Feature("one", TONE),
    "last 4 characters": Feature("one", TONE),
    "last 2 characters": Feature("one", TONE),
    "start": Feature("one", HABIT, strong=False, scope="present"),
    "end": Feature("one", habits=COMMON_ENDS),
    "person": Feature("set", PERSON, strong=False),
    "alphabet": Feature("one", HABIT, strong=False, scope="present"),
    "address": Feature("one", HABIT, strong=False, scope="present"),
    "emoji": Feature("one"),
    "link": Feature("one"),
    "inline": Feature("set", TONE),
    "capitals": Feature("one", TONE, strong=False),
    "sign": Feature("set", MEMBER),
    "decimal mark": Feature("one", TONE, strong=False, scope="present"),
    "Latin prose": Feature("one", HABIT, strong=False, scope="present"),
    "Latin word": Feature("one", HABIT, strong=False, scope="present"),
    "exclamation": Feature("one", HABIT, strong=False),
    "shouting": Feature("one", HABIT, strong=False),
    "bold": Feature("one", HABIT, strong=False),
    "code word": Feature("set", TONE),
    "preamble": Feature("one"),
    "placeholder": Feature("one", TONE),
    "courtesy": Feature("one"),
    "final stop": Feature("one", HABIT, strong=False),
    "full stop": Feature("one", TONE, strong=False, scope="present", habits=("there",)),
    "script of the first word": Feature(
        "one", TONE, strong=False, scope="present", habits=("Latin letters",)
    ),
    "item": Feature("set"),
    "contractions": Feature("one", TONE, strong=False, scope="present", habits=("used",)),
    "letter case": Feature("one", scope="present", habits=(MIXED,)),
    "title case": Feature("one", TONE),
    "script": Feature("one", TONE, scope="present"),
    "language": Feature("one", TONE, strong=False, scope="present"),
}


@lru_cache(maxsize=4096)
def is_value(feature: str) -> bool:
    """Whether the values of a feature may be a closed vocabulary."""
    return FEATURES[kind(feature)].shape == "vocabulary" if kind(feature) in FEATURES else False


PARTS = frozenset(
    (
        "code layout",
        "date form",
        "time form",
        "money form",
        "percent form",
        "code blocks",
        "table",
        "table rows",
        "table edges",
        "table rule",
        "bullet mark",
        "number mark",
        "letter mark",
        "item form",
        "item end",
        "mark",
        "marks of the first line",
        "marks of the last line",
        "contractions",
    )
)
"""Features of a part of the text, which are a convention only where most texts have such a part."""

PLAIN_FEATURES = ("format", *(name for name in FEATURES if name not in PATHS))
"""The features without a path."""

PUNCTUATION = frozenset(",;:()，。、；：？！（）《》،؛؟।")
"""Signs of any prose."""

FIRST_WORDS = ("first 4 words", "first 3 words", "first 2 words", "first word", "form of the first word")
LAST_WORDS = ("last 4 words", "last 3 words", "last 2 words", "last word", "form of the last word")

_CHARACTERS = ("first 4 characters", "first 2 characters"), ("last 4 characters", "last 2 characters")
_EXACT = ("whole output", "output pattern")
_WHOLE = (*_EXACT, "output mask", "output cast", "output series")

CHAINS = (
    ("labelled outline", "outline"),
    ("script", "language"),
    ("second word", "form of the second word"),
    ("third word", "form of the third word"),
    _WHOLE,
    ("pattern", "shape", "mask", "cast", "series", "initial"),
    ("value", "head", "initial"),
    (
        *_EXACT,
        "first line",
        "first sentence",
        *FIRST_WORDS[:-1],
        "opening label",
        FIRST_WORDS[-1],
        "case of the first word",
        *_CHARACTERS[0],
        "start",
    ),
    (*_EXACT, "last line", "last sentence", *LAST_WORDS, *_CHARACTERS[1], "end", "full stop", "final stop"),
    ("first line of the code", "form of the first line of the code"),
    ("first line of the code", "first word of the code"),
    ("first line", "last line"),
    ("first line", "first sentence", "marks of the first line"),
    ("last line", "last sentence", "marks of the last line"),
    ("marks of the first line", "marks of the last line"),
    ("enclosed in", "opening mark"),
    ("case of the first word", "capitals"),
    ("start", "opening mark"),
)
"""Features that say the same from the most to the least exact: the first that holds as often is said."""

ABSENT = {
    "thought": HABIT,
    "opening label": 0.993,  # any text may begin with "Note:"
    "emoji": 0.97,  # that a few have emoji is no chance
    "bullets": HABIT,
    "code blocks": HABIT,
    "Latin word": HABIT,
    "Latin prose": HABIT,
    "code fence": HABIT,
    "preamble": TONE,
    "placeholder": HABIT,
    "enclosed in": 0.99,
    "indentation": HABIT,
    "courtesy": HABIT,
    "shouting": 0.99,  # a quoted sentence may have it
    "bold": HABIT,
}
"""What a house style may do without, and the support that takes: weak."""
