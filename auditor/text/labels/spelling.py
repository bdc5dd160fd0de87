"""When two labels are one label spelled twice.

`same_key` is equal for labels that differ only in case, white space, separators or the spelling of umlauts.
`slip` names the smaller difference between two labels, a plural or one wrong letter, that *may* make them
one; whether it does is for the counts to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations

from auditor.text.expression import later

_SPACED_PATH = later(r"\s*([/>|:&+,;.])\s*")
_CAMEL = later(r"(?<=[a-z])(?=[A-Z][a-z])")
_SEPARATORS = later(r"[\s_\-]+")
_BETWEEN_DIGITS = later(r"(?<=\d) (?=\d)")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_SHORT = 5  # letters a word must have before one wrong letter is more likely than another word
# How much commoner the right spelling must be before another word is taken for a slip.
TIMES = {"punctuation": 4, "plural": 4, "letter": 10}
_FEWER = 10  # times that a letter must be rarer than its other case to be the same label

Kind = str  # "plural", "punctuation", "letter"


@lru_cache(maxsize=1 << 14)
def same_key(label: str) -> str:
    """The label without case and separators: "Card-Arrival ", "card_arrival" and "cardArrival" are one.

    So are umlauts and what they are written as where there are none: "Kündigung" and "Kuendigung".

    What carries meaning stays: a leading sign ("-1"), the space between two digits, a path's slash.
    """
    text = _CAMEL.sub(" ", unicodedata.normalize("NFKC", label).strip())
    sign = text[:1] if text[:1] in "+-" and text[1:2].isdigit() else ""
    text = _SPACED_PATH.sub(r"\1", text.casefold().translate(_UMLAUTS))
    text = _BETWEEN_DIGITS.sub("\0", _SEPARATORS.sub(" ", text).strip()).replace(" ", "")
    return sign + text.replace("\0", " ")


def commonest(counts: Mapping[str, int], first: Mapping[str, int]) -> dict[str, str]:
    """Spelling → the commonest spelling of the same label, where only case, space or separators differ.

    `first` are the counts that decide, `counts` settle a tie. One letter in two cases is left alone where
    both are common: `a` and `A` may be two classes.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for label in sorted(counts):
        groups[same_key(label)].append(label)
    mapping = {}
    for group in groups.values():
        best = min(group, key=lambda x: (-first.get(x, 0), -counts[x], x != x.strip(), x))
        for label in group:
            two_cases = len(label) == len(best) == 1 and counts[label] * _FEWER > counts[best]
            if label != best and not two_cases:
                mapping[label] = best
    return dict(sorted(mapping.items()))


def probable(counts: Mapping[str, int], sure: Mapping[str, str]) -> dict[str, str]:
    """Rare spelling → the commonest label one slip away that outnumbers it by far.

    `sure` are the spellings that are known to be another one's, as `commonest` finds them.
    """
    spellings = Counter[str]()
    for label, count in counts.items():
        spellings[sure.get(label, label)] += count
    best: dict[str, str] = {}
    for one, other, kind in slips(tuple(spellings)):
        rare, common = sorted((one, other), key=lambda label: (spellings[label], label))
        if spellings[common] >= TIMES[kind] * spellings[rare]:
            known = best.get(rare)
            if known is None or (spellings[common], known) > (spellings[known], common):
                best[rare] = common
    return dict(sorted(best.items()))


@lru_cache(maxsize=1)  # every rule of labels asks this of the same ones
def slips(labels: tuple[str, ...]) -> list[tuple[str, str, Kind]]:
    """Pairs of labels that are one slip apart, each once, with the kind of slip; `same_key` must differ.

    Candidates share the label with one letter left out, so the work grows with the number of labels, not
    with its square.
    """
    buckets: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        for clue in _clues(label):
            buckets[clue].add(label)
    pairs = dict.fromkeys(pair for bucket in buckets.values() for pair in combinations(sorted(bucket), 2))
    return [(*pair, kind) for pair in pairs if (kind := slip(*pair))]


def slip(one: str, other: str) -> Kind:
    """The slip between two labels: "punctuation", "plural", "letter", or "" when it takes more than one."""
    if same_key(one) == same_key(other):
        return ""
    first, second = _words(one), _words(other)
    if first == second and _digits(one) == _digits(other):
        return "punctuation" if _sign(one) == _sign(other) else ""
    if len(first) != len(second):
        return ""
    apart = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if all(_plural(a, b) or _plural(b, a) for a, b in apart):
        return "plural"
    return "letter" if len(apart) == 1 and _one_letter_apart(*apart[0]) else ""


def _words(label: str) -> list[str]:
    text = _CAMEL.sub(" ", unicodedata.normalize("NFKC", label)).casefold()
    return re.findall(r"[^\W_]+|[+#/]", text)


def _digits(label: str) -> str:
    return re.sub(r"[^\d.]", "", label).strip(".")


def _sign(label: str) -> str:
    return label.strip()[:1] if label.strip()[:1] in ("+", "-", "!", "~", "<", ">", "=") else ""


def _plural(one: str, many: str) -> bool:
    """Whether the second word is the plural of the first."""
    if len(one) < 3 or not one[-1].isalpha():
        return False
    return many in (one + "s", one + "es") or (one.endswith("y") and many == one[:-1] + "ies")


def _one_letter_apart(one: str, other: str) -> bool:
    """One letter wrong, missing, added or two swapped; never the first letter, never a digit.

    "-er" against "-ee" (employer, employee) and the prefixes "un-", "in-" are other words, not slips.
    """
    if min(len(one), len(other)) < _SHORT or one[0] != other[0]:
        return False
    if not (one.isalpha() and other.isalpha()) or {one[-2:], other[-2:]} in ({"er", "ee"}, {"or", "ee"}):
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, back = one[start:], other[start:]
    if len(one) == len(other):
        swapped = rest[:2] == back[:2][::-1] and rest[2:] == back[2:]
        return swapped or rest[1:] == back[1:]
    longer, shorter = (rest, back) if len(rest) > len(back) else (back, rest)
    return longer[1:] == shorter


def _clues(label: str) -> set[str]:
    """The letters of a label, and the same with one left out: two labels a slip apart share a clue."""
    text = "".join(_words(label))
    singular = "".join(_singular(word) for word in _words(label))
    return {singular, text, *(text[:i] + text[i + 1 :] for i in range(len(text)))}


def _singular(word: str) -> str:
    return re.sub(r"(ie|y)$", "y", re.sub(r"e?s$", "", word))
