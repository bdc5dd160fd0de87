"""The values that a feature usually has, where that says something, and how well they are to be kept."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from auditor.text.style.blocks import SEVERAL
from auditor.text.style.features import HABIT, LATER_LINES, PARTS, TONE, Feature
from auditor.text.style.forms import FORM
from auditor.text.style.masks import cast, digits_once, is_plain, mask, series
from auditor.text.style.ranges import sharp_range, vocabulary, with_slack
from auditor.text.style.table import OTHER
from auditor.text.style.trait import kind
from auditor.text.style.values import ALNUM, LONG, SIZES, WHOLE

WORDS = "words on the line"
MANY_WORDS = 5  # on a line, from which nobody counts them
FEW = 3  # lengths that a code may have
NULLS = 0.02  # share of nulls from which a value may be null
VAGUE = 1.5  # the slack of a vocabulary in a sample: with more, the first words of any text are one
RARE = 0.01  # share of rows that an output of another make-up may have which is no label
SENTENCES = 4  # the largest number of sentences in a range of such numbers
MOST = 8  # forms that a text may have
USUAL_LANGUAGE = ("English",)  # another language is meant
LETTERS = ("a small letter", "a capital", "a letter")
ALIKE = {
    ".": (".", "!"),
    "a small letter": ("a small letter", "a capital", "a digit"),
    "with decimals": ("with decimals", "between 0 and 1"),
    WHOLE: (WHOLE, *SIZES),
}
"""What may stand for the usual end or number: a sentence ends with either mark, a phrase with any word."""

WORD_FORMS = (
    "form of the first word",
    "form of the second word",
    "form of the third word",
    "form of the last word",
    "end of the first line",
    "form of the first line of the code",
)
FORMS = ("output mask", "output cast", "output series", "mask", "cast", "series", *WORD_FORMS)
"""What tells of a text what it is made of."""
LENGTHS = ("output pattern", "output mask", "mask", "mask of the first word")
"""Those of them that tell how long its words and numbers are."""
LEVELS = 2  # numbers from which there are levels
NUMBERED = 100  # rows from which a few numbers are a vocabulary
NUMBERS = 10  # numbers from which a vocabulary is none
SINGLE_FORMS = ("paragraphs begin", "lines begin", "item head", "item tail")
COMMON = {"initial": ALNUM, "ends": ("a word", ".", ")", '"', "。", "।")}
"""How names and titles begin, and how any text ends."""
SILENT = {"item form": ("of several forms",), "script": ("Latin",)}
"""Values that say nothing: of words in a known language, or in Latin letters, the language says more."""
TEMPLATES = ("first sentence", "last sentence", "first line of the code")  # of many, some are free texts
PLACES = ("second word", "third word", *LATER_LINES)


class Sight(Struct, frozen=True):
    """What is seen of a feature: how many of `total` rows have which value, and what the others are.

    `unknown` is how often the commonest value occurs that has no name, `slack` that of the table. `loose`
    where every value is written as text, so that one may look like a number.
    """

    counts: dict[str, int]
    total: int
    unknown: int
    slack: float
    loose: bool


def usual_values(name: str, feature: Feature, seen: Sight) -> tuple[str, ...]:
    """The values that nearly all outputs have; () when there are none, or when they say nothing."""
    values = _usual(name, feature, seen)
    if len(values) == 1 and (name == "end" or kind(name) == "number"):
        values = ALIKE.get(values[0], values)
    if LONG in values:
        return ()  # of several texts at this place some are free
    return () if _say_nothing(name, values) else values


def as_habit(name: str, feature: Feature, values: tuple[str, ...]) -> Feature:
    """The feature with the support that such values take, and whether they are a style by themselves."""
    if name == "start" and values[0] not in LETTERS:
        return replace(feature, support=TONE, strong=True)
    if not set(values).isdisjoint(feature.habits):
        return replace(feature, support=max(feature.support, HABIT), strong=False)
    if len(values) > MOST and name in TEMPLATES:
        return replace(feature, support=max(feature.support, TONE))
    return replace(feature, strong=True) if name == "language" and values != USUAL_LANGUAGE else feature


def _usual(name: str, feature: Feature, seen: Sight) -> tuple[str, ...]:
    if feature.shape == "types":
        return _types(seen)
    if feature.shape == "one":
        return dominant(seen.counts)
    if feature.shape == "count":
        return _range(name, seen)
    slack = seen.slack if name == "whole output" else min(seen.slack, VAGUE)
    spelled = kind(name) not in FORMS
    counts = seen.counts if spelled else _made_up(seen)
    values = vocabulary(counts, seen.total, seen.unknown, slack, spelled=spelled)
    if name == "whole output" and not values and len(seen.counts) > 1:
        values = vocabulary(_alike(seen), seen.total, seen.unknown, slack)
    if (
        kind(name) == "value"
        and seen.slack * seen.total < NUMBERED
        and values
        and all(map(str.isdigit, values))
    ):
        return ()
    one_alone = name.startswith("first word") or name in PLACES
    return values or (dominant(seen.counts) if one_alone else ())


def _alike(seen: Sight) -> dict[str, int]:
    """The counts of outputs that are made up like nearly all; {} where another make-up is common.

    What is made up otherwise is no label that is just rare.
    """
    made_up = {value: series(cast(mask(value))) for value in seen.counts if value != OTHER}
    usual = max(made_up.values(), key=lambda form: sum(seen.counts[v] for v in made_up if made_up[v] == form))
    others = [rows for value, rows in seen.counts.items() if value != OTHER and made_up[value] != usual]
    if max(others, default=0) > max(2, seen.slack * RARE * seen.total):
        return {}
    return {value: rows for value, rows in seen.counts.items() if made_up.get(value, usual) == usual}


def _made_up(seen: Sight) -> dict[str, int]:
    """The counts of make-ups without those of words and numbers, where only some rows have them."""
    counts = {form: rows for form, rows in seen.counts.items() if not is_plain(form)}
    plain = sum(seen.counts.values()) - sum(counts.values())
    return counts if plain <= seen.slack * (1 - TONE) * seen.total else seen.counts


def dominant(counts: dict[str, int]) -> tuple[str, ...]:
    """The commonest value."""
    known = {value: count for value, count in counts.items() if value != OTHER}
    return (max(sorted(known), key=known.__getitem__),) if known else ()


def _types(seen: Sight) -> tuple[str, ...]:
    """The types that a tenth of the rows have, and null where a few rows have it."""
    least = {"null": NULLS * seen.total}
    types = {value for value, rows in seen.counts.items() if rows >= least.get(value, FORM * seen.total)}
    if seen.loose and "string" in types:
        types |= {"boolean", "null", "number"}
    return tuple(sorted(types))


def _range(name: str, seen: Sight) -> tuple[str, ...]:
    """The usual counts: of many sentences nobody counts the last, and none is told by the end."""
    values = sharp_range(seen.counts, seen.total, seen.slack)
    if name == "sentences" and ("0" in values or (len(values) > 1 and int(values[-1]) > SENTENCES)):
        return ()
    if (kind(name) == "sentences in" and values != ("1",)) or (
        name == WORDS and int((values or "0")[-1]) > 5
    ):
        return ()
    if name == "characters" and len(values) > FEW:
        return ()
    return with_slack(name, values)


def _say_nothing(name: str, values: tuple[str, ...]) -> bool:
    """Whether values that are usual are no convention."""
    if len(values) < (2 if kind(name) == "value" else 1):
        return True  # a field that is nearly always the same is no vocabulary
    if kind(name) in FORMS and len(values) > MOST:
        return True  # of a random text
    if kind(name) == "value" and _are_numbers(values):
        return True
    if kind(name) in (*FORMS, *SINGLE_FORMS) and any(map(is_plain, values)):
        return True
    if SEVERAL in values or (kind(name) == "level" and len(values) < LEVELS):
        return True
    if kind(name) in LENGTHS and _differ_in_length(name, values):
        return True
    if name in PLACES and len(values) > 1:
        return any(is_plain(cast(mask(value))) for value in values)  # the words of a small grammar
    if kind(name) in COMMON:
        return values[0] in COMMON[kind(name)]
    if name in SILENT:
        return values == SILENT[name]
    return values == ("none",) and name in PARTS


def _are_numbers(values: tuple[str, ...]) -> bool:
    """Whether so many values are numbers that another is no surprise: the days of a month."""
    return len(values) >= NUMBERS and all(value.isdigit() for value in values)


def _differ_in_length(name: str, values: tuple[str, ...]) -> bool:
    """Whether some of the values are the same but for the length of their numbers (and words)."""
    shorten = cast if "mask" in name else digits_once
    return len({shorten(value) for value in values}) < len(values)
